"""Agreed minutes: one text that both sides sign, exactly the blocks of domain.md 5.3, in their order.

A short cover text names the parties and the purpose; place and date; the signatures side by side; on a new page the
ATTACHED DOCUMENT with its articles I, 1., (1); then the annexes, the list of attendants first. There is an original for
each side, in which that side stands first (alternat). It belongs to both, so no edition holds anything internal and no
letterhead stands on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.core.enums import Edition, OutwardList, PointKind
from app.core.i18n import N_
from app.documents.content import (
    Block,
    Content,
    Heading,
    KeepTogether,
    Numbered,
    PageBreak,
    Paragraph,
    Signature,
    Signatures,
    Spacer,
    Spans,
    Title,
)
from app.documents.data import MinutesData, Options, PointData, SideData, SignatoryData
from app.documents.kinds import discussion, presence
from app.documents.kinds.discretion import Discretion
from app.documents.kinds.paper import Paper
from app.documents.wording import Writer, language_name

TITLE, NAME = N_("MINUTES OF MEETINGS"), N_("Agreed minutes")
_BLANK = "____________________"
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def build(data: MinutesData, lang: str, options: Options) -> Content:
    """The agreed minutes as neutral content in `lang`; `options.copy_for` is whose original it is."""
    shared = replace(options, edition=Edition.COUNTERPART, excerpt_of="", excerpt_name="")
    first = [side for side in data.sides if side.code == options.copy_for]
    rest = [side for side in data.sides if side.code != options.copy_for]
    paper = Paper(replace(data, sides=(*first, *rest)), lang, shared)
    blocks: list[Block] = [
        _title(paper, bool(first)),
        *paper.notices(),
        Spacer(8),
        *_cover(paper),
        *_signed(paper),
        PageBreak(),
        Title(paper.label(N_("ATTACHED DOCUMENT"))),
        *_articles(paper),
        *_annexes(paper),
    ]
    return paper.finish(NAME, blocks, internal=False)


def _title(paper: Paper, own_copy: bool) -> Title:
    """ "MINUTES OF MEETINGS between A and B on C"; at the end whose original it is."""
    lines: list[Spans] = [paper.writer.other.say(TITLE)] if paper.writer.other else []
    lines.append(_between(paper, paper.writer))
    if paper.other:
        lines.append(_between(paper, paper.other.writer))
    if paper.data.control.reference:
        lines.append(paper.label(N_("No. {reference}"), reference=paper.data.control.reference))
    if own_copy:
        side = paper.data.sides[0]
        lines.append(paper.writer.twice(lambda writer: _original(_discreet(paper, writer).side(side.code), writer)))
    return Title(paper.say(TITLE), tuple(lines))


def _original(side: str, writer: Writer) -> str:
    return writer.say(N_("Original of the {side}"), side=side)


def _discreet(paper: Paper, writer: Writer) -> Discretion:
    return paper.other if paper.other is not None and writer is paper.other.writer else paper.discreet


def _party(paper: Paper, side: SideData, writer: Writer) -> str:
    """What a side is called in the text: the signatory's organisation, else the head's, else the side."""
    discreet = _discreet(paper, writer)
    signatory = _signatory(paper, side)
    if signatory and (name := discreet.text(signatory.organisation) or paper.text(signatory.organisation)):
        return name
    return discreet.side(side.code)


def _signatory(paper: Paper, side: SideData) -> SignatoryData | None:
    return next((one for one in paper.data.signatories if one.side == side.code), None)


def _between(paper: Paper, writer: Writer) -> str:
    subject = _discreet(paper, writer).text(paper.data.subject) or paper.text(paper.data.subject)
    parties = [_party(paper, side, writer) for side in paper.data.sides]
    if len(parties) == 2:
        sentence = N_("between {first} and {second} on {subject}")
        return writer.say(sentence, first=parties[0], second=parties[1], subject=subject)
    return writer.say(N_("between {parties} on {subject}"), parties=writer.joined(*parties), subject=subject)


# -- cover


def _cover(paper: Paper) -> list[Block]:
    """Who met, where, when, for what; what they agreed; in which languages, and which text prevails."""
    preamble = paper.data.preamble
    texts = [(paper.text(preamble), paper.second(preamble))] if paper.text(preamble) else [_twice(paper, _met)]
    texts += [_twice(paper, _agreed), _twice(paper, _authentic)]
    if paper.side_by_side:
        return discussion.columns(paper, [("", first, second) for first, second in texts])
    return [Paragraph(text) for pair in texts for text in pair if text]


def _twice(paper: Paper, words: Callable[[Paper, Writer], str]) -> tuple[str, str]:
    return words(paper, paper.writer), words(paper, paper.other.writer) if paper.other else ""


def _met(paper: Paper, writer: Writer) -> str:
    data = paper.data
    discreet = _discreet(paper, writer)
    return writer.say(
        N_("Representatives of {parties} met on {day} at {place} to discuss the following: {subject}."),
        parties=writer.joined(*(_party(paper, side, writer) for side in data.sides)),
        day=writer.local_day(data.starts_at, data.time_zone),
        place=discreet.text(data.venue) or paper.text(data.venue) or _BLANK,
        subject=discreet.text(data.subject) or paper.text(data.subject),
    )


def _agreed(paper: Paper, writer: Writer) -> str:
    if len(paper.data.sides) > 2:
        return writer.say(
            N_("As a result of the discussions, all sides agreed on the matters set out in the Attached Document.")
        )
    return writer.say(
        N_("As a result of the discussions, both sides agreed on the matters set out in the Attached Document.")
    )


def _authentic(paper: Paper, writer: Writer) -> str:
    first = language_name(paper.writer.lang, writer.lang)
    originals = max(2, len(paper.data.sides))
    if paper.other is None:
        sentence = N_("Done in {n} originals in {language}, each being equally authentic.")
        return writer.say(sentence, n=originals, language=first)
    second = language_name(paper.other.writer.lang, writer.lang)
    sentence = N_("Done in {n} originals, each in {first} and {second}.")
    done = writer.say(sentence, n=originals, first=first, second=second)
    if prevailing := paper.data.prevailing_language:
        sentence = N_("If the texts differ, the {language} text prevails.")
        rule = writer.say(sentence, language=language_name(prevailing, writer.lang))
    else:
        rule = writer.say(N_("Both texts are equally authentic."))
    return f"{done}{'' if writer.lang == 'ja' else ' '}{rule}"


def _signed(paper: Paper) -> list[Block]:
    """Place and date, then a place to sign for each side, side by side."""
    data, writer = paper.data, paper.writer
    place = paper.headline(data.signed_place) or _BLANK
    day = writer.twice(lambda one: one.day(data.signed_on)) if data.signed_on else _BLANK
    places = []
    for side in data.sides:
        who = _signatory(paper, side)
        lines = (who.name, paper.both(who.title), paper.both(who.organisation)) if who else ()
        shown = tuple(line for text in lines for line in text.split("\n") if line)
        places.append(Signature(_for_side(paper, side), shown))
    if not places:
        return [Paragraph(writer.joined(place, day))]
    return [KeepTogether((Spacer(10), Paragraph(writer.joined(place, day)), Spacer(14), Signatures(tuple(places))))]


def _for_side(paper: Paper, side: SideData) -> str:
    """ "For the Japanese side"."""

    def words(writer: Writer) -> str:
        return writer.say(N_("For the {side}"), side=_discreet(paper, writer).side(side.code))

    return paper.writer.twice(words)


# -- attached document


def _articles(paper: Paper) -> list[Block]:
    """Articles I, II ...; paragraphs 1., 2.; the further lines of a paragraph (1), (2)."""
    out: list[Block] = []
    number = 0
    for item in paper.data.items:
        points = item.points
        if paper.text(item.conclusion):
            points += (PointData(PointKind.DISCUSSION, item.conclusion),)
        lines = list(_paragraphs(paper, points))
        if not lines:
            continue
        number += 1
        out.append(Heading(paper.headline(item.title), number=f"{roman(number)}."))
        if paper.side_by_side:
            out += _columns(paper, lines)
        else:
            out += _stacked(lines)
    if not out:
        out.append(Paragraph(paper.label(N_("No articles are recorded."))))
    return out


_Line = tuple[str, str, str, bool]
"""Number, text, text in the second language, whether it is a sub-paragraph."""


def _paragraphs(paper: Paper, points: tuple[PointData, ...]) -> Iterator[_Line]:
    for number, point in enumerate(points, start=1):
        first = _lines(paper.discreet, point)
        second = _lines(paper.other, point) if paper.other and paper.other.text(point.text) else []
        for index, text in enumerate(first):
            label = f"{number}." if index == 0 else f"({index})"
            yield label, text, second[index] if index < len(second) else "", index > 0
        if len(second) > len(first):
            yield "", "", "\n".join(second[len(first) :]), True


def _lines(discreet: Discretion, point: PointData) -> list[str]:
    spans = discussion.said(discreet, replace(point, ref=""))
    text = spans if isinstance(spans, str) else "".join(run.text for run in spans)
    return [line.strip() for line in text.splitlines() if line.strip()] or [""]


def _stacked(lines: list[_Line]) -> list[Block]:
    out: list[Block] = []
    for label, first, second, sub in lines:
        if first:
            out.append(Numbered(label, first, level=2 if sub else 1))
        if second:
            out.append(Paragraph(second, indented=True))
    return out


def _columns(paper: Paper, lines: list[_Line]) -> list[Block]:
    return discussion.columns(paper, [(label, first, second) for label, first, second, _ in lines])


def roman(number: int) -> str:
    """The number in Roman numerals: 4 "IV"."""
    out = ""
    for value, letters in _ROMAN:
        out += letters * (number // value)
        number %= value
    return out


# -- annexes


def _of_attendants(writer: Writer) -> str:
    return writer.say(N_("Annex {no}: {title}"), no=1, title=writer.say(N_("List of attendants")))


def _annexes(paper: Paper) -> list[Block]:
    """Annex 1 is the list of attendants by side; then what else goes with it."""
    out: list[Block] = [PageBreak(), Heading(paper.writer.twice(_of_attendants))]
    if paper.listed is OutwardList.NONE:
        out.append(presence.kept_apart(paper))
    elif paper.listed is OutwardList.COUNTS:
        out.append(presence.counts(paper))
    else:
        tables = [(side, presence.side_table(paper, side)) for side in paper.data.sides]
        for side, table in tables:
            if table:
                out += [Heading(paper.side(side.code), level=2), table]
        nobody = Paragraph(paper.label(N_("No participants are recorded.")))
        out.append(presence.in_precedence(paper) if len(out) > 2 else nobody)
    for number, annex in enumerate(paper.data.annexes, start=2):
        title = paper.writer.beside(paper.headline(annex.title), annex.reference)
        out.append(Heading(paper.say(N_("Annex {no}: {title}"), no=number, title=title)))
    return out
