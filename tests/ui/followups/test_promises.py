"""Promises through the real page over a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.core.enums import DuePrecision, FollowupStatus
from app.core.errors import NotFound
from app.queries.followups import FollowupFilter
from app.queries.lister import Sort
from tests.ui.embassy import DAY, Embassy
from ui.followups.page import Page
from ui.followups.promises import Promises
from ui.followups.searches import Owner
from ui.kit.dialogs import ConflictDialog
from ui.shell.route import Route

HOUR = timedelta(hours=1)


@pytest.fixture
def page(qtbot: QtBot, embassy: Embassy) -> Page:
    """The page on the screen; tests open it with what they put into the store."""
    made = Page(embassy.desk, embassy.host)
    embassy.host.layout().addWidget(made)
    embassy.host.show()
    embassy.host.activateWindow()
    qtbot.waitActive(embassy.host)
    return made


def open_page(page: Page, id: str = "", kind: str = "") -> Promises:
    page.open(Route("followups", id, "", kind))
    return page.promises


def titles(pane: Promises) -> list[str]:
    model = pane.list.model
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def problem(page: Page, name: str) -> str:
    label = page.findChild(QLabel, f"{name}.problem")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def row_of(embassy: Embassy, id: str):
    return embassy.desk.queries.followups.get(id)


# ---- the list ------------------------------------------------------------------------------------------------------


def test_overdue_stands_first_and_what_is_closed_last(embassy: Embassy, page: Page) -> None:
    done = embassy.promise("Done already", -9)
    embassy.container.services.followups.done(done, "letter")
    embassy.promise("Next week", 6)
    embassy.promise("Late", -3)
    embassy.promise("No date", None)
    pane = open_page(page)
    assert titles(pane) == ["Late", "Next week", "No date", "Done already"]
    cells = [pane.list.model.index(0, column).data() for column in range(7)]
    assert cells[2:6] == ["us", "Economic section", "Fri 4 July", "3 days overdue"]
    QAbstractItemModelTester(pane.list.model, QAbstractItemModelTester.FailureReportingMode.Fatal)


def test_filters_narrow_and_clear_gives_all_back(embassy: Embassy, page: Page) -> None:
    lohum = embassy.organisation("LOHUM Cleantech")
    meeting = embassy.meeting("Panel: recycling", -6 * HOUR)
    embassy.recorded_promise(meeting, "From the record", 9)
    embassy.promise("Late", -3)
    embassy.promise("Theirs", 3, "IN", "", owner_organisation_id=lohum)
    pane = open_page(page)
    pane.list.filters.set_values({"status": "overdue"})
    pane.refresh()
    assert titles(pane) == ["Late"]
    pane.list.filters.set_values({"side": "IN"})
    pane.refresh()
    assert titles(pane) == ["Theirs"]
    pane.list.filters.set_values({})
    pane.owner.choose(f"organisation:{lohum}", "LOHUM Cleantech")
    assert titles(pane) == ["Theirs"]
    pane.list.filters.clear()
    assert pane.owner.value() is None
    assert len(titles(pane)) == 3
    pane.meeting.choose(meeting, "Panel: recycling")
    assert titles(pane) == ["From the record"]
    pane.list.filters.clear()
    pane.search_line.setText("lat")
    pane.search_now()
    assert titles(pane) == ["Late"]
    kept = page.save_state()
    page.restore_state({})
    page.restore_state(kept)
    assert pane.search_line.text() == "lat"


def test_nothing_promised_offers_to_add(embassy: Embassy, page: Page, qtbot: QtBot) -> None:
    pane = open_page(page)
    assert pane.list._empty.isVisible()
    pane.list._empty.button.click()
    assert pane.editor.is_new
    assert page.focusWidget() is pane.editor.form.edit("title").control()


def test_walking_through_the_list_shows_each_record(embassy: Embassy, page: Page, qtbot: QtBot) -> None:
    embassy.promise("Late", -3)
    second = embassy.promise("Next week", 6)
    pane = open_page(page)
    pane.list.table.setFocus()
    qtbot.keyClick(pane.list.table, Qt.Key.Key_Home)
    qtbot.keyClick(pane.list.table, Qt.Key.Key_Return)
    assert pane.editor.heading.text() == "Late"
    pane.list.cards.setFocus()
    qtbot.keyClick(pane.list.cards, Qt.Key.Key_Down)
    assert pane.editor.id == second
    qtbot.keyClick(pane.list.cards, Qt.Key.Key_Escape)
    assert not pane.split.is_open()
    qtbot.keyClick(pane.list.table, Qt.Key.Key_Return)
    pane.editor.form.focus_first()
    qtbot.keyClick(pane.editor.form.edit("title").control(), Qt.Key.Key_Escape)
    assert not pane.split.is_open()
    assert pane.list.table.hasFocus()


# ---- making and editing --------------------------------------------------------------------------------------------


def test_a_new_promise_typed_with_the_keyboard(embassy: Embassy, page: Page, qtbot: QtBot) -> None:
    lohum = embassy.organisation("LOHUM Cleantech")
    pane = open_page(page)
    page.new()
    form = pane.editor.form
    qtbot.keyClicks(form.edit("title").control(), "Send the capacity figures")
    owner = form.edit("owner").widget
    owner.line.edit.setFocus()
    qtbot.keyClicks(owner.line.edit, "lohum")
    owner.line.search_now()
    qtbot.keyClick(owner.line.edit, Qt.Key.Key_Tab)
    qtbot.keyClicks(form.edit("due_on").control(), "in 2 weeks")
    form.edit("due_on").control().setFocus()
    qtbot.keyClick(form.edit("due_on").control(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not pane.split.is_open()
    found = embassy.desk.queries.followups.all(FollowupFilter(), Sort("due"))
    assert [(one.title, one.owner, one.due_on, one.side) for one in found] == [
        ("Send the capacity figures", "LOHUM Cleantech", date(2025, 7, 21), "JP")
    ]
    assert row_of(embassy, found[0].id).owner_organisation_id == lohum


def test_a_withheld_name_is_kept_as_written(embassy: Embassy, page: Page) -> None:
    pane = open_page(page)
    page.new()
    form = pane.editor.form
    form.edit("title").edit.setPlainText("Send the draft NDA")
    owner = form.edit("owner").widget
    owner.line.edit.setText("Japanese firm A")
    owner.line.edit.textEdited.emit("Japanese firm A")
    assert not pane.editor.save()
    assert "from the list" in problem(page, "followups.form.owner")
    owner._as_written("Japanese firm A")
    form.edit("due_on").edit.setText("asap")
    assert pane.editor.save()
    detail = row_of(embassy, pane.editor.id)
    assert (detail.owner_text, detail.row.due_precision) == ("Japanese firm A", DuePrecision.ASAP)


def test_what_is_missing_is_said_beside_the_fields(embassy: Embassy, page: Page) -> None:
    pane = open_page(page)
    page.new()
    assert not pane.editor.save()
    assert problem(page, "followups.form.title") == "Enter what was promised."
    assert problem(page, "followups.form.owner") == "Name one owner."
    assert problem(page, "followups.form.due_on") == "Enter a due date, or the reason for none."
    assert page.focusWidget() is pane.editor.form.edit("title").control()
    pane.editor.form.edit("due_on").edit.setText("29 February 2027")
    assert not pane.editor.save()
    assert "February 2027 has 28 days" in problem(page, "followups.form.due_on")
    assert embassy.desk.queries.followups.all(FollowupFilter(), Sort("due")) == []


def test_opening_and_saving_unchanged_writes_nothing(embassy: Embassy, page: Page) -> None:
    id = embassy.promise("No date yet", None, owner="plant liaison")
    before = embassy.desk.services.followups.draft(id)
    pane = open_page(page, id, "followup")
    assert not pane.editor.dirty()
    assert pane.editor.draft_of(pane.editor.values(), before) == before


def test_typed_text_is_saved_when_another_row_is_opened(embassy: Embassy, page: Page) -> None:
    first, second = embassy.promise("One", -3), embassy.promise("Two", 5)
    pane = open_page(page, first, "followup")
    pane.editor.form.edit("next_step").edit.setPlainText("Ring the desk")
    pane.open_record(second)
    assert pane.editor.id == second
    assert row_of(embassy, first).next_step == "Ring the desk"


def test_what_cannot_be_saved_keeps_its_place(embassy: Embassy, page: Page) -> None:
    first, second = embassy.promise("One", -3), embassy.promise("Two", 5)
    pane = open_page(page, first, "followup")
    pane.editor.form.edit("title").edit.setPlainText("")
    pane.open_record(second)
    assert pane.editor.id == first
    assert problem(page, "followups.form.title")
    assert pane.list.model.row(pane.list.model.find(pane.list.current_id())).id == first
    assert list(page.unsaved()) == ["Follow-up F1: Promise"]


def test_unsaved_text_survives_a_rebuild_of_the_page(embassy: Embassy, page: Page) -> None:
    id = embassy.promise("One", -3)
    pane = open_page(page, id, "followup")
    pane.editor.form.edit("next_step").edit.setPlainText("Ring <b>the</b> desk 電話")
    pane.editor.form.edit("due_on").edit.setText("in 2 weeks")
    texts = page.unsaved()
    again = Page(embassy.desk, embassy.host)
    again.open(Route("followups", id, "", "followup"))
    again.restore_unsaved(texts)
    values = again.promises.editor.values()
    assert values["next_step"] == "Ring <b>the</b> desk 電話"
    assert again.promises.editor.draft_of(values, embassy.desk.services.followups.draft(id)).due_on == date(2025, 7, 21)
    assert again.promises.editor.dirty()
    again.flush()
    assert again.unsaved() == {}
    assert row_of(embassy, id).next_step == "Ring <b>the</b> desk 電話"


def test_a_new_promise_survives_a_rebuild_too(embassy: Embassy, page: Page) -> None:
    pane = open_page(page)
    page.new()
    pane.editor.form.edit("title").edit.setPlainText("Half a thought")
    texts = page.unsaved()
    again = Page(embassy.desk, embassy.host)
    again.open(Route("followups"))
    again.restore_unsaved(texts)
    assert again.promises.editor.is_new
    assert again.promises.editor.values()["title"] == "Half a thought"


# ---- closing -------------------------------------------------------------------------------------------------------


def test_done_is_refused_without_evidence_beside_the_field(embassy: Embassy, page: Page) -> None:
    id = embassy.promise("Thank-you letters", 0)
    pane = open_page(page, id, "followup")
    pane.editor.done_button.click()
    assert page.focusWidget() is pane.editor.panel.form.edit("evidence").control()
    pane.editor.panel.accept.click()
    assert problem(page, "followups.close.evidence") == "Say by what it can be shown that this is done."
    assert row_of(embassy, id).row.status is FollowupStatus.OPEN
    pane.editor.panel.form.edit("evidence").edit.setPlainText("EOJ/ECON/L/2025/0031")
    pane.editor.panel.accept.click()
    detail = row_of(embassy, id)
    assert (detail.row.status, detail.evidence, detail.closed_on) == (FollowupStatus.DONE, "EOJ/ECON/L/2025/0031", DAY)
    assert "EOJ/ECON/L/2025/0031" in pane.editor.closed_text.text()
    assert pane.editor.reopen_button.isVisible()
    assert not pane.editor.done_button.isVisible()


def test_undo_in_the_notice_takes_the_closing_back(embassy: Embassy, page: Page) -> None:
    id = embassy.promise("Thank-you letters", 0)
    pane = open_page(page, id, "followup")
    pane.editor.ask_done()
    pane.editor.panel.form.edit("evidence").edit.setPlainText("letter")
    pane.editor.panel.accept.click()
    assert embassy.said() == ["Follow-up F1 done."]
    button = embassy.notices.shown[-1].button
    assert button is not None
    button.click()
    embassy.desk.bridge.flush()
    assert row_of(embassy, id).row.status is FollowupStatus.OPEN
    assert pane.editor.done_button.isVisible()


def test_drop_asks_for_the_reason_and_escape_gives_up(embassy: Embassy, page: Page, qtbot: QtBot) -> None:
    id = embassy.promise("Second visit", 30)
    pane = open_page(page, id, "followup")
    pane.editor.ask_drop()
    pane.editor.panel.accept.click()
    assert problem(page, "followups.close.reason").startswith("Say why")
    qtbot.keyClick(pane.editor.panel.form.edit("reason").control(), Qt.Key.Key_Escape)
    assert not pane.editor.panel.isVisible()
    assert pane.split.is_open()
    pane.editor.ask_drop()
    pane.editor.panel.form.edit("reason").edit.setPlainText("The plant closed")
    pane.editor.panel.accept.click()
    assert row_of(embassy, id).row.status is FollowupStatus.DROPPED
    pane.editor.reopen_button.click()
    assert row_of(embassy, id).row.status is FollowupStatus.OPEN
    pane.editor.start_button.click()
    assert row_of(embassy, id).row.status is FollowupStatus.IN_HAND


def test_closing_keeps_what_is_typed(embassy: Embassy, page: Page) -> None:
    id = embassy.promise("Thank-you letters", 0)
    pane = open_page(page, id, "followup")
    pane.editor.form.edit("next_step").edit.setPlainText("Post them")
    pane.editor.start_button.click()
    assert pane.editor.values()["next_step"] == "Post them"
    assert pane.editor.save()
    assert row_of(embassy, id).next_step == "Post them"


def test_deleting_is_undone_and_a_recorded_promise_has_no_delete(embassy: Embassy, page: Page) -> None:
    id = embassy.promise("Typed by mistake", 3)
    recorded = embassy.recorded_promise(embassy.meeting("Panel", -6 * HOUR), "In the record")
    pane = open_page(page, id, "followup")
    pane.editor.remove()
    assert not pane.split.is_open()
    with pytest.raises(NotFound):
        row_of(embassy, id)
    button = embassy.notices.shown[-1].button
    assert button is not None
    button.click()
    assert row_of(embassy, id).row.title == "Typed by mistake"
    open_page(page, recorded, "followup")
    assert "Delete" not in [action.text() for action in pane.editor.menu.actions()]


# ---- where it came from --------------------------------------------------------------------------------------------


def test_the_record_line_it_came_from_opens(embassy: Embassy, page: Page) -> None:
    meeting = embassy.meeting("Closed-door session", -3 * HOUR, code="MT6")
    embassy.recorded_promise(meeting, "The first action")
    id = embassy.recorded_promise(meeting, "Arrange talks with five firms")
    pane = open_page(page, id, "followup")
    assert pane.editor.origin.text() == "From MT6: Action A2"
    assert pane.editor.origin_text.text() == "Arrange talks with five firms"
    pane.editor.origin.click()
    route = embassy.last
    assert route is not None
    assert (route.kind, route.id, route.part) == ("meeting", meeting, "record")
    assert route.extra["point"] == row_of(embassy, id).row.source_point_id


def test_the_meetings_a_promise_was_on_are_its_history(embassy: Embassy, page: Page) -> None:
    first = embassy.meeting("First talk", -30 * 24 * HOUR, code="MT1")
    id = embassy.recorded_promise(first, "Arrange talks with five firms")
    second = embassy.meeting("Second talk", -3 * HOUR, code="MT2")
    carry_over, queries = embassy.container.services.carry_over, embassy.container.queries.carry_over
    pane = open_page(page, id, "followup")
    assert pane.editor.history_card.isHidden(), "one meeting is no history"
    carry_over.follow(second, first)
    (matter,) = queries.matters(second)
    carry_over.note(matter.mention_id, "Three firms are found.")
    pane.editor.refresh()
    lines = pane.editor.history_card.lines
    assert [row.title for row in lines.lines.rows] == ["First talk", "Second talk"]
    assert lines.lines.rows[0].detail.endswith("made here")
    assert lines.lines.rows[1].detail.endswith("Three firms are found.")
    lines.opened.emit("meeting", second)
    route = embassy.last
    assert route is not None
    assert (route.kind, route.id, route.part) == ("meeting", second, "record")


# ---- two people ----------------------------------------------------------------------------------------------------


def conflict(page: Page) -> ConflictDialog:
    found = [one for one in page.promises.editor.findChildren(ConflictDialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def test_two_people_are_asked_field_by_field_with_both_values(embassy: Embassy, page: Page) -> None:
    other = embassy.organisation("JETRO New Delhi", "JP")
    id = embassy.promise("Draft NDA", 4)
    pane, service = open_page(page, id, "followup"), embassy.desk.services.followups
    base = service.draft(id)
    form = pane.editor.form
    form.edit("owner").set_value(Owner("text", "", "Japanese firm A"))
    form.edit("due_on").edit.setText("18 July")
    form.edit("reference").edit.setText("NDA-1")
    service.update(
        id, replace(base, owner_text="", owner_organisation_id=other, due_on=date(2025, 7, 31), next_step="wait"), base
    )
    embassy.desk.bridge.flush()
    assert form.values()["reference"] == "NDA-1"
    pane.editor.save()
    dialog = conflict(page)
    shown = sorted((mine.accessibleName(), theirs.accessibleName()) for mine, theirs in dialog._pairs)
    assert shown == [
        ("Due: Yours: Fri 18 July", "Due: Theirs: Thu 31 July"),
        ("Owner: Yours: Japanese firm A", "Owner: Theirs: JETRO New Delhi"),
    ]
    for mine, theirs in dialog._pairs:
        (theirs if theirs.accessibleName().startswith("Owner") else mine).setChecked(True)
    dialog.accept()
    detail = row_of(embassy, id)
    assert (detail.row.owner, detail.owner_text, detail.row.due_on) == ("JETRO New Delhi", "", date(2025, 7, 18))
    assert (detail.next_step, detail.reference) == ("wait", "NDA-1")
    assert not pane.editor.dirty()


def test_going_on_editing_overwrites_nothing(embassy: Embassy, page: Page) -> None:
    id = embassy.promise("Draft NDA", 4)
    pane, service = open_page(page, id, "followup"), embassy.desk.services.followups
    base = service.draft(id)
    pane.editor.form.edit("next_step").edit.setPlainText("mine")
    service.update(id, replace(base, next_step="theirs"), base)
    pane.editor.save()
    conflict(page).reject()
    assert row_of(embassy, id).next_step == "theirs"
    assert pane.editor.values()["next_step"] == "mine"
    assert pane.editor.dirty()


def test_a_promise_deleted_elsewhere_closes_with_a_sentence(embassy: Embassy, page: Page) -> None:
    id = embassy.promise("Gone", 4)
    pane = open_page(page, id, "followup")
    embassy.desk.services.followups.remove(id)
    embassy.desk.bridge.flush()
    assert not pane.split.is_open()
    assert embassy.said() == ["This follow-up does not exist."]


def test_a_hidden_page_reads_when_it_is_shown(embassy: Embassy, page: Page) -> None:
    pane = open_page(page)
    page.hide()
    embassy.promise("Thank-you letters", 0)
    embassy.desk.bridge.flush()
    assert titles(pane) == []
    page.show()
    assert titles(pane) == ["Thank-you letters"]


# ---- manners -------------------------------------------------------------------------------------------------------


def test_every_control_has_a_name(embassy: Embassy, page: Page) -> None:
    id = embassy.promise("Draft NDA", 4)
    pane = open_page(page, id, "followup")
    for key in pane.editor.form.values():
        control = pane.editor.form.edit(key).control()
        assert control.objectName() == f"followups.form.{key}"
        assert control.accessibleName()
    for widget in (pane.list.table, pane.search_line, pane.owner, pane.meeting, pane.new_button, pane.editor.origin):
        assert widget.objectName().startswith("followups.")
    for widget in (pane.list.table, pane.search_line, pane.owner, pane.meeting, pane.new_button):
        assert widget.accessibleName()
    assert all(keys and words for keys, words in page.help())


def test_strange_text_is_shown_and_kept_as_it_is(embassy: Embassy, page: Page) -> None:
    title = '<b>NDA</b> & <img src="x"> 「覚書」 सहमति ' + "x" * 4000
    id = embassy.promise(title, 4)
    pane = open_page(page, id, "followup")
    assert pane.editor.values()["title"] == title
    assert pane.editor.heading.text() == title
    assert pane.editor.heading.shown().endswith("…")
    assert pane.editor.heading.toolTip()
