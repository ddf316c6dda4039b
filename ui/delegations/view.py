"""A delegation as it is read and filled: its members in their order; counts, meetings, purpose and notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.enums import MemberCategory
from app.core.formats import number
from app.core.i18n import N_, tr
from app.core.wording import label
from app.queries.delegations import DelegationDetail
from ui.delegations import words
from ui.delegations.members_list import MembersList
from ui.delegations.members_presenter import MembersPresenter
from ui.desk import Desk
from ui.kit.card import Card
from ui.kit.dialogs import ask_text
from ui.kit.line_list import LineList, ListCard
from ui.kit.picker import ReferenceEdit, Search
from ui.kit.record import Loaded
from ui.kit.record_pane import Head, RecordView
from ui.kit.scroll import ScrollPage
from ui.kit.text import Heading, Label, PlainLabel
from ui.theme import theme

AskText = Callable[..., str | None]


def head(loaded: Loaded) -> Head:
    """What stands over the delegation."""
    one: DelegationDetail = loaded.detail
    others = [one.names[lang] for lang in ("ja", "hi") if one.names.get(lang, one.name) != one.name]
    facts = [*others[:1], one.organisation, words.days(one.arrives_on, one.leaves_on)]
    listed = len(one.members)
    chips = [
        (words.side(one.side), "neutral"),
        (words.status(one.status, one.list_version), words.DELEGATION_TONES[one.status]),
    ]
    tone = words.size_tone(one.announced_size, listed)
    if tone:
        chips.append((words.size(one.announced_size, listed), tone))
    return Head(one.name, "", facts, chips)


class CountCard(Card):
    """How many of each: a line a body or a category, the larger numbers first."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__(title, name=name)
        self.words = PlainLabel()
        self.words.setWordWrap(True)
        self.words.setObjectName(f"{name}.text")
        self.add(self.words)

    def show_counts(self, counts: Counter[str]) -> None:
        """Show `counts`; a single one or none says nothing and hides the card."""
        self.words.setText(
            "\n".join(tr("{count}  {name}", count=number(n), name=name) for name, n in counts.most_common())
        )
        self.setVisible(bool(counts))


class DelegationView(RecordView):
    """Members at the left, the rest at the right."""

    def __init__(self, desk: Desk, people: Search, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._follow = ""
        self.ask_text: AskText = ask_text
        self.presenter = MembersPresenter(desk, self)
        self.list = MembersList()
        self.add = ReferenceEdit(
            people,
            "delegations.members.add",
            N_("Make a new person “{text}”"),
            self._create,
            N_("Add a person: any part of any name, in any script"),
        )
        self.add.setAccessibleName(tr("Add a member"))
        self.count = Label("", "secondary")
        self.count.setObjectName("delegations.members.count")
        self.nobody = Label(N_("Nobody is listed yet. Type a name above, in the order the sender gave."), "soft")
        self.nobody.setWordWrap(True)
        self.hint = Label(
            N_("H head   P principal   G government   N industry   I interpreter   R press   B body   "
               "Alt ↑↓ move   Del take off"),
            "faint",
        )  # fmt: skip
        self.hint.setWordWrap(True)
        self.parts = CountCard(N_("By body"), "delegations.parts")
        self.categories = CountCard(N_("By category"), "delegations.categories")
        meetings = LineList("delegations.meetings", 12)
        meetings.opened.connect(self._opened)
        self.meetings = ListCard(
            N_("Meetings"), meetings, N_("No meeting is planned for it yet."), "delegations.card.meetings"
        )
        self.purpose, self.notes = PlainLabel(), PlainLabel()
        self.purpose_card, self.notes_card = Card(N_("Purpose")), Card(N_("Notes"))
        for label_, card in ((self.purpose, self.purpose_card), (self.notes, self.notes_card)):
            label_.setWordWrap(True)
            card.add(label_)
        self._build()
        self._wire()

    def _build(self) -> None:
        card = QFrame()
        card.setProperty("role", "card")
        card.setObjectName("delegations.card.members")
        top = QHBoxLayout()
        top.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(8))
        top.addWidget(Heading(N_("Members")))
        top.addStretch(1)
        top.addWidget(self.count)
        line = QHBoxLayout()
        line.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(8))
        line.addWidget(self.add)
        below = QVBoxLayout()
        below.setContentsMargins(theme.px(16), theme.px(6), theme.px(16), 0)
        below.addWidget(self.nobody)
        below.addWidget(self.hint)
        column = QVBoxLayout(card)
        column.setContentsMargins(1, 0, 1, theme.px(10))
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(line)
        column.addWidget(self.list, 1)
        column.addLayout(below)
        column.addStretch(0)
        side = QWidget()
        side.setProperty("role", "page")
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, theme.px(4), theme.px(16))
        right.setSpacing(theme.px(12))
        for one in (self.parts, self.categories, self.meetings, self.purpose_card, self.notes_card):
            right.addWidget(one)
        right.addStretch(1)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, theme.px(16))
        left.addWidget(card)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(12))
        row.addLayout(left, 8)
        row.addWidget(ScrollPage(side), 5)
        self.setFocusProxy(self.list)

    def _wire(self) -> None:
        self.add.edited.connect(self._chosen)
        self.presenter.followed.connect(self._follow_person)
        self.list.head_wanted.connect(self.presenter.toggle_head)
        self.list.category_wanted.connect(self._set_category)
        self.list.part_wanted.connect(self._ask_part)
        self.list.move_wanted.connect(self.presenter.move)
        self.list.remove_wanted.connect(self.presenter.remove)
        self.list.open_wanted.connect(self._open_person)
        self.list.members.dropped.connect(self.presenter.drop)

    def show_record(self, loaded: Loaded) -> None:
        one: DelegationDetail = loaded.detail
        other = self.presenter.delegation is None or self.presenter.delegation.id != one.id
        self.presenter.delegation = one
        if other:
            self.add.set_value(None)
        current = self.list.current()
        keep = self._follow or (current.person_id if current and not other else "")
        self.list.members.set_rows(one.members)
        if keep and self.list.go_to(keep):
            self._follow = ""
        self.count.set_data(words.size(one.announced_size, len(one.members)))
        self.list.setVisible(bool(one.members))
        self.hint.setVisible(bool(one.members))
        self.nobody.setVisible(not one.members)
        self.parts.show_counts(Counter({part: n for part, n in one.parts.items() if part}))
        kinds = Counter(member.category for member in one.members)
        self.categories.show_counts(Counter({label(MemberCategory(kind)): n for kind, n in kinds.items()}))
        self.meetings.fill([words.meeting_line(meeting) for meeting in one.meetings])
        self.purpose.setText(one.purpose)
        self.purpose_card.setVisible(bool(one.purpose.strip()))
        self.notes.setText(one.notes)
        self.notes_card.setVisible(bool(one.notes.strip()))

    def focus_first(self) -> None:
        """The keys go to the members, or to the line that adds the first."""
        if self.list.members.rows:
            self.list.setFocus()
        else:
            self.add.edit.setFocus()

    # ---- slots -----------------------------------------------------------------------------------------------------

    @Slot()
    def _chosen(self) -> None:
        id, title = self.add.value(), self.add.title()
        if id is not None:
            self.add.set_value(None)
            self.presenter.add(str(id), title)

    def _create(self, text: str) -> None:
        self.add.set_value(None)
        self.presenter.create(text)

    @Slot(str)
    def _follow_person(self, person_id: str) -> None:
        self._follow = person_id
        self.list.go_to(person_id)

    @Slot(list, str)
    def _set_category(self, ids: list[str], category: str) -> None:
        self.presenter.set_category(ids, MemberCategory(category))

    @Slot(list)
    def _ask_part(self, ids: list[str]) -> None:
        part = self.ask_text(
            self,
            N_("Body inside the delegation"),
            N_("METI, JETRO or a firm: the body these people stand for in the list. Leave it empty for none."),
            N_("Set"),
            False,
        )
        if part is not None and ids:
            self.presenter.set_part(ids, part)

    @Slot(str)
    def _open_person(self, id: str) -> None:
        self._desk.navigation.open("person", id)

    @Slot(str, str)
    def _opened(self, kind: str, id: str) -> None:
        self._desk.navigation.open(kind, id)
