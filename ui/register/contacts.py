"""Ways to reach somebody, as they are read and as they are typed: with the consent to use them, and who last checked.

The first e-mail and the first telephone of a person stand for them in lists.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from PySide6.QtGui import QGuiApplication

from app.core.enums import Consent, ContactKind
from app.core.formats import date_plain
from app.core.i18n import N_, ntr, tr
from app.core.when import parse_date
from app.core.wording import label
from app.queries.contact import ContactWay
from app.services.contacts import EMAIL_KINDS, PHONE_KINDS, ContactDraft, first_of
from ui.kit.line_list import ListLine
from ui.kit.rows_editor import Cell, Row, RowsEditor


class LastContact(Protocol):
    """When somebody was met last and is to be met next, as the query gives it."""

    @property
    def last(self) -> date | None: ...
    @property
    def cadence_days(self) -> int: ...
    @property
    def due(self) -> date | None: ...
    @property
    def days_over(self) -> int | None: ...
    @property
    def is_due(self) -> bool: ...


STALE_DAYS = 365
"""After so many days an address that nobody checked is said to be old."""

TARGET = "contact"
"""What the line of a way to reach somebody opens."""
_CONSENT_TONES = {Consent.UNKNOWN: "neutral", Consent.GIVEN: "green", Consent.REFUSED: "red"}


def copied(kind: str, value: str) -> str:
    """Put a way to reach somebody on the clipboard, as Enter on its line does; gives what to say, else ""."""
    clipboard = QGuiApplication.clipboard()
    if kind != TARGET or clipboard is None:
        return ""
    clipboard.setText(value)
    return tr("{address} was copied.", address=value)


def lines(ways: Sequence[ContactWay], today: date) -> list[ListLine]:
    """The card's lines: the address, what it is, and what is known of consent and checking."""
    return [_line(way, today) for way in ways]


def _line(way: ContactWay, today: date) -> ListLine:
    told = [label(way.kind), way.label]
    if way.is_gatekeeper:
        told.append(tr("ask here first"))
    if way.verified_on is None:
        told.append(tr("never verified"))
    else:
        days = (today - way.verified_on).days
        old = ntr("verified {day}, {n} day ago", "verified {day}, {n} days ago", days, day=date_plain(way.verified_on))
        told.append(old if days > STALE_DAYS else tr("verified {day}", day=date_plain(way.verified_on)))
    basis = " ".join(part for part in (way.consent_basis, date_plain(way.consent_on) if way.consent_on else "") if part)
    if basis:
        told.append(tr("consent: {basis}", basis=basis))
    chip = tr("no consent") if way.consent is Consent.REFUSED else tr("consent")
    shown = chip if way.consent is not Consent.UNKNOWN else ""
    detail = " · ".join(part for part in told if part)
    return ListLine(way.value, detail, "", shown, _CONSENT_TONES[way.consent], (TARGET, way.value))


class _Days:
    """Reads a day as typed; a class so that the form keeps no page alive."""

    def __init__(self, today: Callable[[], date]) -> None:
        self._today = today

    def __call__(self, text: str) -> date:
        return parse_date(text, self._today())


def editor(name: str, kind: ContactKind, today: Callable[[], date]) -> RowsEditor:
    """The rows of a form; a new one begins as `kind`."""
    read = _Days(today)
    rows = (
        (
            Cell("kind", N_("Kind"), "choice", 168, values=tuple(ContactKind), choice_label=label),
            Cell("value", N_("Address or number"), placeholder=N_("name@example.org, +91 11 …")),
            Cell("label", N_("Which one"), placeholder=N_("Delhi office, private")),
        ),
        (
            Cell("consent", N_("Consent"), "choice", 112, values=tuple(Consent), choice_label=label),
            Cell("consent_basis", N_("Given how"), placeholder=N_("card handed over")),
            Cell("consent_on", N_("Given on"), "typed", 104, parse=read, show=date_plain),
            Cell("verified_on", N_("Verified on"), "typed", 104, parse=read, show=date_plain),
            Cell("is_gatekeeper", N_("Ask here first"), "check", 128),
        ),
    )
    return RowsEditor(name, rows, blank(kind), is_blank, N_("Add a way to reach them"), lacking=_lacking)


def blank(kind: ContactKind) -> Row:
    """A row that nobody typed yet."""
    return {
        "kind": kind, "value": "", "label": "", "consent": Consent.UNKNOWN, "consent_basis": "", "consent_on": None,
        "verified_on": None, "is_gatekeeper": False,
    }  # fmt: skip


def is_blank(row: Row) -> bool:
    """Whether nothing was typed, in any cell: a number in the wrong cell is not thrown away."""
    typed = ("value", "label", "consent_basis")
    return not any(str(row.get(key) or "").strip() for key in typed) and not any(
        row.get(key) for key in ("consent_on", "verified_on")
    )


def _lacking(row: Row) -> tuple[str, str] | None:
    if str(row.get("value") or "").strip():
        return None
    return "value", N_("Enter the address or the number, or take the row out (Ctrl+Del).")


def rows_of(contacts: Sequence[ContactDraft]) -> list[Row]:
    """The rows that show `contacts`."""
    return [
        {
            "kind": one.kind, "value": one.value, "label": one.label, "consent": one.consent,
            "consent_basis": one.consent_basis, "consent_on": one.consent_on, "verified_on": one.verified_on,
            "is_gatekeeper": one.is_gatekeeper,
        }
        for one in contacts
    ]  # fmt: skip


def contacts_of(rows: Sequence[Mapping[str, Any]]) -> tuple[ContactDraft, ...]:
    """The contacts the rows say."""
    return tuple(
        ContactDraft(
            ContactKind(row["kind"]), str(row["value"]), str(row["label"]), Consent(row["consent"]),
            str(row["consent_basis"]), _day(row.get("consent_on")), _day(row.get("verified_on")),
            bool(row.get("is_gatekeeper")),
        )
        for row in rows
    )  # fmt: skip


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def first_changed(contacts: tuple[ContactDraft, ...], base: tuple[ContactDraft, ...]) -> tuple[str, str] | None:
    """The first e-mail and telephone, when nothing but these two differs from `base`; else None.

    Two people who mend a person's e-mail and telephone at the same time are then both right.
    """
    if len(contacts) != len(base):
        return None
    firsts = {first_of(base, EMAIL_KINDS), first_of(base, PHONE_KINDS)} - {""}
    for now, before in zip(contacts, base, strict=True):
        from_before = ContactDraft(
            now.kind, before.value, now.label, now.consent, now.consent_basis, now.consent_on, now.verified_on,
            now.is_gatekeeper,
        )  # fmt: skip
        if from_before != before or (now.value != before.value and before.value not in firsts):
            return None
    return first_of(contacts, EMAIL_KINDS), first_of(contacts, PHONE_KINDS)


def said(contacts: Sequence[ContactDraft]) -> str:
    """Contacts in a question who wins."""
    return "\n".join(tr("{kind}: {value}", kind=label(one.kind), value=one.value) for one in contacts)


def due_chip(contact: LastContact) -> tuple[str, str] | None:
    """The chip that says that contact is due: (words, tone); None while there is time."""
    if not contact.is_due:
        return None
    if contact.last is None:
        return tr("never met, contact is due"), "amber"
    over = contact.days_over or 0
    words = ntr("contact {n} day overdue", "contact {n} days overdue", over) if over else tr("contact due today")
    return words, "amber"


def contact_facts(contact: LastContact, owner: str, today: date) -> list[tuple[str, str]]:
    """The last and the next contact and who keeps the relation, as facts of a card."""
    facts: list[tuple[str, str]] = []
    if contact.last is not None:
        days = max(0, (today - contact.last).days)
        ago = ntr("{day}, no contact for {n} day", "{day}, no contact for {n} days", days, day=date_plain(contact.last))
        facts.append((N_("Last met"), ago if days else date_plain(contact.last)))
    elif contact.cadence_days:
        facts.append((N_("Last met"), tr("never")))
    if contact.cadence_days:
        facts.append((N_("Cadence"), ntr("every {n} day", "every {n} days", contact.cadence_days)))
    if contact.due is not None:
        facts.append((N_("Next contact"), date_plain(contact.due)))
    facts.append((N_("Kept by"), owner))
    return facts
