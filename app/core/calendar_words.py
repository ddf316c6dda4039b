"""Names of months, weekdays and Japanese eras in the three languages.

They are ours and not a library's because every screen prints dates (a locale database costs start-up time), because
what is read back must be what was printed, and because field usage differs from the general tables ("Wed 2 July 2025").
"""

from __future__ import annotations

from datetime import date

MONTHS: dict[str, tuple[str, ...]] = {
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ),
    "ja": tuple(f"{n}月" for n in range(1, 13)),
    "hi": (
        "जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर",
    ),
}  # fmt: skip
"""January first."""

WEEKDAYS: dict[str, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "ja": ("月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日", "日曜日"),
    "hi": ("सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार"),
}
"""Monday first, as `date.weekday()` counts."""

WEEKDAYS_SHORT: dict[str, tuple[str, ...]] = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "ja": ("月", "火", "水", "木", "金", "土", "日"),
    "hi": ("सोम", "मंगल", "बुध", "गुरु", "शुक्र", "शनि", "रवि"),
}

ERAS: tuple[tuple[str, str, date, date], ...] = (
    ("令和", "R", date(2019, 5, 1), date.max),
    ("平成", "H", date(1989, 1, 8), date(2019, 4, 30)),
    ("昭和", "S", date(1926, 12, 25), date(1989, 1, 7)),
)
"""Japanese era, its initial, first and last day (Era Name Act; Cabinet Orders of 1989 and 2019)."""

_MONTH_SPELLINGS: tuple[tuple[str, ...], ...] = (
    ("jan",),
    ("feb", "फरवरी"),
    ("mar",),
    ("apr", "अप्रेल"),
    (),
    ("jun",),
    ("jul",),
    ("aug",),
    ("sep", "sept", "सितम्बर"),
    ("oct", "अक्तूबर", "अक्टूबर"),
    ("nov", "नवम्बर"),
    ("dec", "दिसम्बर"),
)
_WEEKDAY_SPELLINGS: tuple[tuple[str, ...], ...] = (
    (),
    ("tues",),
    ("weds",),
    ("thur", "thurs", "बृहस्पतिवार", "गुरूवार"),
    (),
    (),
    ("इतवार",),
)


def spelling(word: str) -> str:
    """The form in which the tables below list `word`: no case, no nukta (फ़रवरी and फरवरी are one)."""
    return word.casefold().replace("\u095e", "\u092b").replace("\u093c", "").rstrip(".")


MONTH_WORDS: dict[str, int] = {
    spelling(word): number
    for number, spellings in enumerate(_MONTH_SPELLINGS, start=1)
    for word in (MONTHS["en"][number - 1], MONTHS["hi"][number - 1], *spellings)
}
"""Every spelling that is read as a month (except Japanese 7月, which is a number), through `spelling()`."""

WEEKDAY_WORDS: dict[str, int] = {
    spelling(word): number
    for number, spellings in enumerate(_WEEKDAY_SPELLINGS)
    for lang in ("en", "ja", "hi")
    for word in (
        WEEKDAYS[lang][number],
        WEEKDAYS_SHORT[lang][number],
        *((WEEKDAYS["ja"][number][:2],) if lang == "ja" else ()),
        *spellings,
    )
}
"""Every spelling that is read as a weekday (0 is Monday), through `spelling()`."""

_DIGITS = {ord("०") + n: str(n) for n in range(10)}


def plain_digits(text: str) -> str:
    """Full-width and Devanagari digits, full-width letters and signs as ASCII, one character for one character.

    The length never changes, so that positions in the result are positions in `text`.
    """
    if text.isascii():
        return text
    return "".join(
        chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else " " if c in "\u3000\u00a0\u202f" else c
        for c in text.translate(_DIGITS)
    )


def written(day: int, month: int, year: int | None, lang: str) -> str:
    """Day, month and (if there is one) year as `lang` writes them, even if no such day exists ("31 June")."""
    if lang == "ja":
        return f"{month}月{day}日" if year is None else f"{year}年{month}月{day}日"
    name = MONTHS.get(lang, MONTHS["en"])[month - 1]
    return f"{day} {name}" if year is None else f"{day} {name} {year}"


def month_and_year(month: int, year: int, lang: str) -> str:
    """ "February 2027", "2027年2月", "फ़रवरी 2027"."""
    if lang == "ja":
        return f"{year}年{month}月"
    return f"{MONTHS.get(lang, MONTHS['en'])[month - 1]} {year}"
