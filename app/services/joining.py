"""Two lines of a record as one: whose words, whose promise, and when they cannot become one."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from app.core.enums import QuoteConsent
from app.core.errors import Refused
from app.core.i18n import N_

if TYPE_CHECKING:
    from app.services.points import PointDraft

_CJK_END = re.compile("[\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uff01-\uff60]$")
_WORST = (QuoteConsent.REFUSED, QuoteConsent.NOT_ASKED, QuoteConsent.GIVEN)


def joined(first: PointDraft, second: PointDraft) -> PointDraft:
    """The one line: the first's place and time, the words of both, the promise that one of them is.

    Raises Refused where joining would say something nobody said: two promises, two speakers, ours and theirs, what
    may leave and what may not.
    """
    if first.is_promise and second.is_promise:
        raise Refused(N_("Both lines are promises, each with an owner and a date of its own: they cannot become one."))
    if first.internal is not second.internal:
        raise Refused(N_("One line is internal and the other may leave the mission: they cannot become one."))
    promise = second if second.is_promise else first
    side = _one(first.side, second.side, N_("The lines are of different sides: they cannot become one."))
    speakers = N_("The lines have different speakers: they cannot become one.")
    person = _one(first.speaker_id or "", second.speaker_id or "", speakers)
    body = _one(first.speaker_org_id or "", second.speaker_org_id or "", speakers)
    return replace(
        promise,
        text=in_one(first.text, second.text),
        text_second=in_one(first.text_second, second.text_second),
        agenda_item_id=first.agenda_item_id,
        side=side,
        speaker_id=person or None,
        speaker_org_id=body or None,
        topic_ids=tuple(dict.fromkeys((*first.topic_ids, *second.topic_ids))),
        anonymised=first.anonymised or second.anonymised,
        departmental_view=first.departmental_view or second.departmental_view,
        is_quote=first.is_quote or second.is_quote,
        quote_consent=min(
            (one.quote_consent for one in (first, second) if one.is_quote),
            key=_WORST.index,
            default=first.quote_consent,
        ),
        source_id=first.source_id or second.source_id,
        said_at=first.said_at or second.said_at,
    )


def _consent(first: PointDraft, second: PointDraft) -> QuoteConsent:
    """The worse of both answers: what one speaker refused is not quoted because the other did not mind."""
    given = [one.quote_consent for one in (first, second) if one.is_quote]
    return min(given, key=_WORST.index, default=first.quote_consent)


def in_one(first: str, second: str) -> str:
    """Both texts, with a blank between them where their script has blanks."""
    if not first or not second:
        return first or second
    return first + ("" if _CJK_END.search(first) else " ") + second


def _one(first: str, second: str, why_not: str) -> str:
    if first and second and first != second:
        raise Refused(why_not)
    return first or second
