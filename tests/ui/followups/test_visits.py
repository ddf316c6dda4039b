"""Facility visits through the real page over a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.core.enums import Answer, NdaPolicy, PhonePolicy, PhotoPolicy, VisitStatus
from app.queries.topics import ClaimInfo, ClaimQueries
from app.services.topics import ClaimDraft, ClaimService, SourceDraft, SourceService
from tests.ui.embassy import DAY, Embassy
from ui.followups.claims_card import disagreements
from ui.followups.page import VISITS, Page
from ui.followups.visits import Visits
from ui.kit.dialogs import ConflictDialog
from ui.shell.route import Route


@pytest.fixture
def page(qtbot: QtBot, embassy: Embassy) -> Page:
    """The page on the screen."""
    made = Page(embassy.desk, embassy.host)
    embassy.host.layout().addWidget(made)
    embassy.host.show()
    embassy.host.activateWindow()
    qtbot.waitActive(embassy.host)
    return made


def open_visit(page: Page, id: str = "") -> Visits:
    page.open(Route("followups", id, "", "visit"))
    return page.visits


def planned(embassy: Embassy, **more) -> str:
    host = embassy.organisation("LOHUM Cleantech")
    return embassy.visit("LOHUM plant", **{"host_organisation_id": host, "visit_on": DAY + timedelta(days=1), **more})


def rule(page: Page, key: str) -> str:
    label = page.findChild(QLabel, f"visits.form.{key}.problem")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def answer(page: Page, key: str, value: object) -> None:
    """Choose as a hand does."""
    edit = page.visits.editor.gate.form.edit(key)
    edit.set_value(value)
    combo = edit.control()
    assert isinstance(combo, QComboBox)
    combo.activated.emit(combo.currentIndex())


def answer_all(page: Page) -> None:
    answer(page, "ppe", Answer.REQUIRED)
    answer(page, "photos", PhotoPolicy.OUTSIDE_ONLY)
    answer(page, "phones", PhonePolicy.DEPOSIT)
    answer(page, "nda", NdaPolicy.NOT_NEEDED)


def status(embassy: Embassy, id: str) -> VisitStatus:
    return embassy.desk.queries.visits.get(id).status


def test_each_unanswered_rule_is_said_in_red_until_it_is_answered(embassy: Embassy, page: Page) -> None:
    pane = open_visit(page, planned(embassy))
    assert page.tabs.current() == VISITS
    assert rule(page, "photos") == "Photos: ask the host, then answer."
    assert pane.editor.gate.chip.text() == "4 to answer"
    answer(page, "photos", PhotoPolicy.NONE)
    assert rule(page, "photos") == ""
    assert rule(page, "phones")
    assert pane.editor.gate.chip.text() == "3 to answer"
    answer_all(page)
    assert pane.editor.gate.chip.text() == "All answered"


def test_confirmation_is_refused_while_a_rule_is_unanswered_then_accepted(embassy: Embassy, page: Page) -> None:
    id = planned(embassy, ppe=Answer.NOT_REQUIRED)
    pane = open_visit(page, id)
    pane.editor.confirm_button.click()
    assert status(embassy, id) is VisitStatus.PLANNED
    assert page.focusWidget() is pane.editor.gate.form.edit("photos").control()
    assert rule(page, "photos")
    assert not rule(page, "ppe")
    assert embassy.said() == ["The visit is not confirmed: the host still has to be asked."]
    answer_all(page)
    pane.editor.confirm_button.click()
    assert status(embassy, id) is VisitStatus.CONFIRMED
    assert embassy.desk.queries.visits.get(id).photos is PhotoPolicy.OUTSIDE_ONLY
    assert not pane.editor.confirm_button.isVisible()
    assert pane.editor.held_button.isVisible()
    assert embassy.said()[-1] == "Visit: LOHUM plant confirmed."
    button = embassy.notices.shown[-1].button
    assert button is not None
    button.click()
    assert status(embassy, id) is VisitStatus.PLANNED


def test_confirmation_without_host_and_day_goes_to_the_host_first(embassy: Embassy, page: Page) -> None:
    id = embassy.visit("Somewhere")
    pane = open_visit(page, id)
    answer_all(page)
    pane.editor.confirm()
    assert status(embassy, id) is VisitStatus.PLANNED
    assert rule(page, "host_organisation_id") == "Choose the host."
    assert rule(page, "visit_on") == "Enter the day of the visit."
    assert page.focusWidget() is pane.editor.form.edit("host_organisation_id").control()


def test_a_confirmed_visit_keeps_every_answer(embassy: Embassy, page: Page) -> None:
    id = planned(embassy)
    pane = open_visit(page, id)
    answer_all(page)
    pane.editor.confirm()
    answer(page, "phones", PhonePolicy.UNANSWERED)
    pane.editor.save()
    assert rule(page, "phones")
    assert embassy.desk.queries.visits.get(id).phones is PhonePolicy.DEPOSIT


def test_times_are_on_the_missions_clocks_and_impossible_ones_are_refused(embassy: Embassy, page: Page) -> None:
    pane = open_visit(page)
    page.new()
    assert pane.editor.is_new
    form = pane.editor.form
    form.edit("title").edit.setText("Noida plant")
    form.edit("arrives_at").edit.setText("14:05")
    assert not pane.editor.save()
    assert rule(page, "visit_on") == "Enter the day of the visit."
    form.edit("visit_on").edit.setText("29 February 2027")
    assert not pane.editor.save()
    assert "28 days" in rule(page, "visit_on")
    form.edit("visit_on").edit.setText("8 July")
    form.edit("leaves_at").edit.setText("13:00")
    assert not pane.editor.save()
    assert rule(page, "leaves_at") == "The visit ends before it starts."
    form.edit("leaves_at").edit.setText("5:30 pm")
    assert pane.editor.save()
    detail = embassy.desk.queries.visits.get(pane.editor.id)
    assert detail.visit_on == date(2025, 7, 8)
    assert detail.arrives_at == datetime(2025, 7, 8, 8, 35, tzinfo=UTC)
    assert detail.leaves_at == datetime(2025, 7, 8, 12, 0, tzinfo=UTC)
    assert form.edit("arrives_at").edit.text() == "14:05"


def test_opening_and_saving_unchanged_writes_nothing(embassy: Embassy, page: Page) -> None:
    id = planned(
        embassy, arrives_at=datetime(2025, 7, 8, 8, 35, 20, tzinfo=UTC), ppe_items=("helmet", "goggles"),
        contact_text="plant liaison", group_size=74,
    )  # fmt: skip
    before = embassy.desk.services.visits.draft(id)
    pane = open_visit(page, id)
    assert not pane.editor.dirty()
    assert pane.editor.draft_of(pane.editor.values(), before) == before


def test_sources_disagree_and_the_officer_relies_on_one(embassy: Embassy, page: Page) -> None:
    id = planned(embassy)
    sources, claims = SourceService(embassy.desk.store), ClaimService(embassy.desk.store)
    press = sources.create(SourceDraft("A newspaper", "S6")).id
    note = sources.create(SourceDraft("Press note of the embassy", "S10")).id
    first = claims.create(ClaimDraft("visit", id, "date", "2025-07-03", press)).id
    claims.create(ClaimDraft("visit", id, "date", "2025-07-08", note), chosen=True)
    claims.create(ClaimDraft("visit", id, "size", "74", note))
    pane = open_visit(page, id)
    sentence = page.findChild(QLabel, "visits.claims.disagree")
    assert sentence is not None
    assert sentence.text() == "Sources disagree: Thu 3 July [S6] / Tue 8 July [S10]"
    assert pane.editor.claims.isVisible()
    assert page.findChild(QPushButton, "visits.claims.1.rely") is None  # the second is relied on already
    button = page.findChild(QPushButton, "visits.claims.0.rely")
    assert button is not None
    button.click()
    chosen = {claim.id: claim.chosen for claim in ClaimQueries(embassy.desk.store).claims("visit", id)}
    assert chosen[first]
    assert sum(chosen.values()) == 1
    # The day goes into its field, typed and not yet saved: the officer sees what he is about to change.
    assert pane.editor.values()["visit_on"] == date(2025, 7, 3)
    assert pane.editor.dirty()
    assert pane.editor.save()
    assert embassy.desk.queries.visits.get(id).visit_on == date(2025, 7, 3)


def test_the_meetings_claims_stand_in_where_the_visit_has_none(embassy: Embassy, page: Page) -> None:
    meeting = embassy.meeting("Plant visit", timedelta(hours=20))
    id = planned(embassy, meeting_id=meeting)
    claims = ClaimService(embassy.desk.store)
    for value in ("2025-07-03", "2025-07-08"):
        claims.create(ClaimDraft("meeting", meeting, "date", value))
    pane = open_visit(page, id)
    assert len(pane.editor.claims.findChildren(QLabel, "visits.claims.disagree")) == 1
    claims.create(ClaimDraft("visit", id, "date", "2025-07-08"))
    embassy.desk.bridge.flush()
    assert not pane.editor.claims.isVisible()


def test_agreeing_sources_are_not_mentioned(embassy: Embassy, page: Page) -> None:
    id = planned(embassy)
    claims = ClaimService(embassy.desk.store)
    for _ in range(2):
        claims.create(ClaimDraft("visit", id, "date", "2025-07-08"))
    assert not open_visit(page, id).editor.claims.isVisible()


def test_its_promises_are_listed_open_with_enter_and_can_be_added(embassy: Embassy, page: Page, qtbot: QtBot) -> None:
    id = planned(embassy)
    promise = embassy.promise("Photo permission", 2, "IN", visit_id=id)
    embassy.promise("Something else", 2)
    pane = open_visit(page, id)
    assert pane.editor.promise_model.rowCount() == 1
    table = pane.editor.promises
    table.setFocus()
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert embassy.last is not None
    assert (embassy.last.kind, embassy.last.id) == ("followup", promise)
    pane.editor.promise_button.click()
    assert page.pane is page.promises
    assert page.promises.editor.is_new
    form = page.promises.editor.form
    form.edit("title").edit.setPlainText("Thank-you letter to the plant")
    form.edit("owner").widget._as_written("Economic section")
    form.edit("due_on").edit.setText("in 2 days")
    assert page.promises.editor.save()
    open_visit(page, id)
    assert pane.editor.promise_model.rowCount() == 2


def test_cancelling_asks_for_a_reason(embassy: Embassy, page: Page) -> None:
    id = planned(embassy)
    pane = open_visit(page, id)
    pane.editor.ask_cancel()
    pane.editor.panel.accept.click()
    assert pane.editor.panel.isVisible()
    assert status(embassy, id) is VisitStatus.PLANNED
    pane.editor.panel.form.edit("reason").edit.setPlainText("The plant is closed that week")
    pane.editor.panel.accept.click()
    assert status(embassy, id) is VisitStatus.CANCELLED
    assert not pane.editor.gate.chip.isVisible()


def test_two_people_are_asked_about_the_same_rule(embassy: Embassy, page: Page) -> None:
    id = planned(embassy)
    pane, service = open_visit(page, id), embassy.desk.services.visits
    base = service.draft(id)
    answer(page, "photos", PhotoPolicy.NONE)
    service.update(id, replace(base, photos=PhotoPolicy.ALLOWED, site="Plot 12"), base)
    pane.editor.save()
    dialog = next(one for one in pane.editor.findChildren(ConflictDialog) if one.isVisible())
    mine, theirs = dialog._pairs[0]
    assert mine.accessibleName() == "Photos: Yours: No photographs"
    assert theirs.accessibleName() == "Photos: Theirs: Allowed"
    dialog.accept()
    detail = embassy.desk.queries.visits.get(id)
    assert (detail.photos, detail.site) == (PhotoPolicy.NONE, "Plot 12")


def test_the_list_shows_open_rules_and_narrows_by_status(embassy: Embassy, page: Page) -> None:
    planned(embassy)
    embassy.visit("Cell laboratory", site="Pune")
    pane = open_visit(page)
    model = pane.list.model
    shown = {model.index(row, 0).data(): model.index(row, 5).data() for row in range(model.rowCount())}
    assert shown == {"LOHUM plant": "4 rules unanswered", "Cell laboratory": "4 rules unanswered"}
    pane.list.filters.set_values({"status": "confirmed"})
    pane.refresh()
    assert model.rowCount() == 0
    pane.list.filters.clear()
    pane.search_line.setText("pune")
    pane.search_now()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Cell laboratory"]


def test_every_control_has_a_name(embassy: Embassy, page: Page) -> None:
    pane = open_visit(page, planned(embassy))
    for form in pane.editor.forms:
        for key in form.values():
            control = form.edit(key).control()
            assert control.objectName() == f"visits.form.{key}"
            assert control.accessibleName()
    assert pane.list.table.objectName() == "visits.table"
    assert pane.editor.promises.accessibleName() == "Promised about this visit"


def test_a_dispute_that_visit_and_meeting_share_is_shown_once() -> None:
    def claim(kind: str, about: str, value: str, code: str) -> ClaimInfo:
        id = f"{kind}{code}{about}"
        return ClaimInfo(id, kind, f"{kind}1", about, value, code, code, "Press", None, "", chosen=False, note="")

    told = [
        claim("meeting", "starts_at", "2025-07-03", "S6"), claim("meeting", "starts_at", "2025-07-08", "S10"),
        claim("visit", "date", "2025-07-08", "S10"), claim("visit", "date", "2025-07-03", "S6"),
        claim("visit", "size", "74", "S6"), claim("visit", "size", "20", "S10"),
    ]  # fmt: skip
    assert [{one.subject_kind for one in group} for group in disagreements(told)] == [{"visit"}, {"visit"}]
    assert [group[0].about for group in disagreements(told)] == ["date", "size"]
