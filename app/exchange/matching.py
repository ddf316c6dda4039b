"""Whether somebody in a file is somebody we know: by rules that can be said aloud, and never by a score alone.

People. What a row and a record share is looked at in two ways, the name and the ties.

| name | ties | verdict |
|---|---|---|
| equal | e-mail, telephone or organisation (or another way to reach them) in common | same |
| equal | an organisation alone, while both have e-mails and titles that differ | unsure (namesakes in one office) |
| equal, and the file says nothing else of them | - | same when only one is called so, else unsure |
| equal | nothing in common, or the domain of the e-mail alone | unsure |
| reading equal, initials agree, a word fewer, or spelled alike (>= 88 of 100) | one in common | unsure |
| the same | nothing in common, and not both with an organisation | unsure (alike: from 94) |
| the same | organisations of both known and different | new |
| other | the e-mail in common, and it is nobody's shared mailbox | unsure |
| any | the same code within one file | same |

"Equal" is after folding, in any script, whatever the order of words, honorifics off. Several that would be "same" are
"unsure".

Organisations.

| name | else | verdict |
|---|---|---|
| equal, legal form equal or left out | no contradiction | same |
| equal | another country or another parent | unsure (no match when both parents are known) |
| equal or alike | the same number in a register | same |
| equal but for the legal form; abbreviation in brackets equal; alike (>= 92 of 100) | - | unsure |
| equal or alike | different numbers in the same register | equal: unsure; alike: new |
| other | the same web address or number in a register | unsure |
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from app.core.i18n import N_


class Verdict(StrEnum):
    """What the rules say of a row."""

    NEW = "new"
    SAME = "same"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against: a msgid, its params, its points."""

    message: str
    params: Mapping[str, Any] = field(default_factory=dict)
    points: int = 0


@dataclass(frozen=True, slots=True)
class Match:
    """One record that a row may be: its number in the index, the score (0 to 100), why. `same` says that the rules are
    satisfied; otherwise somebody has to be asked."""

    no: int
    score: int
    reasons: tuple[Reason, ...]
    same: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on a row, and whom it may be, best first."""

    verdict: Verdict
    matches: tuple[Match, ...] = ()


OFFERED = 6
"""Candidates that are shown for one row."""
EQUAL_NAME = N_("The name is the same.")
EQUAL_CODE = N_("The code is the same: {code}.")
NOTHING_ELSE = N_("The file says nothing that would tell them apart.")
SAME_READING = N_("The reading is the same: {reading}.")
INITIALS = N_("The initials agree: {ours} and {theirs}.")
WORD_FEWER = N_("One name has a word more: {ours} and {theirs}.")
ALIKE = N_("The names are spelled alike ({percent} of 100): {ours} and {theirs}.")
OTHER_NAME = N_("The name is another one: {ours} and {theirs}.")
SAME_EMAIL = N_("The e-mail address is the same: {value}.")
SAME_PHONE = N_("The telephone number is the same: {value}.")
SAME_WAY = N_("The address is the same: {value}.")
SAME_ORGANISATION = N_("The organisation is the same: {name}.")
SAME_DOMAIN = N_("The e-mail address belongs to the website of their organisation: {value}.")
OTHER_ORGANISATION = N_("The organisation is another one: {ours} and {theirs}.")
OTHER_EMAIL_AND_TITLE = N_("E-mail address and title are other ones: perhaps a namesake in the same organisation.")
SEVERAL = N_("Several records fit.")
SAME_NUMBER = N_("The number in the register is the same: {register} {value}.")
OTHER_NUMBER = N_("The number in the register is another one: {register} {ours} and {theirs}.")
OTHER_FORM = N_("The legal form is another one: {ours} and {theirs}.")
SAME_SHORT = N_("The abbreviation is the same: {value}.")
SAME_SITE = N_("The web address is the same: {value}.")
OTHER_COUNTRY = N_("The country is another one: {ours} and {theirs}.")
OTHER_PARENT = N_("It stands under another organisation: {ours} and {theirs}.")


def judged(matches: Sequence[Match]) -> Judged:
    """The verdict that follows from the matches of one row."""
    best = tuple(sorted(matches, key=lambda match: (-match.same, -match.score, match.no))[:OFFERED])
    sure = [match for match in best if match.same]
    if len(sure) > 1 and sure[0].score >= sure[1].score + 15:
        sure = sure[:1]  # an e-mail in common outweighs a namesake in the same organisation
    if len(sure) == 1:
        return Judged(Verdict.SAME, best)
    if sure:
        several = Reason(SEVERAL)
        best = tuple(Match(match.no, match.score, (*match.reasons, several)) if match.same else match for match in best)
    return Judged(Verdict.UNSURE if best else Verdict.NEW, best)
