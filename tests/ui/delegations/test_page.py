"""The Delegations page over a real store: the list of members is worked by keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.enums import MemberCategory
from app.services.delegations import DelegationDraft, MemberDraft
from tests.ui.embassy import Embassy
from ui.delegations.members_list import MembersList
from ui.delegations.page import Page
from ui.shell.route import Route


@pytest.fixture
def page(qtbot: QtBot, embassy: Embassy) -> Page:
    """The page, shown on its list."""
    made = Page(embassy.desk, embassy.host)
    layout = embassy.host.layout()
    assert layout is not None
    layout.addWidget(made)
    embassy.host.show()
    qtbot.waitExposed(embassy.host)
    made.open(Route("delegations"))
    return made


@pytest.fixture
def delegation(embassy: Embassy) -> str:
    """A delegation of three, announced as four."""
    people = [embassy.person(name, "JP") for name in ("YAMADA Haruo", "SATO Emi", "ONO Ken")]
    members = (
        MemberDraft(people[0], MemberCategory.PRINCIPAL, True, "METI"),
        MemberDraft(people[1], MemberCategory.GOVERNMENT, part="METI"),
        MemberDraft(people[2], MemberCategory.INDUSTRY, part="JETRO"),
    )
    draft = DelegationDraft(
        name={"en": "Battery delegation", "ja": "電池訪問団"}, side="JP", announced_size=4, members=members,
        arrives_on=date(2025, 7, 1), leaves_on=date(2025, 7, 5), purpose="Talks", code="D1",
    )  # fmt: skip
    return embassy.container.services.delegations.create(draft).id


def settle(page: Page) -> None:
    page.desk.bridge.flush()
    QApplication.processEvents()


def members(page: Page) -> MembersList:
    found = page.findChild(MembersList, "delegations.members")
    assert found is not None
    return found


def listed(page: Page) -> list[str]:
    return [row.name for row in members(page).members.rows]


def stored(embassy: Embassy, id: str) -> list[MemberDraft]:
    return list(embassy.container.services.delegations.draft(id).members)


def text_of(page: Page, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None, name
    return found.text()


def test_members_are_moved_by_keyboard_and_the_order_stays(
    qtbot: QtBot, page: Page, embassy: Embassy, delegation: str
) -> None:
    page.open(Route("delegations", delegation))
    rows = members(page)
    rows.setFocus()
    rows.go_to(stored(embassy, delegation)[2].person_id)
    qtbot.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle(page)
    assert listed(page) == ["YAMADA Haruo", "ONO Ken", "SATO Emi"]
    current = rows.current()
    assert current is not None
    assert current.name == "ONO Ken"  # the keyboard stays on who was moved
    qtbot.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle(page)
    assert listed(page) == ["ONO Ken", "YAMADA Haruo", "SATO Emi"]
    qtbot.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)  # at the top already
    settle(page)
    assert listed(page)[0] == "ONO Ken"
    embassy.desk.undo.undo()  # type: ignore[attr-defined]
    settle(page)
    assert listed(page) == ["YAMADA Haruo", "ONO Ken", "SATO Emi"]


def test_there_is_one_head_and_h_makes_another(qtbot: QtBot, page: Page, embassy: Embassy, delegation: str) -> None:
    page.open(Route("delegations", delegation))
    rows = members(page)
    rows.go_to(stored(embassy, delegation)[1].person_id)
    qtbot.keyClick(rows, Qt.Key.Key_H)
    settle(page)
    assert [member.is_head for member in stored(embassy, delegation)] == [False, True, False]
    assert page.model.row(0).head == "SATO Emi"
    qtbot.keyClick(rows, Qt.Key.Key_H)
    settle(page)
    assert not any(member.is_head for member in stored(embassy, delegation))


def test_letters_set_the_category_of_all_selected_rows(
    qtbot: QtBot, page: Page, embassy: Embassy, delegation: str
) -> None:
    page.open(Route("delegations", delegation))
    rows = members(page)
    rows.setFocus()
    rows.selectAll()
    qtbot.keyClick(rows, Qt.Key.Key_R)
    settle(page)
    assert {member.category for member in stored(embassy, delegation)} == {MemberCategory.PRESS}
    assert "3  Press" in text_of(page, "delegations.categories.text")


def test_a_member_is_taken_off_and_comes_back_in_place(
    qtbot: QtBot, page: Page, embassy: Embassy, delegation: str
) -> None:
    page.open(Route("delegations", delegation))
    rows = members(page)
    rows.setFocus()
    rows.go_to(stored(embassy, delegation)[1].person_id)
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    settle(page)
    assert listed(page) == ["YAMADA Haruo", "ONO Ken"]
    current = rows.current()
    assert current is not None
    assert current.name == "ONO Ken"
    assert page.model.rowCount() == 1  # the delegation itself is still there
    button = embassy.notices.shown[-1].button
    assert button is not None
    button.click()
    settle(page)
    assert listed(page) == ["YAMADA Haruo", "SATO Emi", "ONO Ken"]


def test_people_are_added_by_any_part_of_a_name_and_new_ones_made(
    qtbot: QtBot, page: Page, embassy: Embassy, delegation: str
) -> None:
    embassy.person("SUZUKI Ichiro", "JP")
    page.open(Route("delegations", delegation))
    add = page.findChild(QLineEdit, "delegations.members.add")
    assert add is not None
    add.setFocus()
    qtbot.keyClicks(add, "ichi")
    reference = add.parentWidget()
    assert isinstance(reference, QWidget)
    reference.search_now()  # type: ignore[attr-defined]
    qtbot.keyClick(add, Qt.Key.Key_Tab)
    settle(page)
    assert listed(page)[-1] == "SUZUKI Ichiro"
    assert add.text() == ""
    assert text_of(page, "delegations.members.count") == "4 announced, 4 listed"
    page.book.pane.view._create("Kanimozhi")  # type: ignore[attr-defined]
    settle(page)
    assert listed(page)[-1] == "Kanimozhi"
    made = embassy.container.services.people.draft(stored(embassy, delegation)[-1].person_id)
    assert (made.side, made.names[0].family) == ("JP", "")


def test_somebody_on_the_list_is_not_listed_twice(page: Page, embassy: Embassy, delegation: str) -> None:
    page.open(Route("delegations", delegation))
    first = stored(embassy, delegation)[0].person_id
    page.book.pane.view.presenter.add(first, "YAMADA Haruo")  # type: ignore[attr-defined]
    settle(page)
    assert len(stored(embassy, delegation)) == 3
    assert "YAMADA Haruo is on the list already." in embassy.said()


def test_announced_and_listed_stand_side_by_side(page: Page, embassy: Embassy, delegation: str) -> None:
    page.open(Route("delegations", delegation))
    assert text_of(page, "delegations.members.count") == "4 announced, 3 listed"
    assert "2  METI" in text_of(page, "delegations.parts.text")


def test_the_body_inside_is_asked_for(
    qtbot: QtBot, page: Page, embassy: Embassy, delegation: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.open(Route("delegations", delegation))
    view = page.book.pane.view
    monkeypatch.setattr(view, "ask_text", lambda *_: "Embassy")
    rows = members(page)
    rows.go_to(stored(embassy, delegation)[2].person_id)
    qtbot.keyClick(rows, Qt.Key.Key_B)
    settle(page)
    assert [member.part for member in stored(embassy, delegation)] == ["METI", "METI", "Embassy"]


def test_a_drag_puts_members_before_where_they_are_dropped(page: Page, embassy: Embassy, delegation: str) -> None:
    page.open(Route("delegations", delegation))
    model = members(page).members
    data = model.mimeData([model.index(2), model.index(1)])
    assert model.dropMimeData(data, Qt.DropAction.MoveAction, 0, 0, model.index(-1))
    settle(page)
    assert listed(page) == ["SATO Emi", "ONO Ken", "YAMADA Haruo"]


def test_it_cannot_leave_before_it_arrives(qtbot: QtBot, page: Page, embassy: Embassy, delegation: str) -> None:
    page.open(Route("delegations", delegation))
    page.book.edit()
    leaves = page.findChild(QLineEdit, "delegations.form.leaves_on")
    assert leaves is not None
    leaves.setFocus()
    leaves.selectAll()
    qtbot.keyClicks(leaves, "30 June 2025")
    qtbot.keyClick(leaves, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(page)
    assert text_of(page, "delegations.form.leaves_on.problem") == "The delegation leaves before it arrives."
    assert embassy.container.services.delegations.draft(delegation).leaves_on == date(2025, 7, 5)


def test_saving_the_form_leaves_the_members_as_they_were_changed_meanwhile(
    qtbot: QtBot, page: Page, embassy: Embassy, delegation: str
) -> None:
    page.open(Route("delegations", delegation))
    page.book.edit()
    purpose = page.book.pane.form.form.edit("purpose")
    qtbot.keyClicks(purpose.control(), "More ")
    extra = embassy.person("SUZUKI Ichiro", "JP")
    embassy.container.services.delegations.add_members(delegation, [MemberDraft(extra)])
    settle(page)
    page.book.pane.form.save_and_leave()
    settle(page)
    draft = embassy.container.services.delegations.draft(delegation)
    assert draft.purpose == "More Talks"
    assert len(draft.members) == 4


def test_one_is_made_by_keyboard_and_waits_for_its_first_member(qtbot: QtBot, page: Page, embassy: Embassy) -> None:
    page.new()
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "delegations.form.name"
    qtbot.keyClicks(focus, "Battery delegation")
    qtbot.keyClick(focus, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(page)
    assert page.title() == "Battery delegation"
    assert "Nobody is listed yet" in page.book.pane.view.nobody.text()  # type: ignore[attr-defined]
    assert QApplication.focusWidget() is page.findChild(QLineEdit, "delegations.members.add")


def test_the_list_is_narrowed_by_status_and_by_japanese(page: Page, embassy: Embassy, delegation: str) -> None:
    settle(page)
    text = page.findChild(QLineEdit, "delegations.filter.text")
    assert text is not None
    text.setText("訪問")
    text.returnPressed.emit()
    assert page.model.rowCount() == 1
    page.list.filters.set_values({"status": "final"})
    page.list.filters.changed.emit({"status": "final"})
    assert page.model.rowCount() == 0


def test_an_untouched_form_says_the_very_draft_it_was_filled_with(
    page: Page, embassy: Embassy, delegation: str
) -> None:
    page.open(Route("delegations", delegation))
    form = page.book.pane.form
    made, problems = form._spec.draft(form.form.values(), form.base)
    assert problems == []
    assert made == embassy.container.services.delegations.draft(delegation)


def test_the_model_keeps_qts_rules(page: Page, embassy: Embassy, delegation: str) -> None:
    model = members(page).members
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    page.open(Route("delegations", delegation))
    page.book.pane.view.presenter.remove([stored(embassy, delegation)[0].person_id])  # type: ignore[attr-defined]
    settle(page)
    assert model.rowCount() == 2
