"""The head of a record as a form: what each kind of record asks for, and the way between its fields and a draft."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from datetime import date, datetime, time
from typing import Any

from PySide6.QtWidgets import QWidget

from app.core.enums import Attribution, Bilingual, Confirmation, OutwardList, RecordKind
from app.core.formats import clock_time, date_long, date_plain
from app.core.i18n import LANGUAGES, N_, NATIVE_NAMES, language, tr
from app.core.ltext import pick
from app.core.wording import label, side_name
from app.core.zones import local, parse_date, to_utc
from app.queries.meetings import MeetingDetail
from app.queries.minutes import Signatory
from app.services.minutes import RecordDraft
from ui.kit.form import Field, custom
from ui.kit.rows_editor import Cell, Row, RowsEditor

LABELS: Mapping[str, str] = {
    "kind": N_("Kind"),
    "language": N_("Language"),
    "marking": N_("Marking"),
    "attribution": N_("Attribution"),
    "confirmation": N_("Confirmation"),
    "confirmation_note": N_("Note on the confirmation"),
    "confirmed_by": N_("Confirmed by"),
    "confirmed_on": N_("Confirmed on"),
    "recorder": N_("Recorder"),
    "closed_at": N_("Closed at"),
    "distribution": N_("Distribution"),
    "matters_arising": N_("Matters arising"),
    "summary": N_("Summary"),
    "summary_second": N_("Summary, second language"),
    "comment": N_("Comment"),
    "addressee": N_("Addressee"),
    "preamble": N_("Opening paragraph"),
    "second_language": N_("Second language"),
    "bilingual": N_("How two languages are set"),
    "prevailing_language": N_("Text that prevails"),
    "signatories": N_("Signatories"),
    "signed_at_place": N_("Signed at"),
    "signed_on": N_("Signed on"),
    "outward_list": N_("List of participants in copies that leave"),
    "no_press_line": N_("No press line"),
    "correction": N_("What this version corrects"),
    "text": N_("Text"),
    "text_second": N_("Text in the second language"),
    "side": N_("Side"),
    "owner_person_id": N_("Owner, person"),
    "owner_organisation_id": N_("Owner, organisation"),
    "owner_text": N_("Owner, in words"),
    "due_on": N_("Due date"),
    "due_text": N_("Due, in words"),
    "due_precision": N_("How exact the date is"),
    "no_due_reason": N_("Reason for no date"),
    "speaker_id": N_("Speaker"),
    "speaker_org_id": N_("Speaker, organisation"),
    "topic_ids": N_("Topics"),
    "internal": N_("Internal"),
    "departmental_view": N_("Departmental view"),
    "is_quote": N_("Quotation"),
    "quote_consent": N_("Consent to the quotation"),
    "anonymised": N_("Name withheld"),
}
"""Words for the fields of a record and of its lines, for the question who wins."""

_CONFIRMED = ("confirmation", "confirmed_by", "confirmed_on", "confirmation_note")
_OWN: Mapping[RecordKind, tuple[str, ...]] = {
    RecordKind.MINUTES: ("matters_arising", *_CONFIRMED),
    RecordKind.RECORD_OF_DISCUSSION: ("summary", "comment", "no_press_line", *_CONFIRMED),
    RecordKind.AGREED_MINUTES: ("preamble", "prevailing_language", "signatories", "signed_at_place", "signed_on"),
    RecordKind.NOTE_FOR_FILE: ("summary", "comment", *_CONFIRMED),
    RecordKind.AIDE_MEMOIRE: ("addressee",),
    RecordKind.PRESS_LINE: (),
}
"""The fields that only some kinds have (domain.md 2.1 and 5.1 to 5.3)."""
_ONLY_SOME = frozenset(name for own in _OWN.values() for name in own)
_WITH_SECOND = ("bilingual", "summary_second", "prevailing_language")


def shown_fields(kind: RecordKind, second: str, *, correction: bool) -> Mapping[str, bool]:
    """Which of the fields that come and go a record of this kind shows."""
    own = _OWN[kind]
    shown = {name: name in own for name in _ONLY_SOME}
    shown["correction"] = correction
    shown["bilingual"] = bool(second)
    shown["summary_second"] = bool(second) and "summary" in own
    shown["prevailing_language"] = bool(second) and "prevailing_language" in own
    return shown


def _language(code: str) -> str:
    return NATIVE_NAMES.get(code, code) if code else tr("(none)")


class _Days:
    """Reads a day as typed; a class so that the form keeps no page alive."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today

    def __call__(self, text: str) -> date:
        return parse_date(text, self._today())


def head_fields(sides: tuple[str, ...], today: Callable[[], date]) -> tuple[Field, ...]:
    """The form; `sides` are the codes of who may sign."""
    days = _Days(today)
    return (
        Field("correction", N_("What it c&orrects"), "multiline", lines=2,
              hint=N_("Printed at the head of the new version.")),
        Field("kind", N_("&Kind"), "choice", values=tuple(RecordKind), choice_label=label),
        Field("language", N_("&Language"), "choice", values=LANGUAGES, choice_label=_language),
        Field("second_language", N_("Second lan&guage"), "choice", values=("", *LANGUAGES), choice_label=_language,
              hint=N_("Each line then has a second text: the key B in the list.")),
        Field("bilingual", N_("Set as"), "choice", values=tuple(Bilingual), choice_label=label),
        Field("marking", N_("&Marking"), placeholder=N_("IN CONFIDENCE, TLP:AMBER, 取扱注意"), max_length=120),
        Field(
            "attribution", N_("&Attribution"), "choice", values=tuple(Attribution), choice_label=label,
            hint=N_("Who may be named in the printed record."),
        ),
        Field("outward_list", N_("Participants in copies that leave"), "choice", values=tuple(OutwardList),
              choice_label=label),
        Field("addressee", N_("Addresse&e"), max_length=300, hint=N_("To whom it is left, named in the first lines.")),
        Field("preamble", N_("O&pening paragraph"), "multiline", lines=4,
              hint=N_("Who met, where, when, for what. Empty: it is written from the meeting.")),
        Field("summary", N_("S&ummary"), "multiline", lines=5, hint=N_("Five lines that can be read alone.")),
        Field("summary_second", N_("Summary, second language"), "multiline", lines=5),
        Field("comment", N_("&Impressions and comment"), "multiline", lines=4,
              hint=N_("Never leaves the mission: in the internal edition alone.")),
        Field("matters_arising", N_("Matters ari&sing"), "multiline", lines=3),
        Field("no_press_line", N_("&No press line was agreed"), "check"),
        Field("prevailing_language", N_("Text that prevails"), "choice", values=("", *LANGUAGES),
              choice_label=_language, hint=N_("If the two texts differ.")),
        custom("signatories", N_("Si&gnatories"), _Signatories(sides)),
        Field("signed_at_place", N_("Signed at"), max_length=200),
        Field("signed_on", N_("Signed on"), "date", parse=days, show=date_long),
        Field("confirmation", N_("&Confirmation"), "choice", values=tuple(Confirmation), choice_label=label),
        Field("confirmed_by", N_("Confirmed &by"), max_length=200),
        Field("confirmed_on", N_("Confirmed on"), "date", parse=days, show=date_long),
        Field("confirmation_note", N_("Note on it"), max_length=500),
        Field("recorder", N_("&Recorder"), max_length=200),
        Field("closed_at", N_("Close&d at"), "time", hint=N_("Local time, when the meeting was closed.")),
        Field("distribution", N_("Dis&tribution"), "multiline", lines=3, hint=N_("One receiver on each line.")),
    )  # fmt: skip


class _Signatories:
    """Makes the table of who signs; a class so that the form keeps no page alive."""

    def __init__(self, sides: tuple[str, ...]) -> None:
        self._sides = sides

    def __call__(self) -> QWidget:
        lines = (
            (
                Cell("side", N_("Side"), "choice", 132, values=self._sides, choice_label=side_name),
                Cell("name", N_("Name"), max_length=200),
            ),
            (
                Cell("title", N_("Job title"), max_length=200),
                Cell("organisation", N_("Organisation"), max_length=200),
            ),
        )
        blank: Row = {"side": self._sides[0] if self._sides else "", "name": "", "title": "", "organisation": "",
                      "person_id": None}  # fmt: skip
        return RowsEditor("minutes.head.signatories", lines, blank, _is_blank, N_("Add a signatory"))


def _is_blank(row: Row) -> bool:
    return not any(str(row.get(key) or "").strip() for key in ("name", "title", "organisation"))


def values_of(draft: RecordDraft, meeting: MeetingDetail) -> dict[str, Any]:
    """A head as the form shows it: the closing time on the meeting's clocks, receivers line by line."""
    values = {item.name: getattr(draft, item.name) for item in fields(draft)}
    values["closed_at"] = local(draft.closed_at, meeting.time_zone).time() if draft.closed_at else None
    values["distribution"] = "\n".join(draft.distribution)
    values["signatories"] = [
        {item.name: getattr(one, item.name) for item in fields(Signatory)} for one in draft.signatories
    ]
    return values


def heads_of(meeting: MeetingDetail) -> list[Row]:
    """Who would sign: the first listed of each side."""
    lang, rows = language(), []
    for code, people in meeting.sides:
        if people:
            one = people[0].person
            rows.append({"side": code, "name": one.shown(), "title": pick(one.title, lang),
                         "organisation": pick(one.organisation, lang), "person_id": people[0].person_id})  # fmt: skip
    return rows


def draft_from(values: Mapping[str, Any], meeting: MeetingDetail, base: RecordDraft) -> RecordDraft:
    """The head that the form says. A closing time before the start belongs to the next day's early hours: refused by
    nobody, so the meeting's own last day is taken. Raises BadWhen for a time that the clocks skip."""
    at: time | None = values["closed_at"]
    closed: datetime | None = None
    if at is not None:
        kept = base.closed_at
        if kept is not None and local(kept, meeting.time_zone).time().replace(microsecond=0) == at:
            closed = kept
        else:
            closed = to_utc(local(meeting.ends_at, meeting.time_zone).date(), at, meeting.time_zone)
    lines = tuple(line.strip() for line in values["distribution"].splitlines() if line.strip())
    known = {item.name for item in fields(Signatory)}
    signing = tuple(
        Signatory(**{name: value for name, value in row.items() if name in known}) for row in values["signatories"]
    )
    plain = {name: value for name, value in values.items() if name in {item.name for item in fields(RecordDraft)}}
    return replace(base, **{**plain, "closed_at": closed, "distribution": lines, "signatories": signing})


def in_words(value: object, zone: str = "") -> str:
    """A field's value as the conflict shows it."""
    if isinstance(value, datetime):
        return clock_time(local(value, zone)) if zone else value.isoformat()
    if isinstance(value, date):
        return date_plain(value)
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, tuple):
        return ", ".join(one.name if isinstance(one, Signatory) else str(one) for one in value)
    if isinstance(value, (RecordKind, Attribution, Confirmation, Bilingual, OutwardList)):
        return label(value)
    return "" if value is None else str(value)
