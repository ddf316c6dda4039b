"""Minutes of a meeting: exactly the blocks of domain.md 5.1, in their order.

Letterhead and marking, title and reference, subject, when and where, present by side, in attendance and regrets,
agenda, previous minutes, numbered items with summing-up and conclusion, decisions, actions, commitments, next
meeting, closing and approval, distribution, annexes. The internal edition ends in the impressions.
"""

from __future__ import annotations

from app.core.enums import MeetingKind, MeetingRule, RecordKind
from app.core.i18n import N_
from app.documents.content import Block, Content, Facts, Paragraph, Role, Run, Spacer, Spans, plain
from app.documents.data import MinutesData, Options
from app.documents.kinds import discussion, outcomes, presence
from app.documents.kinds.blocks import letterhead
from app.documents.kinds.paper import Paper
from app.documents.wording import MODES, RULES, Writer, language_name

TITLES: dict[RecordKind, tuple[str, str]] = {
    RecordKind.MINUTES: (N_("MINUTES OF THE MEETING"), N_("Minutes of the meeting")),
    RecordKind.RECORD_OF_DISCUSSION: (N_("RECORD OF DISCUSSION"), N_("Record of discussion")),
    RecordKind.AGREED_MINUTES: (N_("AGREED MINUTES"), N_("Agreed minutes")),
    RecordKind.NOTE_FOR_FILE: (N_("NOTE FOR FILE"), N_("Note for file")),
    RecordKind.AIDE_MEMOIRE: (N_("AIDE-MÉMOIRE"), N_("Aide-mémoire")),
    RecordKind.PRESS_LINE: (N_("PRESS LINE"), N_("Press line")),
}
"""A record's title as paper sets it, and as the file's own title says it."""


def build(data: MinutesData, lang: str, options: Options) -> Content:
    """The minutes as neutral content in `lang`."""
    paper = Paper(data, lang, options)
    title, name = TITLES[data.record_kind]
    blocks: list[Block] = [
        letterhead(data.mission, paper.writer),
        paper.title(title),
        *paper.notices(),
        Spacer(4),
        facts(paper),
        *presence.present(paper),
        *presence.others_present(paper),
        *discussion.agenda(paper),
        *discussion.previous(paper),
        *discussion.items(paper),
        *outcomes.decisions(paper),
        *outcomes.followups(paper, N_("Action points"), N_("Action"), paper.data.actions),
        *outcomes.followups(paper, N_("Commitments"), N_("Commitment"), paper.data.commitments),
        *outcomes.next_meeting(paper),
        *outcomes.closing(paper),
        *outcomes.distribution(paper),
        *outcomes.annexes(paper),
        *impressions(paper),
    ]
    return paper.finish(name, blocks)


def facts(paper: Paper) -> Facts:
    """Subject, when, where, language, and the meeting's rule where it is no notice."""
    data, writer, label = paper.data, paper.writer, paper.label
    both = data.meeting_kind is MeetingKind.CALL
    rows: list[tuple[str, Spans]] = [
        (label(N_("Subject")), (Run(paper.both(data.subject), bold=True),)),
        (label(N_("Date")), writer.local_day(data.starts_at, data.time_zone)),
        (label(N_("Time")), writer.span(data.starts_at, data.ends_at, data.time_zone, both=both)),
        (label(N_("Venue")), place(paper)),
        (label(N_("Language")), languages(data, writer)),
    ]
    if data.meeting_rule in RULES and data.meeting_rule is not MeetingRule.CHATHAM_HOUSE:
        rows.append((label(N_("Meeting rule")), label(RULES[data.meeting_rule])))
    return Facts(tuple((label, value) for label, value in rows if plain(value)))


def place(paper: Paper) -> str:
    """Room and venue."""
    data = paper.data
    first = paper.writer.joined(paper.text(data.room), paper.text(data.venue))
    second = paper.writer.joined(paper.second(data.room), paper.second(data.venue))
    return "\n".join(part for part in (first, second) if part)


def languages(data: MinutesData, writer: Writer) -> str:
    """How it was interpreted, and between which languages."""
    names = writer.joined(*(language_name(tag, writer.lang) for tag in data.interpretation))
    return writer.beside(writer.word(MODES, data.language_mode), names)


def impressions(paper: Paper) -> list[Block]:
    """The block that never leaves; `paper` has no comment in any other edition."""
    text = paper.text(paper.data.comment)
    if not text:
        return []
    notice = paper.say(N_("For the mission only. This part is in no copy for the other side."))
    return [paper.heading(N_("Impressions and comment")), Paragraph(notice, Role.NOTICE), Paragraph(text)]
