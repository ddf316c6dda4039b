"""The record as a whole: empty, with and without an agenda, what is missing, approval, and how it looks."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app.core.enums import Attribution, Confirmation, MeetingKind, PointKind, RecordStatus
from app.core.i18n import LANGUAGES, set_language
from app.services.meetings import MeetingDraft
from tests.ui.minutes.conftest import Desk
from tests.ui.minutes.talk import STARTS, Talk, take
from ui.kit.dialogs import ConflictDialog
from ui.kit.form_dialog import FormDialog
from ui.minutes import record_actions
from ui.minutes.details import DetailsDialog
from ui.minutes.model import RecordModel
from ui.minutes.rows import HeadingRow, InputRow, LineRow, Place, arrange
from ui.minutes.side_list import SideItem, SideModel
from ui.theme import theme

OpenDesk = Callable[..., Desk]


def test_an_empty_record_says_how_and_begins(talk: Talk, open_desk: OpenDesk) -> None:
    desk = open_desk(talk.container, talk.meeting, begin=False)
    assert desk.tab.empty.isVisible()
    assert talk.container.queries.minutes.of_meeting(talk.meeting) is None  # looking makes nothing
    desk.tab.empty.button.setFocus()
    desk.press(Qt.Key.Key_Space)
    assert desk.record.status is RecordStatus.DRAFT
    assert desk.tab.line.isVisible()
    desk.tab.focus_line()
    desk.enter("d to meet again")
    assert desk.texts == ["to meet again"]


def test_a_meeting_without_agenda(talk: Talk, open_desk: OpenDesk) -> None:
    meeting = talk.container.services.meetings.create(
        MeetingDraft(
            title="Call", kind=MeetingKind.CALL, starts_at=STARTS, ends_at=STARTS.replace(hour=13),
            time_zone="Asia/Kolkata",
        )
    ).id  # fmt: skip
    desk = open_desk(talk.container, meeting)
    desk.enter("one", "a two")
    assert desk.texts == ["one", "two"]
    assert not any(isinstance(row, HeadingRow) for row in desk.tab.view.rows.rows)
    desk.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert desk.tab.line.edit.hasFocus()


def test_the_count_is_told(talk: Talk, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.tab.count_changed) as told:
        desk.enter("one")
    assert told.args == [1]


def test_what_is_missing_leads_to_its_line(desk: Desk) -> None:
    desk.enter("the chair spoke", "a arrange talks >fri")
    items = desk.tab.side.checks.list.rows.items
    words = [item.title for item in items if item.tone == "red"]
    assert words == ["“A1” has no responsible side.", "“A1” has no owner."]
    checks = desk.tab.side.checks.list
    checks.setFocus()
    QTest.keyClick(checks, Qt.Key.Key_Return)
    selected = desk.tab.view.selected()
    assert selected is not None
    assert selected.ref == "A1"
    assert desk.tab.view.hasFocus()
    amber = [item.title for item in items if item.tone == "amber"]
    *asked, recorder = amber
    assert asked == ["The interpreter is not recorded.", "The counterpart was not asked to confirm."]
    assert recorder.startswith("Recorded by “"), "the computer's login is no name for paper"


def test_present_lists_both_sides_with_head_and_times(desk: Desk) -> None:
    items = desk.tab.side.present.list.rows.items
    assert [item.title for item in items if item.look == "label"] == ["Japanese side", "Indian side"]
    by_name = {item.title: item for item in items}
    assert by_name["YAMADA Haruo"].note == "head"
    assert by_name["YAMADA Haruo"].detail == "METI, Deputy Director"
    assert by_name["ONO Ken"].note == "arrived 17:58"
    assert by_name["Mehta"].note == "absent"
    assert desk.tab.side.present.count.text() == "6 of 7"


def test_approval_is_refused_at_the_first_line_that_lacks_something(desk: Desk) -> None:
    desk.enter("a arrange talks", "the chair spoke")
    desk.tab.acts.approve()
    assert desk.record.status is RecordStatus.DRAFT
    selected = desk.tab.view.selected()
    assert selected is not None
    assert selected.ref == "A1"
    assert any("cannot be approved yet" in notice for notice in desk.notices())


def test_an_approved_record_is_read_only(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def named(*_args: object, **_params: object) -> str:
        return "YAMADA Haruo"

    monkeypatch.setattr(record_actions, "ask_text", named)
    desk.enter("d to exchange lists")
    desk.tab.acts.approve()
    assert desk.record.status is RecordStatus.DRAFT  # one step after the other
    desk.tab.acts.circulate()
    assert desk.record.status is RecordStatus.UNDER_REVIEW
    desk.settle()
    desk.tab.acts.approve()
    desk.settle()
    assert desk.record.status is RecordStatus.APPROVED
    assert desk.record.reference == "EOJ/MIN/2025/0001"
    assert desk.tab.view.hasFocus(), "the keys stay with the record"
    assert desk.tab.closed.isVisible()
    assert desk.tab.closed_words.text() == (
        "EOJ/MIN/2025/0001: approved by YAMADA Haruo on Wed 2 July 2025; it does not change any more."
    )
    assert desk.tab.line.isHidden()
    desk.tab.select_point(desk.points[0].id)
    for key in (Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_A, Qt.Key.Key_1):
        desk.press(key)
    assert (desk.texts, desk.points[0].kind) == (["to exchange lists"], PointKind.DECISION)
    assert not desk.tab.head.can("approve")
    assert not desk.tab.head.can("send")


def test_record_details_are_saved_and_conflicts_asked(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.tab.acts.show_details("recorder")
    dialog = desk.tab.findChild(DetailsDialog)
    assert isinstance(dialog, DetailsDialog)
    form = dialog.form
    form.edit("attribution").set_value(Attribution.NONE)
    form.edit("recorder").set_value("SATO Emi")
    form.edit("closed_at").control().setText("18:40")  # type: ignore[attr-defined]
    form.edit("distribution").set_value("South-West Asia Division\nEconomic section")
    minutes = desk.container.services.minutes
    head = minutes.head(desk.record.id)
    minutes.set_head(desk.record.id, type(head)(**{**_fields(head), "recorder": "ONO Ken", "language": "ja"}), head)

    def keep_mine(_dialog: ConflictDialog) -> int:
        return int(QDialog.DialogCode.Accepted)

    monkeypatch.setattr(ConflictDialog, "exec", keep_mine)
    dialog.save()
    desk.settle()
    record = desk.record
    assert (record.attribution, record.recorder, record.language) == (Attribution.NONE, "SATO Emi", "ja")
    assert record.distribution == ("South-West Asia Division", "Economic section")
    assert record.closed_at is not None
    assert record.closed_at.strftime("%H:%M") == "13:10"
    assert record.confirmation is Confirmation.NOT_SOUGHT


def _fields(draft: object) -> dict[str, object]:
    return {name: getattr(draft, name) for name in draft.__slots__}  # type: ignore[attr-defined]


def test_a_route_opens_the_record_at_a_line(desk: Desk) -> None:
    desk.enter("one", "two")
    desk.window.navigation.open("meeting", desk.meeting, "record", {"point": desk.points[0].id})
    desk.settle()
    selected = desk.tab.view.selected()
    assert selected is not None
    assert selected.text == "one"


def test_the_column_folds_on_a_narrow_window_and_comes_when_asked(desk: Desk) -> None:
    assert desk.tab.side.isVisible()
    desk.window.resize(900, 700)
    desk.settle()
    assert not desk.tab.side.isVisible()
    desk.tab.head.side_button.click()
    assert desk.tab.side.isVisible()
    assert desk.tab.save_state() == {"side": True}
    desk.tab.restore_state({})
    assert not desk.tab.side.isVisible()


def rows(*keys: str) -> list[HeadingRow | LineRow | InputRow]:
    made: list[HeadingRow | LineRow | InputRow] = []
    for key in keys:
        if key == ">":
            made.append(InputRow("i"))
        elif key.isupper():
            made.append(HeadingRow(key, "1", key, "20 min"))
        else:
            made.append(LineRow(key, "i", PointKind.STATEMENT, "Statement", "soft", "", f"text {key}", "", ()))
    return made


def test_the_models_keep_qts_rules_and_their_rows(qtbot: QtBot) -> None:
    model, side = RecordModel(), SideModel()
    testers = [
        QAbstractItemModelTester(one, QAbstractItemModelTester.FailureReportingMode.Warning) for one in (model, side)
    ]
    for keys in ("A a b >", "A a > b", "A > b c", "B d", "", "A a b c d e >", "A a x c d e >", "A a e d c x >"):
        model.set_rows(rows(*keys.split()))
        assert [row.key for row in model.rows] == [row.key for row in rows(*keys.split())]
    for count in (3, 0, 5):
        side.fill([SideItem(str(no), target="x") for no in range(count)])
        assert side.rowCount() == count
    assert len(testers) == 2


def test_a_row_that_stays_keeps_its_index(qtbot: QtBot) -> None:
    model = RecordModel()
    model.set_rows(rows("A", "a", "b", ">"))
    kept = model.index_of("b")
    model.set_rows(rows("A", "z", "a", "b", ">"))
    assert model.index_of("b").row() == kept.row() + 1


def test_the_line_stands_where_it_should() -> None:
    heads = [HeadingRow("i", "1", "One", ""), HeadingRow("k", "2", "Two", "")]
    lines = [row for row in rows("a", "b") if isinstance(row, LineRow)]
    assert [row.key for row in arrange(heads, lines, Place("i"))] == ["item:i", "a", "b", "input", "item:k"]
    assert [row.key for row in arrange(heads, lines, Place("i", after="a"))] == ["item:i", "a", "input", "b", "item:k"]
    assert [row.key for row in arrange(heads, lines, Place("i", editing="a"))] == ["item:i", "input", "b", "item:k"]
    assert [row.key for row in arrange(heads, lines, Place("k"))] == ["item:i", "a", "b", "item:k", "input"]
    assert [row.key for row in arrange(heads, lines, Place("gone"))][-1] == "input"
    assert "input" not in [row.key for row in arrange(heads, lines, None)]


def test_two_thousand_lines_are_measured_once(desk: Desk) -> None:
    view = desk.tab.view
    many = [
        LineRow(f"p{no}", "i", PointKind.ACTION, "Action", "red", f"A{no}", f"word {no} " * 12, "Japanese side", ())
        for no in range(2000)
    ]
    view.rows.set_rows([HeadingRow("i", "1", "One", "20 min"), *many, InputRow("i")])
    desk.settle()
    view.executeDelayedItemsLayout()
    measured: list[str] = []
    laid = view.painter_of_rows._layout

    def counting(row: HeadingRow | LineRow, width: int) -> object:
        measured.append(row.key)
        return laid(row, width)

    view.painter_of_rows._layout = counting  # type: ignore[method-assign,assignment]
    view.rows.set_rows([HeadingRow("i", "1", "One", "20 min"), *many, many[0].__class__(
        "new", "i", PointKind.ACTION, "Action", "red", "A2000", "the new line", "", ()), InputRow("i")])  # fmt: skip
    view.executeDelayedItemsLayout()
    assert set(measured) == {"new"}  # a new line among 2,000 measures itself alone
    view.grab()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_speaks_every_language_at_once(desk: Desk, talk: Talk, lang: str) -> None:
    take(talk)
    desk.settle()
    set_language(lang)
    desk.window.rebuild()
    desk.settle()
    assert len([row for row in desk.tab.view.rows.rows if isinstance(row, LineRow)]) == 6
    desk.tab.grab()


def test_every_control_has_a_name_and_a_reason_to_be(desk: Desk) -> None:
    for widget in (desk.tab.line.edit, desk.tab.view, desk.tab.side.present.list, desk.tab.side.checks.list,
                   desk.tab.completion, desk.tab.head.more, desk.tab.empty.button):  # fmt: skip
        assert widget.objectName()
        assert widget.accessibleName()
    assert all(words for _, words in desk.tab.help())


@pytest.mark.parametrize("scheme", [theme.Scheme.LIGHT, theme.Scheme.DARK])
def test_a_picture(desk: Desk, talk: Talk, qapp: QApplication, scheme: theme.Scheme) -> None:
    """Light and dark differ; kept as files where CHANCERY_PICTURES says so, for whoever wants to look."""
    theme.apply(qapp, scheme)
    try:
        take(talk)
        desk.settle()
        desk.type("c @jbic will send an overview of financing tools >fri")
        desk.tab.record.read_now()
        picture = desk.window.grab()
        assert picture.width() >= 1366
        folder = os.environ.get("CHANCERY_PICTURES")
        if folder:
            picture.save(str(Path(folder) / f"record-{scheme}.png"))
    finally:
        theme.apply(qapp, theme.Scheme.LIGHT)


def test_the_next_step_of_a_record_is_a_button_and_a_command(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.enter("the chair spoke")
    head, actions = desk.tab.head, desk.window.actions_registry
    assert head.next.text() == "Send for approval…"
    assert [one.key for one in actions.found("send for approval")] == ["record.send"]
    assert not actions.trigger("record.nothing")
    assert actions.trigger("record.send")
    dialog = desk.tab.findChild(FormDialog, "minutes.send")
    assert isinstance(dialog, FormDialog)
    dialog.submit()
    desk.settle()
    assert desk.record.status is RecordStatus.UNDER_REVIEW
    assert desk.record.reviews == (), "nobody need be named"
    assert head.next.text() == "Approve…"
    assert [one.key for one in actions.found("approv")] == ["record.approve"]
