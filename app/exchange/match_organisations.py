"""Finding the organisations that a name in a file may mean (rules: `matching`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from app.exchange import matching
from app.exchange.match_keys import site_key
from app.exchange.matching import Judged, Match, Reason, judged
from app.exchange.organisation_names import OrganisationKey, key_of

LEAST_ALIKE = 92
LARGEST_BLOCK = 3000
_SAME_FORMS = (frozenset(("kk", "inc")), frozenset(("kk", "ltd")))
"""Legal forms that are one when a name is translated: 株式会社 is Co., Ltd., Inc. or K.K. in English."""


@dataclass(frozen=True, slots=True)
class OrganisationKeys:
    """An organisation as matching sees it. `parents` are ids of the store, or "=core" for one only the file knows."""

    id: str
    names: tuple[str, ...]
    country: str = ""
    parents: tuple[str, ...] = ()
    parent_name: str = ""
    sites: tuple[str, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    code: str = ""
    from_file: bool = False


class OrganisationIndex:
    """Every organisation a row may be: the store's, then those of the file that were new so far."""

    def __init__(self, known: Iterable[OrganisationKeys] = ()) -> None:
        self.known: list[OrganisationKeys] = []
        self._by_core: defaultdict[str, list[int]] = defaultdict(list)
        self._by_short: defaultdict[str, list[int]] = defaultdict(list)
        self._by_site: defaultdict[str, list[int]] = defaultdict(list)
        self._by_number: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        self._by_code: dict[str, int] = {}
        self._blocks: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for one in known:
            self.add(one)

    def add(self, organisation: OrganisationKeys) -> int:
        """Take one in; gives its number."""
        no = len(self.known)
        self.known.append(organisation)
        for name in dict.fromkeys(organisation.names):
            key = key_of(name)
            if no not in self._by_core[key.core]:
                self._by_core[key.core].append(no)
            if key.short:
                self._by_short[key.short].append(no)
            for beginning in _beginnings(key.core):
                self._blocks[beginning].append((key.core, no))
        for site in organisation.sites:
            self._by_site[site].append(no)
        for register, value in organisation.identifiers.items():
            self._by_number[register, value.casefold()].append(no)
        if organisation.code and organisation.from_file:
            self._by_code.setdefault(organisation.code, no)
        return no

    def named(self, name: str) -> int:
        """The one organisation that goes by this name (or this abbreviation), -1 when there is none.

        For people and meetings that name an organisation: one that is spelled letter by letter so comes first, then one
        that stands under no other.
        """
        key = key_of(name)
        found = self._by_core.get(key.core) or self._by_short.get(key.core) or []
        fitting = [no for no in found if any(_same_form(key, key_of(other)) for other in self.known[no].names)]
        if not fitting and len(found) == 1:
            fitting = found
        if not fitting:
            return -1
        return min(fitting, key=lambda no: (name not in self.known[no].names, bool(self.known[no].parents), no))

    def judge(self, row: OrganisationKeys) -> Judged:
        """What the rules say of a row, and which organisation it may be."""
        if row.code and row.code in self._by_code:
            reason = Reason(matching.EQUAL_CODE, {"code": row.code}, 100)
            return Judged(matching.Verdict.SAME, (Match(self._by_code[row.code], 100, (reason,), same=True),))
        keys = [key_of(name) for name in row.names]
        found: dict[int, Match] = {}
        for no in {no for key in keys for no in self._by_core.get(key.core, ())}:
            if match := self._equal(row, keys, no):
                found[no] = match
        if not any(match.same for match in found.values()):
            for match in (*self._by_numbers(row, keys), *self._by_shorts(row, keys), *self._alike(row, keys)):
                found.setdefault(match.no, match)
            for match in self._by_sites(row):
                found.setdefault(match.no, match)
        return judged(list(found.values()))

    def _equal(self, row: OrganisationKeys, keys: list[OrganisationKey], no: int) -> Match | None:
        known = self.known[no]
        reasons = [Reason(matching.EQUAL_NAME, points=80)]
        same = True
        others = [key_of(name) for name in known.names]
        pairs = [(mine, theirs) for mine in keys for theirs in others if mine.core == theirs.core]
        if not any(_same_form(mine, theirs) for mine, theirs in pairs):
            reasons.append(Reason(matching.OTHER_FORM, {"ours": known.names[0], "theirs": row.names[0]}, -15))
            same = False
        if row.parents and known.parents and not set(row.parents) & set(known.parents):
            return None
        if bool(row.parents) != bool(known.parents) and row.parents:
            reasons.append(Reason(matching.OTHER_PARENT, {"ours": known.parent_name, "theirs": row.parent_name}, -10))
            same = False
        if row.country and known.country and row.country != known.country:
            reasons.append(Reason(matching.OTHER_COUNTRY, {"ours": known.country, "theirs": row.country}, -20))
            same = False
        ties, against = _numbers(row, known)
        same = (same or bool(ties)) and not against
        reasons += [*ties, *against, *_sites(row, known)]
        return Match(no, _score(reasons), tuple(reasons), same)

    def _by_numbers(self, row: OrganisationKeys, keys: list[OrganisationKey]) -> Iterable[Match]:
        for register, value in row.identifiers.items():
            for no in self._by_number.get((register, value.casefold()), ()):
                known = self.known[no]
                percent = _likeness(keys, known)
                ties, _ = _numbers(row, known)
                reason = Reason(
                    matching.ALIKE if percent >= LEAST_ALIKE else matching.OTHER_NAME,
                    {"ours": known.names[0], "theirs": row.names[0], "percent": percent},
                    percent // 2,
                )
                reasons = (reason, *ties)
                yield Match(no, _score(reasons), reasons, same=percent >= LEAST_ALIKE)

    def _by_shorts(self, row: OrganisationKeys, keys: list[OrganisationKey]) -> Iterable[Match]:
        for key in keys:
            for short in filter(None, (key.short, key.core)):
                numbers = [
                    *self._by_short.get(short, ()),
                    *(self._by_core.get(short, ()) if short == key.short else ()),
                ]
                for no in dict.fromkeys(numbers):
                    if not _numbers(row, self.known[no])[1]:
                        reason = Reason(matching.SAME_SHORT, {"value": short.upper()}, 60)
                        yield Match(no, 60, (reason, *_sites(row, self.known[no])))

    def _alike(self, row: OrganisationKeys, keys: list[OrganisationKey]) -> Iterable[Match]:
        for key in keys:
            blocks = [block for one in _beginnings(key.core) if (block := self._blocks.get(one))]
            if not blocks:
                continue
            block = min(blocks, key=len)
            if len(block) > LARGEST_BLOCK:
                continue
            for core, no in block:
                percent = int(fuzz.ratio(key.core, core, score_cutoff=LEAST_ALIKE))
                known = self.known[no]
                if percent < LEAST_ALIKE or _digits(core) != _digits(key.core) or _apart(row, known):
                    continue
                params = {"ours": known.names[0], "theirs": row.names[0], "percent": percent}
                reasons = (Reason(matching.ALIKE, params, percent - 40), *_sites(row, known))
                yield Match(no, _score(reasons), reasons)

    def _by_sites(self, row: OrganisationKeys) -> Iterable[Match]:
        for site in row.sites:
            for no in self._by_site.get(site, ()):
                known = self.known[no]
                if not _apart(row, known):
                    reasons = (
                        Reason(matching.SAME_SITE, {"value": site}, 50),
                        Reason(matching.OTHER_NAME, {"ours": known.names[0], "theirs": row.names[0]}),
                    )
                    yield Match(no, 50, reasons)


def sites_of(values: Iterable[str]) -> tuple[str, ...]:
    """Web addresses as they are compared."""
    return tuple(dict.fromkeys(key for value in values if (key := site_key(value))))


def _apart(row: OrganisationKeys, known: OrganisationKeys) -> bool:
    """Whether something says that these are two: other numbers in a register, other codes in one file."""
    codes = bool(row.code and known.code and known.from_file and row.code != known.code)
    other_country = bool(row.country and known.country and row.country != known.country)
    return codes or other_country or bool(_numbers(row, known)[1])


def _numbers(row: OrganisationKeys, known: OrganisationKeys) -> tuple[list[Reason], list[Reason]]:
    ties, against = [], []
    for register, value in row.identifiers.items():
        ours = known.identifiers.get(register, "")
        if ours and ours.casefold() == value.casefold():
            ties.append(Reason(matching.SAME_NUMBER, {"register": register, "value": value}, 50))
        elif ours:
            params = {"register": register, "ours": ours, "theirs": value}
            against.append(Reason(matching.OTHER_NUMBER, params, -20))
    return ties, ([] if ties else against)


def _sites(row: OrganisationKeys, known: OrganisationKeys) -> list[Reason]:
    site = next((one for one in row.sites if one in known.sites), "")
    return [Reason(matching.SAME_SITE, {"value": site}, 20)] if site else []


def _same_form(first: OrganisationKey, second: OrganisationKey) -> bool:
    if not first.form or not second.form or first.form == second.form:
        return True
    return any({first.form, second.form} <= forms for forms in _SAME_FORMS)


def _likeness(keys: list[OrganisationKey], known: OrganisationKeys) -> int:
    return max(int(fuzz.ratio(key.core, key_of(name).core)) for key in keys for name in known.names)


def _beginnings(core: str) -> set[str]:
    return {word[:3] for word in core.split(" ") if len(word) > 1}


def _digits(core: str) -> str:
    return "".join(char for char in core if char.isdigit())


def _score(reasons: Iterable[Reason]) -> int:
    return max(0, min(100, sum(reason.points for reason in reasons)))
