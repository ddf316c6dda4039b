"""Who takes part: added by any name, ordered by hand, marked by one key, taken off with Undo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.modeltest import ModelTester

from app.core.enums import Attendance, MeetingStatus, ParticipantRole
from tests.ui.meetings.world import Screen, press, settle
from ui.meetings.paste_dialog import PasteDialog
from ui.meetings.people_model import SideModel
from ui.meetings.people_tab import PeopleTab
from ui.meetings.people_view import SideList

CELLS = "Cell manufacturing"


@pytest.fixture
def people(screen: Screen) -> PeopleTab:
    return screen.open(CELLS, "people").people


def names(people: PeopleTab, side: str) -> list[str]:
    model = people.columns[side].model
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def side(people: PeopleTab, code: str, row: int) -> SideList:
    """The list of a side with the keyboard on `row`."""
    view = people.columns[code].list
    view.setFocus()
    view.setCurrentIndex(people.columns[code].model.index(row))
    return view


def participants(screen: Screen, code: str) -> list[tuple[str, ParticipantRole, Attendance]]:
    meeting = screen.container.queries.meetings.get(screen.world.ids[CELLS])
    return [(row.person.shown(), row.role, row.status) for row in dict(meeting.sides).get(code, ())]


def test_two_sides_stand_in_order_head_first(people: PeopleTab) -> None:
    assert list(people.columns) == ["JP", "IN"]
    assert names(people, "JP") == ["YAMADA Haruo", "SATO Emi", "ITO Ken"]
    assert names(people, "IN") == ["Nitin Gupta", "Kanimozhi"]
    assert people.columns["JP"].count.text() == "3"
    told = people.columns["JP"].model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "YAMADA Haruo, Director · METI, Head"


def test_the_model_keeps_qts_contract(people: PeopleTab, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(people.columns["JP"].model)
    qtmodeltester.check(SideModel("IN"))


def test_alt_down_moves_and_the_order_stays(screen: Screen, people: PeopleTab) -> None:
    press(side(people, "JP", 1), Qt.Key.Key_Down, alt=True)
    assert names(people, "JP") == ["YAMADA Haruo", "ITO Ken", "SATO Emi"]
    assert people.columns["JP"].list.current().person.shown() == "SATO Emi"  # type: ignore[union-attr]
    screen.container.services.people.update(
        screen.world.ids["sato"], screen.container.services.people.draft(screen.world.ids["sato"])
    )
    settle()
    assert names(people, "JP") == ["YAMADA Haruo", "ITO Ken", "SATO Emi"]
    screen.undo()
    assert names(people, "JP") == ["YAMADA Haruo", "SATO Emi", "ITO Ken"]


@pytest.mark.parametrize(
    ("key", "role", "status"),
    [
        (Qt.Key.Key_I, ParticipantRole.INTERPRETER, Attendance.INVITED),
        (Qt.Key.Key_N, ParticipantRole.NOTE_TAKER, Attendance.INVITED),
        (Qt.Key.Key_O, ParticipantRole.OBSERVER, Attendance.INVITED),
        (Qt.Key.Key_A, ParticipantRole.MEMBER, Attendance.ATTENDED),
        (Qt.Key.Key_X, ParticipantRole.MEMBER, Attendance.ABSENT),
        (Qt.Key.Key_D, ParticipantRole.MEMBER, Attendance.DECLINED),
        (Qt.Key.Key_T, ParticipantRole.MEMBER, Attendance.TENTATIVE),
        (Qt.Key.Key_C, ParticipantRole.MEMBER, Attendance.ACCEPTED),
    ],
)
def test_one_key_sets_a_role_or_an_answer(
    screen: Screen, people: PeopleTab, key: Qt.Key, role: ParticipantRole, status: Attendance
) -> None:
    press(side(people, "IN", 1), key)
    found = next(row for row in participants(screen, "IN") if row[0] == "Kanimozhi")
    assert found[1:] == (role, status)


def test_a_new_head_ends_the_former_ones_headship(screen: Screen, people: PeopleTab) -> None:
    press(side(people, "JP", 2), Qt.Key.Key_H)
    assert names(people, "JP") == ["ITO Ken", "YAMADA Haruo", "SATO Emi"]
    assert [row[1] for row in participants(screen, "JP")] == [
        ParticipantRole.HEAD, ParticipantRole.MEMBER, ParticipantRole.MEMBER,
    ]  # fmt: skip
    assert people.columns["JP"].list.hasFocus()
    assert people.columns["JP"].list.currentIndex().row() == 0


def test_an_interpreter_is_listed_last_and_not_counted(people: PeopleTab) -> None:
    press(side(people, "JP", 1), Qt.Key.Key_I)
    rows = people.columns["JP"].model.rows
    assert [(row.person.shown(), row.no) for row in rows] == [("YAMADA Haruo", 1), ("ITO Ken", 2), ("SATO Emi", 0)]


def test_delete_takes_off_and_undo_brings_back(screen: Screen, people: PeopleTab) -> None:
    press(side(people, "IN", 0), Qt.Key.Key_Delete)
    assert names(people, "IN") == ["Kanimozhi"]
    assert screen.said()[-1] == "Nitin Gupta was taken off the list."
    screen.undo()
    assert names(people, "IN") == ["Nitin Gupta", "Kanimozhi"]


def test_presence_is_counted_by_side(people: PeopleTab) -> None:
    view = side(people, "IN", 0)
    view.selectAll()
    press(view, Qt.Key.Key_A)
    assert people.columns["IN"].count.text() == "2 of 2 present"


def test_arrows_go_over_to_the_other_side(people: PeopleTab) -> None:
    press(side(people, "JP", 0), Qt.Key.Key_Right)
    assert people.columns["IN"].list.hasFocus()
    press(people.columns["IN"].list, Qt.Key.Key_Left)
    assert people.columns["JP"].list.hasFocus()


def test_somebody_is_brought_over_and_back(screen: Screen, people: PeopleTab) -> None:
    ito = people.columns["JP"].model.rows[2].id
    people.columns["JP"].list.side_wanted.emit([ito], 1)
    settle()
    assert names(people, "IN") == ["Nitin Gupta", "Kanimozhi", "ITO Ken"]
    screen.undo()
    assert names(people, "JP") == ["YAMADA Haruo", "SATO Emi", "ITO Ken"]


def test_rows_are_dropped_within_and_between_sides(people: PeopleTab) -> None:
    ours, theirs = people.columns["JP"].model, people.columns["IN"].model
    within = ours.mimeData([ours.index(2)])
    assert ours.dropMimeData(within, Qt.DropAction.MoveAction, 1, 0, QModelIndex())
    settle()
    assert names(people, "JP") == ["YAMADA Haruo", "ITO Ken", "SATO Emi"]
    over = ours.mimeData([ours.index(2)])
    assert theirs.dropMimeData(over, Qt.DropAction.MoveAction, 1, 0, QModelIndex())
    settle()
    assert names(people, "IN") == ["Nitin Gupta", "SATO Emi", "Kanimozhi"]


# ---- adding ----------------------------------------------------------------------------------------------------------


def add(people: PeopleTab, text: str) -> None:
    people.add.edit.setFocus()
    press(people.add.edit, text)
    people.add.search_now()
    assert people.add.popup.isVisible()
    press(people.add.popup, Qt.Key.Key_Return)


def test_kanji_find_and_enter_adds(people: PeopleTab) -> None:
    add(people, "佐藤次郎")
    assert names(people, "JP")[-1] == "SATO Jiro"
    assert people.add.edit.text() == ""


def test_enter_adds_the_only_one_that_fits_without_waiting_for_the_choices(people: PeopleTab) -> None:
    press(people.add.edit, "Jiro")
    people.add.popup.hide()
    press(people.add.edit, Qt.Key.Key_Return)
    assert names(people, "JP")[-1] == "SATO Jiro"


def test_a_whole_delegation_is_added_at_once(screen: Screen, people: PeopleTab) -> None:
    add(people, "Battery mission")
    assert names(people, "JP") == ["YAMADA Haruo", "SATO Emi", "ITO Ken", "SATO Jiro"]
    assert screen.said()[-1] == "1 participant was added."


def test_who_is_on_the_list_is_not_added_twice(screen: Screen, people: PeopleTab) -> None:
    add(people, "Kanimozhi")
    assert names(people, "IN") == ["Nitin Gupta", "Kanimozhi"]
    assert screen.said()[-1] == "Already on the list."


def test_a_side_that_nobody_knows_is_asked_for(people: PeopleTab) -> None:
    add(people, "Rao")
    assert people.question.isVisible()
    assert people.question.words.text() == "Which side is S. K. Rao on?"
    press(people.question, Qt.Key.Key_2)
    assert names(people, "IN")[-1] == "S. K. Rao"
    assert not people.question.isVisible()
    assert people.window().focusWidget() is people.add.edit


def test_escape_leaves_the_question_and_adds_nobody(people: PeopleTab) -> None:
    add(people, "Rao")
    press(people.question, Qt.Key.Key_Escape)
    assert "S. K. Rao" not in names(people, "IN") + names(people, "JP")
    assert people.window().focusWidget() is people.add.edit


def test_an_unknown_name_makes_a_person(screen: Screen, people: PeopleTab) -> None:
    add(people, "Vidya Sharma")
    press(people.question, Qt.Key.Key_K)
    assert names(people, "IN")[-1] == "Vidya Sharma"
    assert [one.title for one in screen.container.queries.choices.people("Vidya")] == ["Vidya Sharma"]


def test_a_pasted_list_is_settled_line_by_line(
    screen: Screen, people: PeopleTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogs: list[PasteDialog] = []

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, PasteDialog)
        dialogs.append(dialog)
        assert [dialog.model.index(row, 1).data() for row in range(3)] == [
            "SATO Jiro (佐藤次郎 · Director · METI)", "S. K. Rao (Adviser · Tata Capital)", "Leave out",
        ]  # fmt: skip
        press(dialog.table, Qt.Key.Key_A, ctrl=True)
        press(dialog.table, Qt.Key.Key_Space)  # of all lines only those that were not recognised
        assert dialog.model.index(2, 1).data() == "New person “Vidya Sharma”"
        assert dialog.ok.text() == "Add 3 participants"
        return True

    monkeypatch.setattr(people, "ask", answer)
    QGuiApplication.clipboard().setText("1. Jiro SATO, METI\n2. S. K. Rao\n3. Vidya Sharma, Ministry of Mines\n")
    press(people.add.edit, Qt.Key.Key_V, ctrl=True)
    assert len(dialogs) == 1
    assert names(people, "JP")[-1] == "SATO Jiro"
    assert names(people, "IN") == ["Nitin Gupta", "Kanimozhi", "S. K. Rao", "Vidya Sharma"]
    screen.undo()
    assert names(people, "IN") == ["Nitin Gupta", "Kanimozhi"]


def test_a_pasted_list_by_the_mouses_menu_is_seen_too(people: PeopleTab, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    monkeypatch.setattr(people, "ask", _refuse)
    people.presenter.matched.connect(_Count(seen))
    QGuiApplication.clipboard().setText("Jiro Sato\nKanimozhi")
    people.add.edit.paste()
    settle()
    assert seen == [2]
    assert people.add.edit.text() == ""


class _Count:
    def __init__(self, seen: list[int]) -> None:
        self._seen = seen

    def __call__(self, found: tuple[object, ...]) -> None:
        self._seen.append(len(found))


def _refuse(_dialog: QDialog) -> bool:
    return False


def test_an_empty_meeting_says_what_will_be_here_and_leads_to_the_add_box(screen: Screen) -> None:
    people = screen.open("Working lunch", "people").people
    assert people.empty.isVisible()
    people.empty.button.click()
    assert people.window().focusWidget() is people.add.edit
    add(people, "Kanimozhi")
    assert not people.empty.isVisible()
    assert screen.detail.tabs.tabText(1) == "People  1"


def test_a_held_meeting_shows_only_what_does_not_go_without_saying(screen: Screen, people: PeopleTab) -> None:
    view = side(people, "IN", 0)
    view.selectAll()
    press(view, Qt.Key.Key_A)
    screen.container.services.meetings.move(screen.world.ids[CELLS], MeetingStatus.HELD)
    settle()
    model = people.columns["IN"].model
    assert model.index(0).data(Qt.ItemDataRole.UserRole + 2) == ""
    assert "Attended" in model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_ctrl_tab_leads_into_the_line_that_adds_people(screen: Screen, people: PeopleTab) -> None:
    tabs = screen.open(CELLS, "details").tabs
    screen.page.list.setFocus()
    tabs.forward()
    settle()
    assert people.add.edit.hasFocus()
