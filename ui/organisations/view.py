"""An organisation as it is read: people there now, meetings, what stands under it; names, facts, notes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.enums import OrgNameKind
from app.core.formats import number
from app.core.i18n import N_, ptr, tr
from app.core.wording import country_name, label
from app.queries.organisations import OrganisationDetail
from ui.kit.card import Card
from ui.kit.fact_grid import FactGrid
from ui.kit.line_list import LineList, ListCard, ListLine
from ui.kit.record import Loaded
from ui.kit.record_pane import Head, RecordView
from ui.kit.scroll import ScrollPage
from ui.kit.text import Label, PlainLabel
from ui.organisations import words
from ui.theme import theme

_NAME_LABELS = {
    OrgNameKind.LEGAL.value: N_("Legal name"),
    OrgNameKind.SHORT.value: N_("Short name"),
    OrgNameKind.ABBREVIATION.value: N_("Abbreviation"),
    OrgNameKind.NATIVE.value: N_("Own script"),
    OrgNameKind.FORMER.value: N_("Former name"),
    OrgNameKind.PRESS_VARIANT.value: N_("In the press"),
}


def head(loaded: Loaded) -> Head:
    """What stands over the organisation."""
    body: OrganisationDetail = loaded.detail
    native = next((text for text, lang, _ in body.names if text != body.name and lang in ("ja", "hi")), "")
    facts = [native, label(body.kind), country_name(body.country) or body.country]
    if body.parent:
        facts.append(tr("part of {name}", name=body.parent))
    chips = [(words.side(body.side), "neutral")]
    if body.is_group:
        chips.append((ptr("organisation", "Group"), "accent"))
    if body.is_fictional:
        chips.append((ptr("organisation", "Fictional"), "neutral"))
    return Head(body.name, "", facts, chips)


class OrganisationView(RecordView):
    """Two columns of cards. `open_record(kind, id)` goes somewhere else."""

    def __init__(self, open_record: Callable[[str, str], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._open_record = open_record
        self.people = ListCard(
            N_("People there now"), self._lines("organisations.people"), N_("Nobody is known there yet."),
            "organisations.card.people",
        )  # fmt: skip
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
        self.cards = {"names": Card(N_("Names")), "known": Card(N_("Known")), "notes": Card(N_("Notes"))}
        self.cards["names"].add(self.names)
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
            (left, (self.people, self.meetings)),
            (right, (self.cards["names"], self.above, self.children_card, self.cards["known"], self.cards["notes"])),
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
        self.people.fill(
            [ListLine(p.name, p.title, p.native, target=("person", p.id)) for p in body.people],
            number(len(body.people)) if body.people else "",
        )
        self.meetings.fill([words.meeting_line(meeting) for meeting in body.meetings])
        self.children_card.fill([ListLine(name, target=("organisation", id)) for id, name in body.children])
        above = [ListLine(body.parent, target=("organisation", body.parent_id))] if body.parent_id else []
        self.above.fill(above)
        self.names.set_facts([(_NAME_LABELS[kind], text) for text, _, kind in body.names])
        known = self.facts.set_facts(
            (
                (N_("Website"), body.website),
                (N_("Sectors"), ", ".join(body.sectors)),
                (N_("No."), body.code),
                (N_("Sources"), ", ".join(body.source_codes)),
            )
        )
        self.nothing_known.setVisible(not known)
        self.notes.setText(body.notes)
        self.cards["notes"].setVisible(bool(body.notes.strip()))

    def focus_first(self) -> None:
        """The keys go to the first list that has lines."""
        lists = [card.lines for card in (self.people, self.meetings, self.children_card, self.above)]
        (next((one for one in lists if one.lines.rowCount()), lists[0])).setFocus()

    @Slot(str, str)
    def _opened(self, kind: str, id: str) -> None:
        self._open_record(kind, id)
