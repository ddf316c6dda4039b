"""A record on its way to paper: what this copy may hold, in which language or languages, and who may be named.

Every kind of record is built from one of these, so that editions, attribution and a second language are decided once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from app.core.enums import Bilingual, Edition, OutwardList, RecordKind
from app.core.i18n import N_
from app.documents.content import Block, Cell, Content, Heading, Spans, Title
from app.documents.data import MinutesData, Options, Text
from app.documents.kinds.blocks import correction, finish, furniture, notices
from app.documents.kinds.discretion import Discretion
from app.documents.kinds.editions import for_copy
from app.documents.wording import Writer

Sides = Callable[[Writer], Mapping[str, str]]


class Paper:
    """One copy of one record. `discreet` speaks the document's language, `other` its second one, if it has two.

    `sides` gives sides other names than the usual ones.
    """

    def __init__(self, data: MinutesData, lang: str, options: Options, *, sides: Sides | None = None) -> None:
        self.data = for_copy(data, options)
        self.options = options
        signed = data.record_kind is RecordKind.AGREED_MINUTES  # its text is what stands in both languages
        turned = signed and lang == data.second_language
        second = data.first_language if turned else data.second_language
        self.writer = Writer(lang, data.mission, options, second=second)
        self.say, self.label = self.writer.say, self.writer.label
        self.discreet = Discretion(data, self.writer, sides(self.writer) if sides else None)
        other = self.writer.other
        self.other = Discretion(data, other, sides(other) if sides else None) if other else None
        self.hidden = self.discreet.hidden
        self.internal = options.internal
        self.side_by_side = self.other is not None and data.bilingual is Bilingual.SIDE_BY_SIDE

    @property
    def listed(self) -> OutwardList:
        """What this copy says of the participants."""
        if self.hidden:
            return OutwardList.NONE
        return OutwardList.FULL if self.internal else self.data.outward_list

    # -- texts

    def text(self, text: Text) -> str:
        """`text` in the document's language, names withheld where the rule asks for it."""
        return self.discreet.text(text)

    def second(self, text: Text) -> str:
        """`text` in the second language; "" if there is none or it says the same."""
        if self.other is None:
            return ""
        second = self.other.text(text)
        return second if second != self.discreet.text(text) else ""

    def both(self, text: Text) -> str:
        """`text` in the one language or in both, one below the other."""
        return "\n".join(part for part in (self.text(text), self.second(text)) if part)

    def cell(self, text: Text) -> Cell:
        """A cell with the second language below."""
        return Cell(self.text(text), self.second(text))

    def headline(self, text: Text) -> str:
        """`text` for a heading: in two languages "Finance / 資金調達"."""
        return " / ".join(part for part in (self.text(text), self.second(text)) if part)

    def side(self, code: str) -> str:
        """A side's label, in both languages if there are two."""
        first = self.discreet.side(code)
        second = self.other.side(code) if self.other else ""
        return f"{first} / {second}" if second and second != first else first

    def heading(self, message: str, level: int = 1) -> Heading:
        """A heading of marked words."""
        return Heading(self.label(message), level)

    # -- front and end

    def title(self, message: str, *lines: Spans) -> Title:
        """The title, in its second language too; then the reference, whose excerpt it is, and `lines`."""
        texts: list[Spans] = []
        if self.writer.other:
            texts.append(self.writer.other.say(message))
        if reference := self.data.control.reference:
            texts.append(self.label(N_("No. {reference}"), reference=reference))
        if self.options.edition is Edition.EXCERPT:
            texts.append(self.label(N_("Excerpt for {name}"), name=self.writer.text(self.options.excerpt_name)))
        return Title(self.say(message), (*texts, *lines))

    def notices(self) -> list[Block]:
        """Correction, meeting rule, sample."""
        control = self.data.control
        changed = correction(control, self.text(control.changes), self.writer)
        return list(notices(self.data.mission, self.data.meeting_rule, self.writer, correction=changed))

    def finish(self, title: str, blocks: Iterable[Block], *, internal: bool | None = None) -> Content:
        """The content; `internal` adds the mission's own marking (default: for the internal edition)."""
        marked = self.internal if internal is None else internal
        page = furniture(self.data.control, self.writer, internal=marked)
        return finish(self.say(title), self.data.control, self.writer, page, blocks)
