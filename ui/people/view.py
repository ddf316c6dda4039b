"""A person as they are read: positions over time, meetings, promises; names, how to reach them, notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.enums import MeetingStatus
from app.core.formats import date_time
from app.core.i18n import N_, ptr, tr
from app.core.wording import country_name, label
from app.queries.address import AddressForm
from app.queries.people import HeldPosition, MeetingLine, PersonDetail
from app.queries.timeline import Promises
from ui.kit.card import Card
from ui.kit.fact_grid import FactGrid
from ui.kit.line_list import LineList, ListCard, ListLine
from ui.kit.record import Loaded
from ui.kit.record_pane import Head, RecordView
from ui.kit.scroll import ScrollPage
from ui.kit.searches import LANGUAGE_NAMES
from ui.kit.text import Button, Label, PlainLabel
from ui.people import words
from ui.people.address_card import AddressCard
from ui.register import contacts, facts
from ui.register.promises import PromiseCards
from ui.theme import theme

STATUS_TONES = {
    MeetingStatus.REQUESTED: "neutral",
    MeetingStatus.TENTATIVE: "neutral",
    MeetingStatus.CONFIRMED: "accent",
    MeetingStatus.HELD: "green",
    MeetingStatus.POSTPONED: "amber",
    MeetingStatus.CANCELLED: "red",
}

SHORT = 48
"""Letters of a title that goes into the head; a longer one stands in the first line under it anyway."""


class Beside(dict[str, str]):
    """Organisations' ids and names for the form, and what else is shown with the person."""

    promises: Promises = Promises((), ())
    today: date = date.min
    our_side: str = ""
    photo: bytes = b""
    forms: Sequence[AddressForm] = ()


def head(loaded: Loaded) -> Head:
    """What stands over the person."""
    person: PersonDetail = loaded.detail
    now = next((p for p in person.positions if p.held_to is None), None)
    native = next((n.full for n in person.names if n.full != person.name and n.script not in ("Latn", "Kana")), "")
    title = words.title_of(now.title) if now else ""
    facts = [
        native,
        person.honorific,
        title if len(title) <= SHORT else "",
        now.organisation if now else "",
    ]
    chips = [(words.side(person.side), "neutral")]
    due = contacts.due_chip(person.contact)
    if due is not None and not person.do_not_contact:
        chips.append(due)
    if person.do_not_contact:
        chips.append((tr("Do not contact"), "red"))
    if person.is_sealed:
        chips.append((ptr("person", "Sealed"), "violet"))
    if person.is_interpreter:
        chips.append((ptr("person", "Interpreter"), "accent"))
    if person.is_fictional:
        chips.append((ptr("person", "Fictional"), "neutral"))
    return Head(person.name, "", facts, chips)


class PersonView(RecordView):
    """Two columns of cards. `open_record(kind, id)` goes somewhere else; `edit` begins the form."""

    add_position = Signal()
    said = Signal(str)
    """Something was done that is worth a notice."""
    photo_wanted = Signal()
    """The photo was pressed: what can be done with it is asked for."""

    def __init__(self, open_record: Callable[[str, str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_record = open_record
        self.address = AddressCard()
        self.portrait = self.address.portrait
        self.portrait.clicked.connect(self.photo_wanted)
        self.contacts = ListCard(N_("Ways to reach them"), self._lines("people.contacts"), "", "people.card.contacts")
        self.positions = ListCard(
            N_("Positions"), self._lines("people.positions"), N_("No position is known yet."), "people.card.positions"
        )
        self.promises = PromiseCards("people")
        for card in (self.promises.theirs, self.promises.ours):
            card.lines.opened.connect(self._opened)
        self.meetings = ListCard(
            N_("Meetings"),
            self._lines("people.meetings"),
            N_("They have taken part in no meeting yet."),
            "people.card.meetings",
        )
        self.add = Button(N_("Add a position"), "link", "add", "people.positions.add")
        self.add.clicked.connect(self.add_position)
        self.positions.more.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.names = FactGrid("people.names")
        self.met = FactGrid("people.met")
        self.known = FactGrid("people.contact")
        self.disputed = FactGrid("people.sources")
        self.nothing_known = Label(N_("Nothing is noted yet."), "soft")
        self.notes = PlainLabel()
        self.notes.setObjectName("people.notes")
        self.notes.setWordWrap(True)
        self._build()

    def _lines(self, name: str) -> LineList:
        lines = LineList(name, 10)
        lines.opened.connect(self._opened)
        return lines

    def _build(self) -> None:
        self.cards = {
            "met": Card(N_("Contact"), name="people.card.met"),
            "names": Card(N_("Names"), name="people.card.names"),
            "known": Card(N_("Known"), name="people.card.known"),
            "facts": Card(N_("What the sources say"), name="people.card.facts"),
            "notes": Card(N_("Notes"), name="people.card.notes"),
        }
        self.cards["met"].add(self.met)
        self.cards["names"].add(self.names)
        self.cards["known"].add(self.known)
        self.cards["known"].add(self.nothing_known)
        self.cards["facts"].add(self.disputed)
        self.cards["notes"].add(self.notes)
        inner = QWidget()
        inner.setProperty("role", "page")
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, theme.px(4), theme.px(16))
        row.setSpacing(theme.px(12))
        left, right = QVBoxLayout(), QVBoxLayout()
        parts: tuple[tuple[QVBoxLayout, Sequence[QWidget]], ...] = (
            (left, (self.positions, self.promises.theirs, self.promises.ours, self.meetings)),
            (
                right,
                (
                    self.address,
                    self.cards["met"],
                    self.contacts,
                    self.cards["names"],
                    self.cards["known"],
                    self.cards["facts"],
                    self.cards["notes"],
                ),
            ),
        )
        for column, cards in parts:
            column.setSpacing(theme.px(12))
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
        row.addLayout(left, 3)
        row.addLayout(right, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(ScrollPage(inner))
        self.setFocusProxy(self.positions.lines)

    def show_record(self, loaded: Loaded) -> None:
        person: PersonDetail = loaded.detail
        beside = loaded.beside
        self.positions.fill([_position(p) for p in person.positions])
        self.add.setVisible(not person.positions)
        self.meetings.fill([meeting_line(m) for m in person.meetings])
        self.promises.fill(beside.promises, beside.today, ours_too=person.side != beside.our_side)
        self.names.set_facts([(_SCRIPTS.get(n.script, _SCRIPTS["other"]), _spelling(n)) for n in person.names])
        self.contacts.fill(contacts.lines(person.contacts, beside.today))
        self.portrait.show_photo(beside.photo, words.initials(person.name))
        self.portrait.setAccessibleName(
            tr("Photo of {name}", name=person.name) if beside.photo else tr("No photo of {name}", name=person.name)
        )
        self.address.show_forms(beside.forms, person.honorific)
        met = self.met.set_facts(contacts.contact_facts(person.contact, person.relationship_owner, beside.today))
        self.cards["met"].setVisible(met)
        known = self.known.set_facts(
            (
                (N_("Nationality"), country_name(person.nationality) or person.nationality),
                (N_("Languages"), ", ".join(LANGUAGE_NAMES.get(code, code) for code in person.languages)),
                (N_("Outside"), words.title_of(person.outward_label) if person.is_sealed else ""),
                (N_("No."), person.code),
                (N_("Sources"), ", ".join(person.source_codes)),
            )
        )
        self.nothing_known.setVisible(not known)
        self.cards["facts"].setVisible(self.disputed.set_facts(facts.source_facts(person.facts)))
        self.notes.setText(person.notes)
        self.cards["notes"].setVisible(bool(person.notes.strip()))

    def focus_first(self) -> None:
        """The keys go to the first list that has lines."""
        lists = (self.positions.lines, self.promises.theirs.lines, self.meetings.lines, self.contacts.lines)
        first = next((one for one in lists if one.lines.rowCount()), None)
        (first or self.add).setFocus()

    @Slot(str, str)
    def _opened(self, kind: str, id: str) -> None:
        said = contacts.copied(kind, id)
        if said:
            self.said.emit(said)
        else:
            self._open_record(kind, id)


def meeting_line(meeting: MeetingLine) -> ListLine:
    """A meeting in another record's card."""
    when = date_time(meeting.starts_at, meeting.time_zone)
    return ListLine(
        meeting.title, when, "", label(meeting.status), STATUS_TONES[meeting.status], ("meeting", meeting.id)
    )


def _position(position: HeldPosition) -> ListLine:
    title = words.title_of(position.title)
    target = ("organisation", position.organisation_id) if position.organisation_id else None
    first, last = position.held_from, position.held_to
    chip = "" if last else tr("now")
    rank = words.rank(position)
    detail = words.joined(words.held(first, last), position.organisation if title else "", rank)
    return ListLine(title or position.organisation, detail, "", chip, "green", target)


_SCRIPTS = {
    "Latn": N_("Latin letters"),
    "Jpan": N_("Kanji"),
    "Kana": N_("Kana"),
    "Deva": N_("Devanagari"),
    "other": N_("Other script"),
}


def _spelling(name: object) -> str:
    full, reading = str(getattr(name, "full", "")), str(getattr(name, "reading", ""))
    return tr("{name} ({reading})", name=full, reading=reading) if reading else full
