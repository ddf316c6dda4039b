"""Two records become one in the window, by keyboard alone, and are two again after Undo."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from app.core.enums import NameOrder, Script
from app.services.organisations import OrganisationDraft, OrgNameDraft
from app.services.people import PersonDraft, PersonNameDraft, PositionDraft
from tests.ui.embassy import Embassy
from ui.organisations.page import Page as OrganisationsPage
from ui.people.page import Page as PeoplePage
from ui.register.merging import MergeDialog, MergeFlow, PickDialog
from ui.register.page import RegisterPage
from ui.shell.route import Route

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class Hand:
    """Answers the windows of a merge instead of a person; `asked` are their headings."""

    def __init__(self, qtbot: QtBot, flow: MergeFlow, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str] = []
        self.facts: list[str] = []
        self._qtbot = qtbot
        self.pick = self.choose = self.leave
        monkeypatch.setattr(flow, "ask", self.ask)

    def ask(self, dialog: QDialog) -> bool:
        self.asked.append(dialog.windowTitle())
        dialog.show()
        self._qtbot.waitUntil(lambda: dialog.isActiveWindow() and QApplication.focusWidget() is not None)
        (self.pick if isinstance(dialog, PickDialog) else self.choose)(dialog)
        return dialog.result() == QDialog.DialogCode.Accepted

    def leave(self, dialog: QDialog) -> None:
        self._qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    def take(self, dialog: QDialog) -> None:
        self._qtbot.keyClick(dialog, Qt.Key.Key_Return, CTRL)


def settle(page: RegisterPage) -> None:
    page.desk.bridge.flush()
    QApplication.processEvents()


def names(page: RegisterPage) -> list[str]:
    return [page.list.model.row(at).name for at in range(page.list.model.rowCount())]


def told(dialog: QDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.text()]


@pytest.fixture
def twins(people: PeoplePage, embassy: Embassy) -> tuple[str, str]:
    """The same person twice, the second with a meeting, another phone and a side."""
    services = embassy.container.services.people
    first = services.create(
        PersonDraft(
            names=(PersonNameDraft("", Script.LATIN, NameOrder.FAMILY_FIRST, "Yamada", "Haruo"),), email="y@example.org"
        )
    ).id
    second = services.create(
        PersonDraft(names=(PersonNameDraft("Haruo Yamada"),), side="JP", honorific="Dr.", phone="+81 3 1")
    ).id
    embassy.meeting("Panel", timedelta(hours=2), people={second: "JP"})
    settle(people)
    return first, second


def test_the_other_is_chosen_compared_and_merged_by_keyboard(
    qtbot: QtBot, people: PeoplePage, embassy: Embassy, twins: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = Hand(qtbot, people.merging, monkeypatch)
    seen: list[str] = []

    def pick(dialog: QDialog) -> None:
        line = QApplication.focusWidget()
        assert isinstance(line, QLineEdit)
        qtbot.keyClicks(line, "haruo y")
        reference = dialog.findChild(QWidget, "register.merge.pick.other.reference")
        assert reference is not None
        reference.search_now()  # type: ignore[attr-defined]
        titles = [row.title for row in reference._model.rows]  # type: ignore[attr-defined]
        assert titles == ["Haruo Yamada"]  # never the record itself
        qtbot.keyClick(line, Qt.Key.Key_Tab)
        hand.take(dialog)

    def choose(dialog: QDialog) -> None:
        seen.extend(told(dialog))
        assert isinstance(dialog, MergeDialog)
        assert dialog.choices()["side"] == "other"  # the kept one says nothing there
        button = dialog.findChild(QRadioButton, "register.merge.side.other")
        assert button is not None
        assert button.accessibleName() == "Side, Haruo Yamada: Japanese side"
        hand.take(dialog)

    hand.pick, hand.choose = pick, choose
    people.open(Route("people", twins[0]))
    people.merge()
    settle(people)
    assert hand.asked == ["Merge another record into YAMADA Haruo", "Merge Haruo Yamada into YAMADA Haruo"]
    assert any(text.startswith("What moves: ") and "Meetings: 1" in text for text in seen)
    assert names(people) == ["YAMADA Haruo"]
    draft = embassy.container.services.people.draft(twins[0])
    assert (draft.side, draft.honorific, draft.email, draft.phone) == ("JP", "Dr.", "y@example.org", "+81 3 1")
    assert {name.printed() for name in draft.names} == {"Yamada Haruo", "Haruo Yamada"}
    assert embassy.last is not None
    assert (embassy.last.kind, embassy.last.id) == ("person", twins[0])


def test_undo_brings_both_back(
    qtbot: QtBot, people: PeoplePage, embassy: Embassy, twins: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    services = embassy.container.services.people
    before = [services.draft(id) for id in twins]
    hand = Hand(qtbot, people.merging, monkeypatch)
    hand.choose = hand.take
    people.merging.look(*twins)
    settle(people)
    notice = embassy.notices.shown[-1]
    assert notice.text == "Haruo Yamada was merged into YAMADA Haruo."
    assert notice.button is not None
    notice.button.click()
    settle(people)
    assert names(people) == ["Haruo Yamada", "YAMADA Haruo"]
    assert [services.draft(id) for id in twins] == before


def test_two_that_are_chosen_are_merged_with_each_other(
    qtbot: QtBot, people: PeoplePage, twins: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = Hand(qtbot, people.merging, monkeypatch)
    view = people.list.view()
    view.setFocus()
    view.setCurrentIndex(people.list.model.index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Down, SHIFT)
    people.merge()
    assert hand.asked == ["Merge YAMADA Haruo into Haruo Yamada"]
    assert len(names(people)) == 2  # Esc: nothing happened


def test_the_other_one_may_be_kept_instead(
    qtbot: QtBot, people: PeoplePage, embassy: Embassy, twins: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = Hand(qtbot, people.merging, monkeypatch)

    def swap_then_take(dialog: QDialog) -> None:
        if len(hand.asked) == 1:
            qtbot.keyClick(dialog, Qt.Key.Key_S, ALT)
        else:
            qtbot.keyClick(dialog, Qt.Key.Key_2, ALT)  # all of the second: what is proposed is not what is taken
            hand.take(dialog)

    hand.choose = swap_then_take
    people.merging.look(*twins)
    settle(people)
    assert hand.asked == ["Merge Haruo Yamada into YAMADA Haruo", "Merge YAMADA Haruo into Haruo Yamada"]
    assert names(people) == ["YAMADA Haruo"]  # the second's names first, as was asked with Alt+2
    assert embassy.container.services.people.draft(twins[1]).honorific == ""


def test_arrows_choose_within_a_field(
    qtbot: QtBot, people: PeoplePage, twins: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    hand = Hand(qtbot, people.merging, monkeypatch)
    chosen: list[str] = []

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, MergeDialog)
        button = dialog.findChild(QRadioButton, "register.merge.side.other")
        assert button is not None
        button.setFocus()
        qtbot.keyClick(button, Qt.Key.Key_Left)
        chosen.append(dialog.choices()["side"])
        dialog.reject()

    hand.choose = choose
    people.merging.look(*twins)
    assert chosen == ["keep"]


def test_organisations_too(
    qtbot: QtBot, organisations: OrganisationsPage, embassy: Embassy, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = embassy.container.services.organisations
    group = embassy.organisation("Example Group")
    first = services.create(OrganisationDraft(names=(OrgNameDraft("LOHUM"),), sectors=("recycling",), country="IN")).id
    second = services.create(
        OrganisationDraft(names=(OrgNameDraft("Lohum Cleantech Pvt Ltd"),), sectors=("cells",), parent_id=group)
    ).id
    settle(organisations)
    hand = Hand(qtbot, organisations.merging, monkeypatch)
    seen: list[str] = []

    def choose(dialog: QDialog) -> None:
        seen.extend(told(dialog))
        hand.take(dialog)

    hand.choose = choose
    organisations.merging.look(first, second)
    settle(organisations)
    assert "Example Group" in seen  # what it is part of, by name
    assert names(organisations) == ["Example Group", "LOHUM"]
    draft = services.draft(first)
    assert draft.parent_id == group
    assert set(draft.sectors) == {"recycling", "cells"}


def test_two_of_one_name_are_told_apart(
    qtbot: QtBot, people: PeoplePage, embassy: Embassy, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = embassy.container.services.people
    where = embassy.organisation("Example Recycling")
    first, second = (
        services.create(
            PersonDraft(names=(PersonNameDraft("Anil Sample"),), positions=(PositionDraft(where, title={"en": title}),))
        ).id
        for title in ("Director, Materials", "Engineer, Cell Testing")
    )
    settle(people)
    hand = Hand(qtbot, people.merging, monkeypatch)
    seen: list[str] = []

    def choose(dialog: QDialog) -> None:
        seen.extend(label.text() for label in dialog.findChildren(QLabel) if label.isVisible() and label.text())
        hand.take(dialog)

    hand.choose = choose
    people.merging.look(first, second)
    settle(people)
    assert hand.asked == ["Merge two records called Anil Sample"]
    assert "Director, Materials · Example Recycling\nnever met" in seen
    assert "Engineer, Cell Testing · Example Recycling\nnever met" in seen
    assert "The second leaves the lists and its links lead to the first. Undo brings both back." in seen
    assert "One name does not make them one: compare below who they are." in seen
    assert embassy.notices.shown[-1].text == "Two records called Anil Sample are one now."
