"""Words of organisations for cells, cards, heads and conflicts."""

from __future__ import annotations

from app.core.enums import MeetingStatus, OrgNameKind
from app.core.formats import date_plain, date_time, list_join
from app.core.i18n import N_, language, ptr, tr
from app.core.ltext import pick
from app.core.wording import label, side_name
from app.queries.organisations import OrganisationDetail
from app.queries.people import MeetingLine
from app.queries.posts import PostHolder
from ui.kit.line_list import ListLine
from ui.kit.searches import LANGUAGE_NAMES

STATUS_TONES = {
    MeetingStatus.REQUESTED: "neutral",
    MeetingStatus.TENTATIVE: "neutral",
    MeetingStatus.CONFIRMED: "accent",
    MeetingStatus.HELD: "green",
    MeetingStatus.POSTPONED: "amber",
    MeetingStatus.CANCELLED: "red",
}

NAME_LABELS = {
    OrgNameKind.LEGAL.value: N_("Legal name"),
    OrgNameKind.SHORT.value: N_("Short name"),
    OrgNameKind.ABBREVIATION.value: N_("Abbreviation"),
    OrgNameKind.NATIVE.value: N_("Own script"),
    OrgNameKind.FORMER.value: N_("Former name"),
    OrgNameKind.PRESS_VARIANT.value: N_("In the press"),
}
_USES = {"list": N_("lists"), "letter": N_("letters"), "badge": N_("badges")}
REGISTERS = {
    "CIN": N_("CIN (India)"),
    "GSTIN": N_("GSTIN (India)"),
    "corporate-number": N_("Corporate number (Japan)"),
    "LEI": N_("LEI"),
}
"""Registers that many organisations are in; any other code stands as it is."""


def register_name(code: str) -> str:
    """A register as a label's msgid."""
    return REGISTERS.get(code, code)


def name_facts(body: OrganisationDetail) -> list[tuple[str, str]]:
    """Every name with its kind and language, and where it is used in the interface's language."""
    found = []
    for text, lang, kind in body.names:
        uses = [tr(_USES[purpose]) for purpose, used in body.used_names.items() if used == text and purpose in _USES]
        told = [LANGUAGE_NAMES.get(lang, lang)]
        if uses and len(body.names) > 1:
            told.append(tr("for {uses}", uses=list_join(uses)))
        found.append((NAME_LABELS[kind], tr("{name} ({facts})", name=text, facts="; ".join(told))))
    return found


def post_line(post: PostHolder) -> ListLine:
    """Somebody in a post of the organisation, with from when to when."""
    held = ""
    if post.held_from and post.held_to:
        held = tr("{first} – {last}", first=date_plain(post.held_from), last=date_plain(post.held_to))
    elif post.held_from:
        held = tr("since {day}", day=date_plain(post.held_from))
    elif post.held_to:
        held = tr("until {day}", day=date_plain(post.held_to))
    chip = tr("Do not contact") if post.do_not_contact else ptr("person", "Sealed") if post.is_sealed else ""
    tone = "red" if post.do_not_contact else "violet"
    detail = joined(pick(post.title, language()), held)
    return ListLine(post.name, detail, post.native, chip, tone, ("person", post.person_id))


def side(code: str) -> str:
    """A side's name; "" is decided anew for each meeting."""
    return side_name(code) if code else tr("Decided per meeting")


def joined(*parts: str) -> str:
    """Facts side by side; a dot is no sentence."""
    return " · ".join(part for part in parts if part)


def meeting_line(meeting: MeetingLine) -> ListLine:
    """A meeting in the organisation's card."""
    when = date_time(meeting.starts_at, meeting.time_zone)
    tone = STATUS_TONES[meeting.status]
    return ListLine(meeting.title, when, "", label(meeting.status), tone, ("meeting", meeting.id))


def yes_no(value: bool) -> str:
    """A checked box in words."""
    return ptr("answer", "Yes") if value else ptr("answer", "No")
