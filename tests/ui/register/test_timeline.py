"""What happened with somebody: read page by page, narrowed, opened by keyboard."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.core.enums import Assessed, MeetingStatus, OrgKind
from app.queries.timeline import PAGE
from app.services.organisations import OrganisationDraft, OrgNameDraft
from app.services.people import PersonDraft, PersonNameDraft, PositionDraft
from app.services.stakeholders import AssessmentDraft
from tests.ui.embassy import DAY, Embassy
from ui.kit.ledger import LedgerModel, LedgerRow
from ui.organisations.page import Page
from ui.register.tabs import TabbedRecord
from ui.shell.route import Route

HOUR = timedelta(hours=1)


@pytest.fixture
def ministry(organisations: Page, embassy: Embassy) -> str:
    """A ministry with an agency under it, both met, open on its timeline."""
    services = embassy.container.services
    above = embassy.organisation("METI", "IN", OrgKind.MINISTRY)
    below = services.organisations.create(
        OrganisationDraft(names=(OrgNameDraft("Energy agency"),), kind=OrgKind.AGENCY, side="IN", parent_id=above)
    ).id
    ids = [
        services.people.create(
            PersonDraft(names=(PersonNameDraft(name),), positions=(PositionDraft(where, {"en": "Director"}),))
        ).id
        for name, where in (("Vidya Sharma", above), ("S. K. Rao", below))
    ]
    first = embassy.meeting("Courtesy call", -72 * HOUR, people={ids[0]: "IN"})
    services.meetings.move(first, MeetingStatus.HELD)
    embassy.meeting("Agency talk", 48 * HOUR, people={ids[1]: "IN"})
    embassy.promise("Send the list of cells", owner_organisation_id=below, side="IN", owner="")
    organisations.open(Route("organisations", above))
    view = organisations.book.pane.view
    assert isinstance(view, TabbedRecord)
    view.turn_to("timeline")
    return above


def rows(page: Page) -> list[LedgerRow]:
    return list(page.timeline.list.lines.rows)


def settle(page: Page) -> None:
    page.desk.bridge.flush()
    QApplication.processEvents()


def test_newest_first_with_what_is_below_marked(organisations: Page, ministry: str) -> None:
    found = [(row.title, row.chip) for row in rows(organisations)]
    assert found == [("Agency talk", "Confirmed"), ("Send the list of cells", "Open"), ("Courtesy call", "Held")]
    talk, promise, call = rows(organisations)
    assert talk.detail.endswith("of Energy agency · still to come")
    assert promise.detail == "They promised: Action · by Energy agency"
    assert "of " not in call.detail
    assert QApplication.focusWidget() is organisations.timeline.list


def test_enter_opens_where_it_is_kept(qtbot: QtBot, organisations: Page, embassy: Embassy, ministry: str) -> None:
    ledger = organisations.timeline.list
    qtbot.keyClick(ledger, Qt.Key.Key_Return)
    assert embassy.last is not None
    assert embassy.last.kind == "meeting"
    qtbot.keyClick(ledger, Qt.Key.Key_Down)
    qtbot.keyClick(ledger, Qt.Key.Key_Return)
    assert embassy.last.kind == "followup"


def test_one_kind_alone(organisations: Page, ministry: str) -> None:
    chip = organisations.timeline.filters.chips["kind"]
    menu = chip.fill_menu()
    next(action for action in menu.actions() if action.text() == "Promises, both ways").trigger()
    assert [row.title for row in rows(organisations)] == ["Send the list of cells"]
    next(action for action in chip.fill_menu().actions() if action.text() == "Visits").trigger()
    assert organisations.timeline.no_match.isVisible()
    organisations.timeline.filters.clear()
    assert len(rows(organisations)) == 3


def test_a_judgement_leads_to_the_profile(qtbot: QtBot, organisations: Page, embassy: Embassy, ministry: str) -> None:
    draft = AssessmentDraft("organisation", ministry, Assessed.STANCE, "supporter", "Said so", DAY, "S. Tanaka")
    embassy.container.services.stakeholders.add(draft)
    settle(organisations)
    ledger = organisations.timeline.list
    at = next(no for no, row in enumerate(rows(organisations)) if row.title == "Stance: Supporter")
    ledger.setCurrentIndex(ledger.lines.index(at))
    qtbot.keyClick(ledger, Qt.Key.Key_Return)
    view = organisations.book.pane.view
    assert isinstance(view, TabbedRecord)
    assert view.tabs.current() == "profile"


def test_a_change_keeps_the_place(organisations: Page, embassy: Embassy, ministry: str) -> None:
    ledger = organisations.timeline.list
    ledger.setCurrentIndex(ledger.lines.index(2))
    embassy.promise("Another", owner_organisation_id=ministry, side="IN", owner="")
    settle(organisations)
    assert len(rows(organisations)) == 4
    assert ledger.currentIndex().data() == "Courtesy call"


def test_it_is_read_page_by_page(qtbot: QtBot, organisations: Page, embassy: Embassy, ministry: str) -> None:
    for no in range(PAGE + 30):
        embassy.promise(f"Promise {no}", owner_organisation_id=ministry, side="IN", owner="")
    settle(organisations)
    ledger = organisations.timeline.list
    assert len(rows(organisations)) == PAGE
    ledger.scrollToBottom()
    qtbot.waitUntil(lambda: len(rows(organisations)) == PAGE + 33)
    assert len({row.key for row in rows(organisations)}) == PAGE + 33
    assert not ledger.lines.canFetchMore(ledger.rootIndex())


def test_the_model_keeps_qts_rules(qapp: object) -> None:
    model = LedgerModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    row = LedgerRow("a", "Mon 7 July 2025", "meetings", "Talk")
    model.begin([row], True)
    model.go_on([LedgerRow("b", "Mon 7 July 2025", "meetings", "Other")], False)
    model.begin([], False)
    assert tester.model() is model
