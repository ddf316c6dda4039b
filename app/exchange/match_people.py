"""Finding the people that a row of a file may be, among 100,000 in a fraction of a millisecond (rules: `matching`).

Whom to compare at all is found by keys: the sorted words of the name, its reading, e-mail, telephone, and for names
that are only alike the rarest beginning of three letters (a tenth of the time of comparing with everybody, nine of ten
of what that would find).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from app.exchange import matching
from app.exchange.match_keys import (
    email_key,
    initials_agree,
    is_part_of,
    is_shared_box,
    name_key,
    phone_key,
    site_of_email,
    words_of,
)
from app.exchange.matching import Judged, Match, Reason, judged

LEAST_ALIKE = 88
LEAST_ALIKE_ALONE = 94
LARGEST_BLOCK = 4000
"""Names in a block beyond which a beginning tells nothing."""
SHARED_BY = 3
"""People with one mailbox or number from which on it is an office's."""


@dataclass(frozen=True, slots=True)
class PersonKeys:
    """A person as matching sees them, from the store or from a row. Organisations are ids of the store, or "=core" for
    one that only the file knows; `others` are further ways (folded), `sites` hosts of their organisations' websites."""

    id: str
    names: tuple[str, ...]
    readings: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    organisation_name: str = ""
    titles: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    code: str = ""
    from_file: bool = False


@dataclass(slots=True)
class _Block:
    """The names of which a word begins alike: their keys, and whose they are."""

    keys: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


class PeopleIndex:
    """Everybody a row may be: the store's people, then the rows of the file that were new so far."""

    def __init__(self, known: Iterable[PersonKeys] = ()) -> None:
        self.known: list[PersonKeys] = []
        self._by_name: defaultdict[str, list[int]] = defaultdict(list)
        self._by_reading: defaultdict[str, list[int]] = defaultdict(list)
        self._by_email: defaultdict[str, list[int]] = defaultdict(list)
        self._by_phone: defaultdict[str, list[int]] = defaultdict(list)
        self._by_code: dict[str, int] = {}
        self._blocks: defaultdict[str, _Block] = defaultdict(_Block)
        self._with_initials: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for person in known:
            self.add(person)

    def add(self, person: PersonKeys) -> int:
        """Take somebody in; gives their number."""
        no = len(self.known)
        self.known.append(person)
        for name in person.names:
            words = words_of(name)
            key = " ".join(words)
            self._by_name[key].append(no)
            initials = False
            for word in words:
                if len(word) < 2:
                    initials = True
            for beginning in {word[:3] for word in words if len(word) > 1}:
                block = self._blocks[beginning]
                block.keys.append(key)
                block.numbers.append(no)
                if initials:
                    self._with_initials[beginning].append((key, no))
        for reading in person.readings:
            self._by_reading[name_key(reading)].append(no)
        for email in person.emails:
            self._by_email[email_key(email)].append(no)
        for phone in person.phones:
            if key := phone_key(phone):
                self._by_phone[key].append(no)
        if person.code and person.from_file:
            self._by_code.setdefault(person.code, no)
        return no

    def judge(self, row: PersonKeys) -> Judged:
        """What the rules say of a row, and whom it may be."""
        if row.code and row.code in self._by_code:
            no = self._by_code[row.code]
            reason = Reason(matching.EQUAL_CODE, {"code": row.code}, 100)
            return Judged(matching.Verdict.SAME, (Match(no, 100, (reason,), same=True),))
        equal = {no for name in row.names for no in self._by_name.get(name_key(name), ())}
        numbered = [no for no in equal if row.code and row.code == self.known[no].code]
        if len(numbered) == 1:  # our own list comes home: of two of one name it is the one with its number
            said = (Reason(matching.EQUAL_NAME, points=60), Reason(matching.EQUAL_CODE, {"code": row.code}, 40))
            return Judged(matching.Verdict.SAME, (Match(numbered[0], 100, said, same=True),))
        matches = [self._equal(row, no, alone=len(equal) == 1) for no in equal]
        alike: dict[int, tuple[str, str, int]] = {}
        if not any(match.same for match in matches):
            for no, found in self._alike(row).items():
                if no not in equal:
                    alike[no] = found
            matches += [match for no, found in alike.items() if (match := self._weighed(row, no, found))]
            matches += self._by_box(row, equal | alike.keys())
        return judged(matches)

    def _equal(self, row: PersonKeys, no: int, *, alone: bool) -> Match:
        known = self.known[no]
        ties = self._ties(row, known)
        reasons = [Reason(matching.EQUAL_NAME, points=60), *ties]
        same = any(tie.message != matching.SAME_DOMAIN for tie in ties)
        if [tie.message for tie in ties] == [matching.SAME_ORGANISATION] and _are_namesakes(row, known):
            reasons.append(Reason(matching.OTHER_EMAIL_AND_TITLE, points=-15))
            same = False
        if not ties:
            if _other_organisation(row, known):
                reasons.append(_said_other_organisation(row, known))
            elif alone and _says_nothing_else(row, known):
                reasons.append(Reason(matching.NOTHING_ELSE, points=10))
                same = True
        return Match(no, _score(reasons), tuple(reasons), same)

    def _ties(self, row: PersonKeys, known: PersonKeys) -> list[Reason]:
        ties = []
        emails = {email_key(email): email for email in row.emails}
        shared = next((email for email in known.emails if email_key(email) in emails), "")
        if shared:
            ties.append(Reason(matching.SAME_EMAIL, {"value": shared}, 30))
        phones = {key for phone in row.phones if (key := phone_key(phone))}
        phone = next((phone for phone in known.phones if phone_key(phone) in phones), "") if phones else ""
        if phone:
            ties.append(Reason(matching.SAME_PHONE, {"value": phone}, 20))
        if set(row.organisations) & set(known.organisations):
            ties.append(Reason(matching.SAME_ORGANISATION, {"name": row.organisation_name}, 25))
        elif not shared:
            host = next((site for email in row.emails if (site := site_of_email(email)) in known.sites), "")
            if host:
                ties.append(Reason(matching.SAME_DOMAIN, {"value": host}, 15))
        other = next((way for way in row.others if way in known.others), "")
        if other and not ties:
            ties.append(Reason(matching.SAME_WAY, {"value": other}, 15))
        if row.code and row.code == known.code and not ties:
            ties.append(Reason(matching.EQUAL_CODE, {"code": row.code}, 30))
        return ties

    def _alike(self, row: PersonKeys) -> dict[int, tuple[str, str, int]]:
        """Number -> (what the names have in common, the known name's key, percent)."""
        found: dict[int, tuple[str, str, int]] = {}
        for reading in row.readings:
            for no in self._by_reading.get(name_key(reading), ()):
                found.setdefault(no, (matching.SAME_READING, reading, 55))
        for name in row.names:
            words = words_of(name)
            has_initial = _has_initial(words)
            for key, no in self._near(words):
                if no in found:
                    continue
                other = tuple(key.split(" "))
                if (has_initial or _has_initial(other)) and initials_agree(words, other):
                    found[no] = (matching.INITIALS, key, 50)
                elif len(words) != len(other) and is_part_of(words, other):
                    found[no] = (matching.WORD_FEWER, key, 50)
                elif len(words) > 1 or len(words[0]) > 3:
                    percent = int(fuzz.ratio(" ".join(words), key))
                    if percent >= LEAST_ALIKE and len(other) > 1:
                        found[no] = (matching.ALIKE, key, percent)
        return found

    def _near(self, words: tuple[str, ...]) -> list[tuple[str, int]]:
        blocks = self._blocks
        beginnings = sorted(
            {word[:3] for word in words if len(word) > 1}, key=lambda one: len(blocks[one].keys) if one in blocks else 0
        )
        if not beginnings:
            return []
        near: list[tuple[str, int]] = []
        block = blocks.get(beginnings[0])
        if block is not None and len(block.keys) <= LARGEST_BLOCK:
            keys, numbers = block.keys, block.numbers
            if len(keys) < 40 or _has_initial(words):
                near += zip(keys, numbers, strict=True)
            else:
                typed = " ".join(words)
                alike = process.extract(typed, keys, scorer=fuzz.ratio, score_cutoff=LEAST_ALIKE - 24, limit=20)
                near += [(keys[at], numbers[at]) for _, _, at in alike]
        for beginning in beginnings:
            few = self._with_initials.get(beginning, [])
            if len(few) <= LARGEST_BLOCK // 10:
                near += few
        return near

    def _weighed(self, row: PersonKeys, no: int, found: tuple[str, str, int]) -> Match | None:
        message, key, percent = found
        known = self.known[no]
        ties = self._ties(row, known)
        if not ties:
            if _other_organisation(row, known) or (message == matching.ALIKE and percent < LEAST_ALIKE_ALONE):
                return None
            if message == matching.INITIALS and not (row.organisations or known.organisations):
                return None
        params = (
            {"reading": key}
            if message == matching.SAME_READING
            else {"ours": known.names[0], "theirs": row.names[0], "percent": percent}
        )
        points = percent - 45 if message == matching.ALIKE else percent
        reasons = [Reason(message, params, points), *ties]
        return Match(no, min(95, _score(reasons)), tuple(reasons))

    def _by_box(self, row: PersonKeys, seen: Iterable[int]) -> list[Match]:
        found = {}
        for email in row.emails:
            owners = self._by_email.get(email_key(email), [])
            if is_shared_box(email) or len(owners) >= SHARED_BY:
                continue
            for no in set(owners) - set(seen):
                known = self.known[no]
                reasons = (
                    Reason(matching.SAME_EMAIL, {"value": email}, 50),
                    Reason(matching.OTHER_NAME, {"ours": known.names[0], "theirs": row.names[0]}, 0),
                )
                found[no] = Match(no, 50, reasons)
        return list(found.values())


def _has_initial(words: Iterable[str]) -> bool:
    return 1 in map(len, words)


def _score(reasons: Sequence[Reason]) -> int:
    return max(0, min(100, sum(reason.points for reason in reasons)))


def _other_organisation(row: PersonKeys, known: PersonKeys) -> bool:
    return bool(row.organisations and known.organisations) and not set(row.organisations) & set(known.organisations)


def _said_other_organisation(row: PersonKeys, known: PersonKeys) -> Reason:
    return Reason(matching.OTHER_ORGANISATION, {"ours": known.organisation_name, "theirs": row.organisation_name}, -15)


def _are_namesakes(row: PersonKeys, known: PersonKeys) -> bool:
    both = bool(row.emails and known.emails and row.titles and known.titles)
    return both and not set(row.titles) & set(known.titles)


def _says_nothing_else(row: PersonKeys, known: PersonKeys) -> bool:
    if row.organisations or row.emails or row.phones or row.others:
        return False
    if row.code and known.code and row.code != known.code:
        return False
    return not row.titles or not set(row.titles) - set(known.titles)
