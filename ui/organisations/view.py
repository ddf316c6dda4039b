"""An organisation as it is read: people there now, meetings, what stands under it; names, facts, notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.formats import number
from app.core.i18n import N_, language, ptr, tr
from app.core.ltext import pick
from app.core.wording import country_name, label
from app.queries.organisations import OrganisationDetail
from app.queries.posts import PostHolder
from app.queries.timeline import Promises
from ui.kit.card import Card, FactsLine
from ui.kit.fact_grid import FactGrid
from ui.kit.line_list import LineList, ListCard, ListLine
from ui.kit.record import Loaded
from ui.kit.record_pane import Head, RecordView
from ui.kit.scroll import ScrollPage
from ui.kit.text import Label, PlainLabel
from ui.organisations import words
from ui.register import contacts, facts
from ui.register.promises import PromiseCards
from ui.theme import theme


def head(loaded: Loaded) -> Head:
    """What stands over the organisation."""
    body: OrganisationDetail = loaded.detail
    native = next((text for text, lang, _ in body.names if text != body.name and lang in ("ja", "hi")), "")
    facts = [native, label(body.kind), country_name(body.country) or body.country]
    if body.parent:
        facts.append(tr("part of {name}", name=body.parent))
    chips = [(words.side(body.side), "neutral")]
    due = contacts.due_chip(body.contact)
    if due is not None:
        chips.append(due)
    if body.is_group:
        chips.append((ptr("organisation", "Group"), "accent"))
    if body.is_fictional:
        chips.append((ptr("organisation", "Fictional"), "neutral"))
    return Head(body.name, "", facts, chips)


@dataclass(slots=True)
class Beside:
    """What is shown and typed beside an organisation's own fields: who holds its posts, its topics' names, the day."""

    parent: str = ""
    posts: Sequence[PostHolder] = ()
    topics: Mapping[str, str] = field(default_factory=dict)
    promises: Promises = field(default_factory=lambda: Promises((), ()))
    today: date = date.min
    our_side: str = ""


class OrganisationView(RecordView):
    """Two columns of cards. `open_record(kind, id)` goes somewhere else."""

    said = Signal(str)
    """Something was done that is worth a notice."""

    def __init__(self, open_record: Callable[[str, str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_record = open_record
        self.people = ListCard(
            N_("People there now"), self._lines("organisations.people"), N_("Nobody is known there yet."),
            "organisations.card.people",
        )  # fmt: skip
        self.former = ListCard(
            N_("Who held a post there before"), self._lines("organisations.former"), "", "organisations.card.former"
        )
        self.contacts = ListCard(
            N_("Ways to reach it"), self._lines("organisations.contacts"), "", "organisations.card.contacts"
        )
        self.promises = PromiseCards("organisations")
        for card in (self.promises.theirs, self.promises.ours):
            card.lines.opened.connect(self._opened)
        self.meetings = ListCard(
            N_("Meetings"), self._lines("organisations.meetings"), N_("There has been no meeting with it yet."),
            "organisations.card.meetings",
        )  # fmt: skip
        self.children_card = ListCard(
            N_("What stands under it"), self._lines("organisations.children"), "", "organisations.card.children"
        )
        self.above = ListCard(N_("Part of"), self._lines("organisations.parent"), "", "organisations.card.parent")
        self.names = FactGrid("organisations.names", 104)
        self.facts = FactGrid("organisations.known", 104)
        self.nothing_known = Label(N_("Nothing is noted yet."), "soft")
        self.notes = PlainLabel()
        self.notes.setObjectName("organisations.notes")
        self.notes.setWordWrap(True)
        self.contact = FactGrid("organisations.contact", 104)
        self.disputed = FactGrid("organisations.sources", 104)
        self.topics = FactsLine()
        self.cards = {
            "contact": Card(N_("Contact"), name="organisations.card.contact"),
            "names": Card(N_("Names"), name="organisations.card.names"),
            "known": Card(N_("Known"), name="organisations.card.known"),
            "facts": Card(N_("What the sources say"), name="organisations.card.facts"),
            "notes": Card(N_("Notes"), name="organisations.card.notes"),
        }
        self.cards["contact"].add(self.contact)
        self.cards["facts"].add(self.disputed)
        self.cards["names"].add(self.names)
        self.cards["known"].add(self.topics)
        self.cards["known"].add(self.facts)
        self.cards["known"].add(self.nothing_known)
        self.cards["notes"].add(self.notes)
        self._build()

    def _lines(self, name: str) -> LineList:
        lines = LineList(name, 12)
        lines.opened.connect(self._opened)
        return lines

    def _build(self) -> None:
        inner = QWidget()
        inner.setProperty("role", "page")
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, theme.px(4), theme.px(16))
        row.setSpacing(theme.px(12))
        left, right = QVBoxLayout(), QVBoxLayout()
        parts: tuple[tuple[QVBoxLayout, Sequence[QWidget]], ...] = (
            (left, (self.people, self.promises.theirs, self.promises.ours, self.meetings, self.former)),
            (
                right,
                (
                    self.cards["contact"],
                    self.contacts,
                    self.cards["names"],
                    self.above,
                    self.children_card,
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
        self.setFocusProxy(self.people.lines)

    def show_record(self, loaded: Loaded) -> None:
        body: OrganisationDetail = loaded.detail
        beside: Beside = loaded.beside
        self._show_people(beside)
        self.promises.fill(beside.promises, beside.today, ours_too=body.side != beside.our_side)
        self.meetings.fill([words.meeting_line(meeting) for meeting in body.meetings])
        self.children_card.fill(
            [ListLine(name, target=("organisation", id)) for id, name in body.children],
            number(len(body.children)) if body.children else "",
        )
        above = [ListLine(body.parent, target=("organisation", body.parent_id))] if body.parent_id else []
        self.above.fill(above)
        self.contacts.fill(contacts.lines(body.contacts, beside.today))
        met = self.contact.set_facts(contacts.contact_facts(body.contact, body.relationship_owner, beside.today))
        self.cards["contact"].setVisible(met)
        self.names.set_facts(words.name_facts(body))
        self._show_known(body)
        disputed = self.disputed.set_facts(facts.source_facts(body.facts))
        self.cards["facts"].setVisible(disputed)
        self.notes.setText(body.notes)
        self.cards["notes"].setVisible(bool(body.notes.strip()))

    def _show_people(self, beside: Beside) -> None:
        now = [post for post in beside.posts if post.held_to is None or post.held_to >= beside.today]
        past = [post for post in beside.posts if post not in now]
        self.people.fill([words.post_line(post) for post in now], number(len(now)) if now else "")
        self.former.fill([words.post_line(post) for post in past], number(len(past)) if past else "")

    def _show_known(self, body: OrganisationDetail) -> None:
        tags = [(sector, "neutral") for sector in body.sectors]
        tags += [(pick(name, language()), "accent") for _, name in body.topics]
        self.topics.set_facts((), tags)
        self.topics.setVisible(bool(tags))
        known = self.facts.set_facts(
            (
                (N_("Website"), body.website),
                *((words.register_name(code), number) for code, number in body.identifiers.items()),
                (N_("No."), body.code),
                (N_("Sources"), ", ".join(body.source_codes)),
            )
        )
        self.nothing_known.setVisible(not known and not tags)

    def focus_first(self) -> None:
        """The keys go to the first list that has lines."""
        lists = [card.lines for card in (self.people, self.meetings, self.children_card, self.above, self.contacts)]
        (next((one for one in lists if one.lines.rowCount()), lists[0])).setFocus()

    @Slot(str, str)
    def _opened(self, kind: str, id: str) -> None:
        said = contacts.copied(kind, id)
        if said:
            self.said.emit(said)
        else:
            self._open_record(kind, id)
