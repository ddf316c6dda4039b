"""The questions on a record's way to its approval: who is asked, what they answer, what the other side said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.changes import Written
from app.core.enums import Confirmation, RecordStatus, ReviewState
from app.core.errors import AppError, Refused
from app.core.formats import date_long
from app.core.i18n import N_, tr
from app.core.settings import APPROVERS
from app.core.wording import label
from app.core.zones import local, parse_date
from app.jobs.lanes import Lane
from app.queries.minutes import RecordDetail, ReviewRow
from ui.desk import Desk
from ui.kit.form import Field
from ui.kit.form_dialog import FormDialog

Done = Callable[[Written], None]

_ANSWERS = (ReviewState.APPROVED, ReviewState.CHANGES_REQUESTED)
_OUTCOMES = (
    Confirmation.CONFIRMED,
    Confirmation.CONFIRMED_WITH_CHANGES,
    Confirmation.REFUSED,
    Confirmation.NOT_POSSIBLE,
)


def _names(text: str) -> list[str]:
    return [name.strip() for line in text.splitlines() for name in line.split(";") if name.strip()]


def ask_approvers(desk: Desk, record: RecordDetail, parent: QWidget, done: Done) -> FormDialog:
    """Who is to approve, one name on each line; then the draft is under review. Nobody named is an answer too."""
    there = [review.reviewer for review in record.reviews]
    fields = (
        Field("reviewers", N_("&Approvers"), "multiline", lines=3,
              hint=N_("One name on each line, in the order in which they are asked.")),
    )  # fmt: skip
    before: tuple[str, ...] = desk.settings.get(APPROVERS)
    values = {"reviewers": "\n".join(there or before)}

    def send(answer: dict[str, Any]) -> None:
        names = _names(answer["reviewers"])
        desk.settings.set(APPROVERS, tuple(names))
        job = partial(_send, desk, record, names)
        desk.tasks.run(Lane.DB, job, partial(_closed, dialog, done), partial(_failed, desk, dialog), dialog)

    words = N_("The draft comes under review and the next draft counts one higher.")
    dialog = FormDialog(parent, N_("Send for approval"), fields, N_("Send for approval"), "minutes.send", words)
    return _opened(dialog, values, send)


def _send(desk: Desk, record: RecordDetail, names: Sequence[str]) -> Written:
    """In the lane: circulated, and every approver asked who was not yet."""
    minutes = desk.services.minutes
    if record.status is not RecordStatus.DRAFT:
        minutes.back_to_draft(record.id)
    written: Written = minutes.circulate(record.id)
    new = [name for name in names if name not in {review.reviewer for review in record.reviews}]
    if new:
        minutes.ask(record.id, new)
    for review in record.reviews:
        if review.reviewer not in names:
            minutes.release(review.id)
    return written


def ask_answer(desk: Desk, record: RecordDetail, parent: QWidget, done: Done, review_id: str = "") -> FormDialog:
    """What an approver says of the draft as it stands."""
    asked = [one for one in record.reviews if one.state is ReviewState.ASKED] or list(record.reviews)
    by_id = {one.id: one for one in record.reviews}
    fields = (
        Field("review", N_("App&rover"), "choice", values=tuple(one.id for one in record.reviews),
              choice_label=partial(_reviewer, by_id)),
        Field("state", N_("Ans&wer"), "choice", values=_ANSWERS, choice_label=label),
        Field("comment", N_("&Comment"), "multiline", lines=4, hint=N_("A request for changes says which.")),
    )  # fmt: skip
    chosen = by_id.get(review_id, asked[0])
    values = {"review": chosen.id, "state": ReviewState.APPROVED, "comment": ""}

    def write(answer: dict[str, Any]) -> None:
        job = partial(desk.services.minutes.answer, answer["review"], answer["state"], answer["comment"])
        desk.tasks.run(Lane.DB, job, partial(_closed, dialog, done), partial(_failed, desk, dialog), dialog)

    words = N_("The answer is kept with the draft it is about.")
    dialog = FormDialog(parent, N_("Answer the review"), fields, N_("Keep the answer"), "minutes.answer", words)
    return _opened(dialog, values, write)


def _reviewer(by_id: dict[str, ReviewRow], id: str) -> str:
    one = by_id[id]
    return tr("{name}: {state}", name=one.reviewer, state=label(one.state).lower())


class _Days:
    def __init__(self, today: date) -> None:
        self._today = today

    def __call__(self, text: str) -> date:
        return parse_date(text, self._today)


def ask_confirmation(desk: Desk, record: RecordDetail, zone: str, parent: QWidget, done: Done) -> FormDialog:
    """What the other side answered, by whom and when (Japan's guidelines of 2017; domain.md 5.2, 11)."""
    today = local(desk.clock.now(), zone).date()
    fields = (
        Field("outcome", N_("&Answer"), "choice", values=_OUTCOMES, choice_label=label),
        Field("confirmed_by", N_("&By"), max_length=200, hint=N_("Who confirmed it for the other side.")),
        Field("on", N_("&On"), "date", parse=_Days(today), show=date_long),
        Field("note", N_("&Note"), max_length=500),
    )
    outcome = record.confirmation if record.confirmation in _OUTCOMES else Confirmation.CONFIRMED
    values = {
        "outcome": outcome, "confirmed_by": record.confirmed_by, "on": record.confirmed_on or today,
        "note": record.confirmation_note,
    }  # fmt: skip

    def write(answer: dict[str, Any]) -> None:
        job = partial(
            desk.services.minutes.confirm, record.id, answer["outcome"], by=answer["confirmed_by"], on=answer["on"],
            note=answer["note"],
        )  # fmt: skip
        desk.tasks.run(Lane.DB, job, partial(_closed, dialog, done), partial(_failed, desk, dialog), dialog)

    title, words = N_("Confirmation by the other side"), N_("It is printed on the record, whatever it is.")
    dialog = FormDialog(parent, title, fields, N_("Keep the answer"), "minutes.confirm", words)
    return _opened(dialog, values, write)


def _opened(dialog: FormDialog, values: dict[str, Any], write: Callable[[dict[str, Any]], None]) -> FormDialog:
    """Show it beside the living window; it goes when it is answered or left."""
    dialog.wanted.connect(write)
    dialog.fill(values)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _closed(dialog: FormDialog, done: Done, written: Written) -> None:
    dialog.accept()
    done(written)


def _failed(desk: Desk, dialog: FormDialog, error: AppError) -> None:
    problems = error.problems if isinstance(error, Refused) else ()
    dialog.refuse(problems)
    if not problems:
        desk.notices.error(error)
