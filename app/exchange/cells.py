"""Small things that cells say: nothing at all in many words, ways to reach somebody, countries, languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from app.core.calendar_words import plain_digits
from app.core.enums import ContactKind
from app.core.text import clean, clean_line, fold
from app.exchange.records import Way

_NOTHING = frozenset(
    map(
        fold,
        ("-", "--", "—", "–", "_", "__", "n/a", "na", "n.a.", "nil", "none", "null", "not available", ".", "?", "なし",
         "無し", "該当なし", "ー", "－", "कोई नहीं", "लागू नहीं", "#n/a", "tbc", "tba", "nan"),
    )
)  # fmt: skip
_EMAIL = re.compile(r"[^\s@,;<>()\[\]\"'／、]+@[^\s@,;<>()\[\]\"'／、]+\.[^\s@,;<>()\[\]\"'／、]+")
_PHONE_BREAK = re.compile(r"\s*(?:[;；|\n、]|(?<=\d)\s*/\s*(?=[+\d(])|,\s*(?=[+(]?\d{4}))\s*")
_FAX_BEHIND = re.compile(r"^(.*?\d)\s*(T/?F|TELEFAX|FAX|F)\.?$", re.IGNORECASE)
_LABEL_BEHIND = re.compile(r"^(.*?\d)\s*(TL|T|M|DL|TEL)\.?$")
_LABEL_BEFORE = re.compile(
    r"^(?P<label>tel|telephone|phone|ph|mobile|mob|cell|fax|office|direct|work|home|電話|携帯|ファックス|FAX|TEL|フリー|दूरभाष|मोबाइल|फैक्स)"
    r"\.?\s*(?:no\.?)?\s*[:：]?\s*(?=[+(\d０-９])",
    re.IGNORECASE,
)
_MOBILE = frozenset(map(fold, ("mobile", "mob", "cell", "携帯", "मोबाइल", "m")))
_FAX = frozenset(map(fold, ("fax", "f", "tf", "t/f", "telefax", "ファックス", "फैक्स")))


def filled(text: str) -> str:
    """What a cell says on one line; "" for the many ways of writing nothing ("-", "N/A", "なし")."""
    line = clean_line(text)
    return "" if len(line) < 16 and fold(line) in _NOTHING else line


def paragraphs(text: str) -> str:
    """What a cell says with its line ends; "" for nothing."""
    return clean(text).strip() if filled(text) else ""


def parts(text: str) -> list[str]:
    """The values of a cell that holds several: behind semicolons, line ends, 、 and vertical bars."""
    return [part for part in (filled(piece) for piece in re.split(r"[;；|\n、]", clean(text))) if part]


def emails(text: str, kind: str = ContactKind.EMAIL) -> list[Way]:
    """Every address in a cell ("a@x.jp; b@x.jp", "Rao <rao@x.in>"); what holds none is kept as it is."""
    line = filled(plain_digits(text).replace("[at]", "@").replace("(at)", "@"))
    found = [Way(kind, match.rstrip(".")) for match in _EMAIL.findall(line)]
    return found or ([Way(kind, line)] if line else [])


def phones(text: str, kind: str = ContactKind.OFFICE) -> list[Way]:
    """Every number in a cell, as written: "8845-3218; 8845-3220 F" is a telephone and a fax. An extension without a
    number of its own ("local 7940") stays with the number before it."""
    found: list[Way] = []
    for piece in _PHONE_BREAK.split(clean(text)):
        value = filled(piece)
        if not value:
            continue
        before = _LABEL_BEFORE.match(value)
        label = fold(before["label"]) if before else ""
        number = value[before.end() :] if before else value
        behind = _FAX_BEHIND.match(number)
        if behind:
            label, number = fold(behind[2]), behind[1]
        elif short := _LABEL_BEHIND.match(number):
            label, number = fold(short[2]), short[1]
        digits = sum(char.isdigit() for char in plain_digits(number))
        if digits < 5 and found and not before:
            found[-1] = Way(found[-1].kind, f"{found[-1].value}, {value}", found[-1].label)
        elif label in _FAX and kind != ContactKind.FAX:
            found.append(Way(ContactKind.FAX, number))
        else:
            found.append(Way(ContactKind.MOBILE if label in _MOBILE else kind, number))
    return found


def unique(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Without those that say the same twice."""
    kept: dict[tuple[str, str], Way] = {}
    for way in ways:
        kept.setdefault((way.kind, fold(way.value)), way)
    return tuple(kept.values())


_OTHER_COUNTRIES = {
    "uk": "GB", "great britain": "GB", "britain": "GB", "england": "GB", "usa": "US", "u.s.a.": "US", "u.s.": "US",
    "united states of america": "US", "america": "US", "korea": "KR", "south korea": "KR", "republic of korea": "KR",
    "rok": "KR", "north korea": "KP", "russia": "RU", "russian federation": "RU", "holy see": "VA", "vatican": "VA",
    "viet nam": "VN", "czech republic": "CZ", "uae": "AE", "turkey": "TR", "türkiye": "TR", "burma": "MM",
    "ivory coast": "CI", "brunei darussalam": "BN", "lao pdr": "LA", "laos": "LA", "bharat": "IN", "भारत": "IN",
    "日本国": "JP", "韓国": "KR", "米国": "US", "英国": "GB", "印": "IN", "日": "JP", "republic of india": "IN",
    "indian": "IN", "japanese": "JP", "hong kong": "HK", "macau": "MO", "taiwan": "TW", "timor leste": "TL",
    "united kingdom of great britain and northern ireland": "GB", "european union": "EU", "netherlands": "NL",
    "the netherlands": "NL", "china": "CN", "prc": "CN", "people's republic of china": "CN", "iran": "IR",
}  # fmt: skip


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    # Babel takes 22 ms to come in and is needed only where a file names countries.
    from babel import Locale

    table: dict[str, str] = {}
    for lang in ("en", "ja", "hi"):
        for code, name in Locale(lang).territories.items():
            if len(code) == 2 and code.isalpha():
                table.setdefault(fold(str(name)), code)
    table.update({fold(name): code for name, code in _OTHER_COUNTRIES.items()})
    return table


def country(text: str) -> str:
    """The ISO 3166-1 alpha-2 code a cell means by code or name in English, Japanese or Hindi; "" when none is known."""
    line = filled(text)
    if not line:
        return ""
    known = _countries()
    if len(line) == 2 and line.isascii() and line.isalpha() and line.upper() in known.values():
        return line.upper()
    return known.get(fold(line), "")


def side(text: str) -> str:
    """The side a cell means: a state's code ("JP", "Japan", "Japanese side")."""
    line = re.sub(r"\s*(?:side|側|पक्ष)\s*$", "", filled(text), flags=re.IGNORECASE)
    return country(line)


_LANGUAGES = {
    "english": "en", "japanese": "ja", "hindi": "hi", "french": "fr", "german": "de", "spanish": "es", "chinese": "zh",
    "korean": "ko", "russian": "ru", "arabic": "ar", "portuguese": "pt", "italian": "it", "tamil": "ta", "urdu": "ur",
    "bengali": "bn", "marathi": "mr", "gujarati": "gu", "punjabi": "pa", "telugu": "te", "kannada": "kn", "thai": "th",
    "英語": "en", "日本語": "ja", "ヒンディー語": "hi", "अंग्रेजी": "en", "जापानी": "ja", "हिंदी": "hi",
}  # fmt: skip
_LANGUAGE_CODES = {fold(name): code for name, code in _LANGUAGES.items()}


def languages(text: str) -> tuple[str, ...]:
    """ISO 639-1 codes of the languages a cell lists; () when one of them is not known, so that nothing gets lost."""
    codes = []
    for word in re.split(r"[,;、/\n|・]| and ", clean(text)):
        line = filled(word)
        if line:
            known = _LANGUAGE_CODES.get(fold(line)) or (line.lower() if re.fullmatch(r"[A-Za-z]{2}", line) else "")
            if not known:
                return ()
            codes.append(known)
    return tuple(dict.fromkeys(codes))
