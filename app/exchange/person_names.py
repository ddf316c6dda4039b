"""A person's name as a cell has it: honorifics taken off and kept, the script seen, parts only where the writer marked
them.

Nothing is split by guess (domain.md 4.6, 2). Three marks of a writer's own are believed: columns of their own for the
parts; a family name in capitals before or behind the rest (YAMADA Haruo, Haruo YAMADA; the Japanese rule of 2020); and
"Family, Given" where a whole column is so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from app.core.enums import NameOrder, Script
from app.core.text import clean_line
from app.exchange.records import WrittenName

_PREFIXES = (
    *("mr", "mrs", "ms", "miss", "mx", "messrs", "dr", "dr.-ing", "prof", "professor", "sir", "dame", "shri", "shree"),
    *("smt", "shrimati", "kumari", "km", "kum", "sushri", "thiru", "tmt", "selvi", "hon", "honble"),
    *("hon'ble", "honourable", "honorable", "h.e", "he", "excellency", "amb", "ambassador", "rev", "fr", "adv", "er"),
    *("capt", "col", "lt", "gen", "maj", "brig", "cmde", "atty", "engr", "rt", "most", "very", "right", "the"),
    *("his", "her", "madam", "mme", "herr", "frau", "senator", "sen", "congressman", "datuk"),
)
_ALONE = frozenset(
    ("he", "the", "his", "her", "most", "very", "right", "rt", "er", "km", "fr", "gen", "sen", "kum", "kumari", "adv")
)
"""Words that are an honorific only beside another one, or with their point ("H.E.", "the Rt Hon", "Er.")."""
_SCRIPTS = frozenset(Script)
_WORD = "|".join(sorted((re.escape(word) for word in _PREFIXES), key=len, reverse=True))
_LEADING = re.compile(
    rf"^(?P<all>(?:[(（](?:{_WORD})\.?[)）]\s*|(?:{_WORD})(?:\.\s*|\s+|\s*(?=[(（])))+)(?=\S)", re.IGNORECASE
)
_PIECE = re.compile(r"[^\s.()（）]+(?:\.[^\s.()（）]+)*\.?")
_OTHER_LEADING = re.compile(
    r"^(?P<all>(?:(?:श्रीमती|श्री|सुश्री|कुमारी|डॉ\.?|डा\.?|प्रो\.?|माननीय|महामहिम)(?:\s+|(?<=\.)))+)(?=\S)"
)
_TRAILING = re.compile(r"^(?P<name>.{2,}?)\s*(?P<all>様|氏|殿|さん|先生|閣下|女史|जी|साहब)$")
_ESQ = re.compile(r"^(?P<name>.+?),?\s+(?P<all>esq\.?)$", re.IGNORECASE)
_KANA_ONLY = re.compile("^[\u3040-\u30ff\uff66-\uff9f\\s・]+$")
_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u3005\uff66-\uff9f]")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]")
_DEVANAGARI = re.compile("[\u0900-\u097f]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_LETTERED = re.compile(r"[^\W\d_]")
_POST_NOMINALS = frozenset(
    (
        *(
            "MP",
            "MSP",
            "MLA",
            "MLC",
            "MEP",
            "MS",
            "TD",
            "KC",
            "QC",
            "SC",
            "OBE",
            "MBE",
            "CBE",
            "KBE",
            "DBE",
            "PC",
            "MD",
        ),
        *(
            "JD",
            "CPA",
            "PHD",
            "MBA",
            "LLB",
            "CESO",
            "JR",
            "SR",
            "II",
            "III",
            "IV",
            "IAS",
            "IFS",
            "IPS",
            "IRS",
            "AO",
            "AM",
        ),
        *("AC", "FRS", "FCA", "RN", "DVM", "DDM", "RND", "LLM", "USA", "UK"),
    )
)


@dataclass(frozen=True, slots=True)
class TakenOff:
    """A name and the honorific that stood with it, as written."""

    name: str
    honorific: str = ""


def script_of(text: str) -> Script:
    """The script a name is written in; Latin where nothing tells."""
    if _KANA_ONLY.match(text):
        return Script.KANA
    if _HANGUL.search(text):
        return Script.OTHER
    if _JAPANESE.search(text):
        return Script.JAPANESE
    if _DEVANAGARI.search(text):
        return Script.DEVANAGARI
    return Script.LATIN if _LATIN.search(text) or not _LETTERED.search(text) else Script.OTHER


def language_of(script: str) -> str:
    """The language a script tells of: Japanese and Hindi; Latin letters tell none."""
    return {Script.JAPANESE: "ja", Script.KANA: "ja", Script.DEVANAGARI: "hi"}.get(Script(script), "")


@lru_cache(maxsize=1 << 13)
def without_honorific(text: str) -> TakenOff:
    """A cell "H.E. Mr. YAMADA Haruo" is YAMADA Haruo with "H.E. Mr."; "Dr. (Ms.) Rao", "श्रीमती राव" and "山田太郎 様"
    likewise.

    A peerage (Lord, Baroness) belongs to the name. A name that is nothing but an honorific is left alone.
    """
    line = clean_line(text)
    taken: list[str] = []
    found = _OTHER_LEADING.match(line) or _LEADING.match(line)
    if found and _is_honorific(found["all"]) and _LETTERED.search(line[found.end() :]):
        taken.append(found["all"].strip())
        line = line[found.end() :].strip()
    behind = _TRAILING.match(line) or _ESQ.match(line)
    if behind:
        taken.append(behind["all"])
        line = behind["name"].strip().rstrip(",")
    return TakenOff(line, " ".join(taken))


def _is_honorific(words: str) -> bool:
    pieces = _PIECE.findall(words)
    if not pieces:
        return True  # श्री and its like need no second look
    for piece in pieces:
        bare = piece.rstrip(".").casefold()
        if bare not in _ALONE or piece.endswith(".") or "." in piece:
            return True
    return False


def spelled(
    full: str = "",
    *,
    family: str = "",
    given: str = "",
    middle: str = "",
    suffix: str = "",
    reading: str = "",
    script: str = "",
    order: str = "",
    lang: str = "",
    commas: bool = False,
    capitals: bool = False,
) -> WrittenName:
    """One spelling from a table's cells, honorifics taken off already.

    `commas` says that the whole column is "Family, Given", `capitals` that it writes the family name in capitals.
    """
    seen = Script(script) if script in _SCRIPTS else script_of(full or family + given)
    name = WrittenName(clean_line(full), clean_line(family), clean_line(given), clean_line(middle),
                       suffix=clean_line(suffix), reading=clean_line(reading), script=seen, order=order,
                       lang=lang or language_of(seen))  # fmt: skip
    if name.family or name.given:
        return _from_parts(name)
    if commas and "," in name.full:
        return _from_commas(name)
    return _from_capitals(name, sure=capitals) if seen is Script.LATIN else name


def _from_parts(name: WrittenName) -> WrittenName:
    given = " ".join(part for part in (name.given, name.middle) if part)
    if not (name.family and given):
        return replace(name, full=name.full or name.family or given, order=name.order or NameOrder.SINGLE)
    east = name.script in (Script.JAPANESE, Script.KANA)
    order = (
        name.order
        or _order_in(name.full, name.family, given)
        or (NameOrder.FAMILY_FIRST if east else NameOrder.GIVEN_FIRST)
    )
    if name.full:
        return replace(name, order=order)
    parts = [name.family, given] if order == NameOrder.FAMILY_FIRST else [given, name.family]
    full = ("" if name.script == Script.JAPANESE else " ").join(parts)
    return replace(name, full=f"{full} {name.suffix}".strip(), order=order)


def _order_in(full: str, family: str, given: str) -> str:
    """The order in which the parts stand in the whole name, "" when it does not say."""
    if not full:
        return ""
    at, other = full.casefold().find(family.casefold()), full.casefold().find(given.casefold())
    if at < 0 or other < 0 or at == other:
        return ""
    return NameOrder.FAMILY_FIRST if at < other else NameOrder.GIVEN_FIRST


def _from_commas(name: WrittenName) -> WrittenName:
    family, _, rest = name.full.partition(",")
    given, _, suffix = rest.partition(",")
    taken = without_honorific(given)
    family, given, suffix = clean_line(family), taken.name, clean_line(suffix)
    if not given or not family:
        return replace(name, full=family or given)
    full = " ".join(part for part in (given, family, suffix) if part)
    return replace(name, full=full, family=family, given=given, suffix=suffix, prefix=taken.honorific,
                   order=NameOrder.GIVEN_FIRST)  # fmt: skip


def _from_capitals(name: WrittenName, *, sure: bool) -> WrittenName:
    words = name.full.split()
    capital = [_is_capital(word) for word in words]
    if len(words) < 2 or all(capital) or not any(capital):
        return name
    first = capital.index(False) if capital[0] else 0
    last = len(words) - 1 - capital[::-1].index(False) if capital[-1] else len(words) - 1
    if first and not any(capital[first:]) and (sure or max(map(len, words[:first])) > 2):
        family, given, order = words[:first], words[first:], NameOrder.FAMILY_FIRST
    elif last < len(words) - 1 and not any(capital[: last + 1]) and (sure or len(words[-1]) > 3):
        family, given, order = words[last + 1 :], words[: last + 1], NameOrder.GIVEN_FIRST
    else:
        return name
    return replace(name, family=" ".join(map(_lowered, family)), given=" ".join(given), order=order)


def _is_capital(word: str) -> bool:
    letters = [char for char in word if char.isalpha()]
    if len(letters) < 2 or word.rstrip(".,").upper().replace(".", "") in _POST_NOMINALS:
        return False
    return all(char.isupper() for char in letters) and "." not in word


def _lowered(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word.replace("’", "'"))


def has_commas(values: Sequence[str]) -> bool:
    """Whether a column is "Family, Given" throughout: all but one in twenty of its names."""
    written = [value for value in values if value.strip()]
    with_comma = sum(1 for value in written if re.match(r"^[^,]{2,},\s*\S", value))
    return len(written) >= 1 and with_comma >= len(written) * 0.95 and with_comma >= min(3, len(written))


def has_capitals(values: Sequence[str]) -> bool:
    """Whether a column writes family names in capitals: four in five of its names."""
    written = [value for value in values if len(value.split()) > 1]
    marked = sum(1 for value in written if _from_capitals(WrittenName(value), sure=True).family)
    return len(written) >= 3 and marked >= len(written) * 0.8
