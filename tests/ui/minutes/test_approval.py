"""From draft to approved: named approvers, the other side's answer, a correction, and what changed."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from app.core.enums import Confirmation, RecordKind, RecordStatus, ReviewState
from app.core.settings import APPROVERS
from tests.ui.minutes.conftest import Desk
from tests.ui.minutes.talk import Talk
from ui.kit.form_dialog import FormDialog
from ui.minutes import record_actions
from ui.minutes.changes_view import ChangedLine, counted
from ui.minutes.details import DetailsDialog
from ui.minutes.versions_dialog import VersionsDialog

D = TypeVar("D", bound=QDialog)


def dialog(desk: Desk, kind: type[D], name: str = "") -> D:
    found = [one for one in desk.tab.findChildren(kind, name or None) if one.isVisible()]
    assert found, "the question is asked"
    return found[-1]


def send(desk: Desk, *names: str) -> None:
    desk.tab.acts.send()
    asked = dialog(desk, FormDialog, "minutes.send")
    asked.form.edit("reviewers").set_value("\n".join(names))
    asked.submit()
    desk.settle()


def answer(desk: Desk, state: ReviewState, comment: str = "") -> None:
    desk.tab.acts.answer()
    asked = dialog(desk, FormDialog, "minutes.answer")
    asked.form.edit("state").set_value(state)
    asked.form.edit("comment").set_value(comment)
    asked.submit()
    desk.settle()


def approve(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_actions, "ask_text", lambda *_a, **_p: "YAMADA Haruo")
    desk.tab.acts.approve()
    desk.settle()


def test_approvers_are_named_and_remembered(desk: Desk) -> None:
    desk.enter("d to exchange lists")
    send(desk, "YAMADA Haruo", "SATO Emi; ONO Ken")
    assert [one.reviewer for one in desk.record.reviews] == ["YAMADA Haruo", "SATO Emi", "ONO Ken"]
    assert desk.record.status is RecordStatus.UNDER_REVIEW
    assert [item.title for item in desk.tab.side.approvers.list.rows.items] == ["YAMADA Haruo", "SATO Emi", "ONO Ken"]
    assert desk.container.settings.get(APPROVERS) == ("YAMADA Haruo", "SATO Emi", "ONO Ken")
    assert desk.tab.head.next.text() == "Answer the review…"


def test_a_request_for_changes_stands_in_the_way_and_sends_it_round_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.enter("d to exchange lists")
    send(desk, "SATO Emi")
    desk.tab.acts.answer()
    asked = dialog(desk, FormDialog, "minutes.answer")
    asked.form.edit("state").set_value(ReviewState.CHANGES_REQUESTED)
    asked.submit()
    desk.settle()
    assert asked.isVisible(), "which change is asked for must be said"
    asked.form.edit("comment").set_value("Name the lists.")
    asked.submit()
    desk.settle()
    assert desk.record.reviews[0].state is ReviewState.CHANGES_REQUESTED
    checks = [item for item in desk.tab.side.checks.list.rows.items if item.tone == "red"]
    assert [item.title for item in checks] == ["SATO Emi asks for changes."]
    (one,) = desk.tab.side.approvers.list.rows.items
    assert (one.detail, one.tone) == ("Name the lists.", "red")
    approve(desk, monkeypatch)
    assert desk.record.status is RecordStatus.UNDER_REVIEW
    assert desk.tab.head.next.text() == "Send for approval…"
    send(desk, "SATO Emi")
    assert desk.record.reviews[0].state is ReviewState.ASKED
    answer(desk, ReviewState.APPROVED)
    approve(desk, monkeypatch)
    assert desk.record.status is RecordStatus.APPROVED
    assert desk.notices()[-1] == "Approved: EOJ/MIN/2025/0001, version 1."


def test_enter_on_an_approver_answers_for_them(desk: Desk) -> None:
    desk.enter("d to exchange lists")
    send(desk, "YAMADA Haruo", "SATO Emi")
    approvers = desk.tab.side.approvers.list
    approvers.setFocus()
    approvers.setCurrentIndex(approvers.rows.index(1))
    QTest.keyClick(approvers, Qt.Key.Key_Return)
    asked = dialog(desk, FormDialog, "minutes.answer")
    asked.submit()
    desk.settle()
    assert [one.state for one in desk.record.reviews] == [ReviewState.ASKED, ReviewState.APPROVED]


def test_what_the_other_side_said_is_kept_and_printed(desk: Desk) -> None:
    desk.enter("d to exchange lists")
    send(desk)
    desk.tab.acts.do("sent")
    desk.settle()
    assert desk.record.status is RecordStatus.SENT
    assert desk.tab.head.next.text() == "Confirmation by the other side…"
    desk.tab.acts.confirm()
    asked = dialog(desk, FormDialog, "minutes.confirm")
    asked.submit()
    desk.settle()
    assert asked.isVisible(), "a confirmation is somebody's"
    asked.form.edit("confirmed_by").set_value("Vidya Sharma")
    asked.submit()
    desk.settle()
    record = desk.record
    assert (record.status, record.confirmation) == (RecordStatus.CONFIRMED, Confirmation.CONFIRMED)
    assert (record.confirmed_by, record.confirmed_on) == ("Vidya Sharma", date(2025, 7, 2))


def test_agreed_minutes_find_the_heads_ready_to_sign(desk: Desk) -> None:
    desk.tab.acts.show_kind(RecordKind.AGREED_MINUTES)
    desk.settle()
    desk.tab.acts.show_details("signatories")
    asked = dialog(desk, DetailsDialog)
    rows = asked.form.values()["signatories"]
    assert [(row["side"], row["name"]) for row in rows] == [("JP", "YAMADA Haruo"), ("IN", "Vidya Sharma")]
    assert not asked.form.edit("summary").isVisible()
    assert asked.form.edit("preamble").isVisible()
    asked.form.edit("signed_at_place").set_value("New Delhi")
    asked.save()
    desk.settle()
    found = desk.container.queries.minutes.of_meeting(desk.meeting, RecordKind.AGREED_MINUTES)
    assert found is not None
    assert [one.name for one in found.signatories] == ["YAMADA Haruo", "Vidya Sharma"]
    assert found.signed_at_place == "New Delhi"


def test_the_form_shows_what_the_kind_asks_for(desk: Desk) -> None:
    desk.tab.acts.show_details()
    asked = dialog(desk, DetailsDialog)
    form = asked.form
    assert form.edit("matters_arising").isVisible()
    assert not form.edit("addressee").isVisible()
    form.edit("kind").set_value(RecordKind.AIDE_MEMOIRE)
    asked._edited("kind")
    assert form.edit("addressee").isVisible()
    assert not form.edit("confirmation").isVisible()
    form.edit("kind").set_value(RecordKind.RECORD_OF_DISCUSSION)
    form.edit("second_language").set_value("hi")
    asked._edited("second_language")
    assert form.edit("summary_second").isVisible()
    assert form.edit("bilingual").isVisible()
    asked.reject()


def test_a_correction_is_the_next_version_and_says_what_it_corrects(
    desk: Desk, talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.enter("d to exchange lists of materials", "The weather was fine.")
    send(desk)
    approve(desk, monkeypatch)
    first = desk.record
    assert desk.tab.closed.hash.text() == f"Frozen as version 1, SHA-256 {first.sha256[:12]}"
    desk.tab.acts.correct()
    desk.settle()
    asked = dialog(desk, DetailsDialog)
    assert asked.form.edit("correction").control().hasFocus(), "what it corrects is asked first"
    asked.form.edit("correction").set_value("The second list was left out.")
    asked.save()
    desk.settle()
    assert (desk.record.status, desk.record.version_text) == (RecordStatus.DRAFT, "0.1")
    desk.window.activateWindow()
    QTest.qWaitForWindowActive(desk.window)
    desk.tab.select_point(desk.points[0].id)
    desk.press(Qt.Key.Key_F2)
    desk.type(" and machines")
    desk.press(Qt.Key.Key_Return)
    talk.container.services.minutes.remove_point(desk.points[1].id)
    desk.enter("n that both lists are short")
    desk.tab.acts.show_versions()
    shown = dialog(desk, VersionsDialog)
    changed = {line.label: (line.what, line.runs) for line in shown.changes.lines if line.what != "kept"}
    assert changed["D1"][0] == "changed"
    assert any(kind == "added" and "and machines" in text for kind, text in changed["D1"][1])
    assert ("kept", "to exchange lists of materials") in changed["D1"][1], "word by word, not line by line"
    assert [what for what, _ in changed.values()].count("removed") == 1
    said = shown.changes.toPlainText()
    assert "CHANGED" in said, "never by colour alone"
    assert "REMOVED" in said
    assert "ADDED" in said
    assert shown.count.text() == "1 line added · 1 removed · 1 changed"
    shown.changes.next_change()
    shown.accept()
    send(desk)
    approve(desk, monkeypatch)
    second = desk.record
    assert (second.reference, second.version_text) == (first.reference, "2")
    versions = talk.container.queries.versions.of_record(second.id)
    assert [(row.version_text, row.status) for row in versions] == [
        ("2", RecordStatus.APPROVED), ("0.2", RecordStatus.UNDER_REVIEW),
        ("1", RecordStatus.SUPERSEDED), ("0.2", RecordStatus.UNDER_REVIEW),
    ]  # fmt: skip


def test_a_correction_can_be_thrown_away(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.enter("d to exchange lists")
    send(desk)
    approve(desk, monkeypatch)
    approved = desk.record.id
    desk.tab.acts.correct()
    desk.settle()
    dialog(desk, DetailsDialog).reject()
    assert desk.record.id != approved
    desk.tab.acts.do("discard")
    desk.settle()
    assert desk.record.id == approved
    assert desk.tab.closed.isVisible()


def test_the_counted_changes_say_when_there_are_none() -> None:
    assert counted([ChangedLine("1", "kept", (("kept", "same"),))]) == "Nothing differs."
    assert counted([ChangedLine("1", "kept", (), moved=True)] * 2) == "2 moved"
