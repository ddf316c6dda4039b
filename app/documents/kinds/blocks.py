"""Blocks that every kind of document shares: letterhead, what each page carries, who is a side, tables of people."""

from __future__ import annotations

from collections.abc import Iterable

from app.core.enums import UNRANKED_ROLES, Attendance, MeetingRule, ParticipantRole, RecordStatus
from app.core.i18n import N_
from app.core.ltext import pick
from app.core.names import PersonSnapshot
from app.documents.content import Block, Cell, Column, Content, Furniture, Letterhead, Paragraph, Role, Row
from app.documents.data import (
    SHORT_HASH,
    ControlData,
    MissionData,
    ParticipantData,
    SideData,
    SideGroup,
    Text,
)
from app.documents.wording import CHATHAM_HOUSE, CHATHAM_HOUSE_AHEAD, ROLES, Writer

_FINISHED = frozenset({RecordStatus.APPROVED, RecordStatus.ISSUED})
_LEADING = (ParticipantRole.CHAIR, ParticipantRole.HEAD)
_STAMPED, _REGISTERED = "jp", "eu"
INTERNAL = N_("INTERNAL – NOT TO LEAVE THE MISSION")


def letterhead(mission: MissionData, writer: Writer) -> Letterhead:
    """The mission's name in the document's language, its other names, section and address."""
    name = writer.text(mission.name)
    others = tuple(other for other in mission.name.values() if other and other != name)
    lines = (writer.text(mission.section), writer.text(mission.address), mission.contact.strip())
    return Letterhead(name, others, tuple(line for line in lines if line), mission.emblem_png)


def furniture(control: ControlData, writer: Writer, *, draftable: bool = True, internal: bool = False) -> Furniture:
    """Marking in capitals, TLP label, draft line, and reference, version, hash, date and copy number at the foot.

    Markings stand as their scheme prescribes (domain.md 2.1): top and bottom centre; Japan's as a stamp at the top
    right; the European Union's with the registration number on each page. `internal` adds the mission's own.
    """
    say = writer.say
    notice = ""
    if control.status is RecordStatus.SUPERSEDED:
        notice = say(N_("SUPERSEDED by a later version"))
    elif draftable and control.status not in _FINISHED:
        notice = say(N_("DRAFT v{version} – not for circulation"), version=control.version)
    foot = [control.reference, f"v{control.version}", writer.local_day(control.issued_at)]
    if control.content_hash:
        foot.append(f"SHA-256 {control.content_hash[:SHORT_HASH]}")
    if writer.options.copy_no:
        foot.append(say(N_("Copy {number}"), number=writer.options.copy_no))
    if writer.mission.sample:
        foot.append(say(N_("Illustrative sample")))
    markings = [*control.markings, *([say(INTERNAL)] if internal else [])]
    registered = control.scheme == _REGISTERED and control.reference
    return Furniture(
        marking=" · ".join(marking.upper() for marking in markings if marking),
        tlp=control.tlp.upper(),
        footer="  ·  ".join(part for part in foot if part),
        notice=notice,
        page_of=say(N_("Page {page} of {pages}")),
        stamped=control.scheme == _STAMPED and bool(control.markings),
        corner=say(N_("Registration No. {reference}"), reference=control.reference) if registered else "",
    )


def notices(
    mission: MissionData, rule: MeetingRule, writer: Writer, *, correction: str = "", ahead: bool = False
) -> list[Paragraph]:
    """What a reader must know before the first line: that this corrects another version, the Chatham House Rule (of a
    meeting still `ahead`, or held), and that a sample is a sample."""
    out = []
    if correction:
        out.append(Paragraph(correction, Role.NOTICE))
    if rule is MeetingRule.CHATHAM_HOUSE:
        out.append(Paragraph(writer.label(CHATHAM_HOUSE_AHEAD if ahead else CHATHAM_HOUSE), Role.NOTICE))
    if mission.sample:
        sentence = writer.say(N_("Illustrative sample: people, statements and promises are invented."))
        out.append(Paragraph(sentence, Role.REMARK))
    return out


def correction(control: ControlData, changes: str, writer: Writer) -> str:
    """What a corrected version says of itself (4.6, 17); "" for a first version."""
    if not control.replaces:
        return ""
    reference = control.reference or writer.say(N_("this record"))
    if not changes:
        sentence = N_("This version replaces version {version} of {reference}.")
        return writer.say(sentence, version=control.replaces, reference=reference)
    sentence = N_("This version replaces version {version} of {reference}; what changed: {changes}")
    return writer.say(sentence, version=control.replaces, reference=reference, changes=changes)


def finish(title: str, control: ControlData, writer: Writer, page: Furniture, blocks: Iterable[Block]) -> Content:
    """The content, with properties that name the mission and the reference and no person."""
    return Content(
        lang=writer.lang,
        title=f"{title} – {control.reference}" if control.reference else title,
        author=writer.text(writer.mission.name),
        issued_at=control.issued_at,
        furniture=page,
        blocks=tuple(blocks),
        paper=writer.mission.paper.value,
    )


def side_label(side: SideData | SideGroup, writer: Writer) -> str:
    """ "Japanese side", or the side's own label."""
    return writer.side(side.code, side.state, side.label)


def in_order(participants: Iterable[ParticipantData]) -> list[ParticipantData]:
    """Head first, then the given order; interpreters, note-takers, security, staff last (domain.md 2.1; 4.6, 9)."""
    return sorted(participants, key=_place)


def _place(participant: ParticipantData) -> int:
    if participant.role in UNRANKED_ROLES:
        return 2
    return 0 if participant.role in _LEADING else 1


def person_columns(writer: Writer, *, numbered: bool) -> tuple[Column, ...]:
    """No., name, title, organisation."""
    number = (Column(writer.say(N_("No.")), width=8),) if numbered else ()
    return (
        *number,
        Column(writer.twice(_name), share=3),
        Column(writer.twice(_title), share=3.3),
        Column(writer.twice(_organisation), share=3.3),
    )


def _name(writer: Writer) -> str:
    return writer.catalogue.in_context("document", "Name")


def _title(writer: Writer) -> str:
    return writer.catalogue.in_context("document", "Title")


def _organisation(writer: Writer) -> str:
    return writer.catalogue.in_context("document", "Organisation")


def person_cells(
    person: PersonSnapshot, writer: Writer, *, role: ParticipantRole = ParticipantRole.MEMBER, note: Text = ""
) -> tuple[Cell, Cell, Cell]:
    """Name with its other script below, title with the role below, organisation: as they were on the day."""
    title = writer.text(person.title)
    role_word = writer.word(ROLES, role)
    shown = () if role_word.casefold() == title.casefold() else (role_word,)
    second = _second(person.title, title, writer)
    below = "\n".join(part for part in (second, *shown, writer.text(note)) if part)
    organisation = writer.text(person.organisation)
    return (
        Cell(writer.name(person), writer.second(person)),
        Cell(title, below) if title else Cell(below),
        Cell(organisation, _second(person.organisation, organisation, writer)),
    )


def _second(text: Text, first: str, writer: Writer) -> str:
    second = writer.other.text(text) if writer.other else ""
    return second if second != first else ""


def person_rows(participants: Iterable[ParticipantData], writer: Writer, *, numbered: bool) -> list[Row]:
    """One row a participant; the unranked have no number. A sealed one stands by the outward label, or not at all."""
    rows = []
    number = 0
    for one in in_order(participants):
        label = pick(one.outward_label, writer.lang) if one.sealed else ""
        if one.sealed and not label:
            continue
        ranked = one.role not in UNRANKED_ROLES
        number += ranked
        note = writer.text(one.note)
        if one.status is Attendance.LEFT_EARLY and not note:
            note = writer.say(N_("left early"))
        cells = (
            (Cell(label), Cell(""), Cell(""))
            if one.sealed
            else person_cells(one.person, writer, role=one.role, note=note)
        )
        rows.append(Row((Cell(str(number) if ranked else "–"), *cells) if numbered else cells))
    return rows
