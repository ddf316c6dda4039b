"""What is typed into the search box: words to look for, and filters among them ("kind:person", "from:july", 種類:人).

A filter that is not understood is looked for like any other word, so that nothing typed is lost: "ratio 2:1" and
"note:" find what says so.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.core.calendar_words import MONTH_WORDS, plain_digits, spelling
from app.core.text import fold
from app.core.when import BadWhen, parse_date

KINDS: Mapping[str, tuple[str, ...]] = {
    "person": ("person", "people", "人", "人物", "関係者", "व्यक्ति", "लोग"),
    "organisation": (
        "organisation", "organization", "organisations", "organizations", "org", "company", "ministry",
        "組織", "団体", "機関", "会社", "省庁", "संगठन", "संस्था", "मंत्रालय", "कंपनी",
    ),
    "delegation": ("delegation", "delegations", "代表団", "使節団", "प्रतिनिधिमंडल"),
    "meeting": ("meeting", "meetings", "会合", "会議", "面談", "बैठक", "बैठकें"),
    "record": ("record", "records", "minutes", "記録", "議事録", "अभिलेख", "कार्यवृत्त"),
    "followup": (
        "followup", "followups", "follow-up", "follow-ups", "promise", "commitment", "フォローアップ",
        "フォローアップ事項", "約束", "अनुवर्ती", "अनुवर्ती कार्रवाई",
    ),
    "visit": ("visit", "visits", "視察", "訪問", "दौरा", "दौरे"),
    "document": ("document", "documents", "file", "paper", "文書", "ファイル", "書類", "दस्तावेज़", "फ़ाइल"),
}  # fmt: skip
"""Kind of the search index -> the words for it, in three languages."""

SIDES: Mapping[str, tuple[str, ...]] = {
    "JP": ("jp", "japan", "japanese", "日本", "日本側", "जापान", "जापानी"),
    "IN": ("in", "india", "indian", "インド", "インド側", "印", "भारत", "भारतीय"),
    "us": ("us", "our", "ours", "当方", "我が方", "हमारा"),
    "them": ("them", "their", "theirs", "先方", "相手方", "उनका"),
}
"""Side -> the words for it; any other code of two letters is a side too. "us" and "them" are the mission's two."""

_KEYS: Mapping[str, tuple[str, ...]] = {
    "kind": ("kind", "type", "種類", "種別", "प्रकार"),
    "from": ("from", "since", "から", "以降", "開始", "से"),
    "to": ("to", "until", "till", "以前", "まで", "終了", "तक"),
    "in": ("in", "on", "期間", "अवधि"),
    "org": ("org", "organisation", "organization", "組織", "団体", "会社", "संगठन", "संस्था"),
    "side": ("side", "側", "पक्ष"),
}
"""Filter -> the words before its colon. "in" is both ends of a period: in:july."""

_TODAY = ("today", "今日", "本日", "आज")
_YESTERDAY = ("yesterday", "昨日", "बीता कल")


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asked for. `text` are the words without the filters; `kinds` of the index (empty = all); `since`
    and `until` local days, both included; `organisation` words of an organisation's name; `side` a code, "us" or
    "them"."""

    text: str = ""
    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    organisation: str = ""
    side: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether there is any filter."""
        return bool(self.kinds or self.since or self.until or self.organisation or self.side)


def _table(words: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {fold(word): key for key, all_words in words.items() for word in all_words}


_KEY_OF, _KIND_OF, _SIDE_OF = _table(_KEYS), _table(KINDS), _table(SIDES)
_QUOTES = {'"': '"', "“": "”", "「": "」", "『": "』", "'": "'"}
_WORD = re.compile(
    '(?<!\\S)(?P<key>[^\\s:："“「『]+)[:：](?P<value>'
    + "|".join(f"{open_}[^{close}]*(?:{close}|$)" for open_, close in _QUOTES.items())
    + "|\\S*)"
)


def parse(query: str, today: date) -> Asked:
    """Read what was typed. `today` is what "from:july" is the nearest July to. Takes any input and never refuses."""
    asked = Asked()
    kept: list[str] = []
    end = 0
    for match in _WORD.finditer(query):
        understood = _understood(asked, _KEY_OF.get(fold(match["key"]), ""), _bare(match["value"]), today)
        if understood is not None:
            kept.append(query[end : match.start()])
            asked, end = understood, match.end()
    kept.append(query[end:])
    return replace(asked, text=" ".join(" ".join(kept).split()))


def _bare(value: str) -> str:
    close = _QUOTES.get(value[:1])
    if close is None:
        return value
    return value[1:].removesuffix(close).strip()


def _understood(asked: Asked, key: str, value: str, today: date) -> Asked | None:
    """`asked` narrowed by one more filter, None when it says nothing that can be understood."""
    if not value:
        return None
    if key == "kind":
        kinds = [_kind(fold(word.strip())) for word in re.split("[,、،]", value) if word.strip()]
        if not kinds or None in kinds:
            return None
        return replace(asked, kinds=tuple(dict.fromkeys([*asked.kinds, *(kind for kind in kinds if kind)])))
    if key == "org":
        return replace(asked, organisation=value)
    if key == "side":
        side = _SIDE_OF.get(fold(value)) or (value.upper() if re.fullmatch("[A-Za-z]{2}|other", value) else "")
        return replace(asked, side=side if side != "OTHER" else "other") if side else None
    period = read_period(value, today) if key in ("from", "to", "in") else None
    if period is None:
        return None
    first, last = period
    return replace(
        asked,
        since=first if key in ("from", "in") else asked.since,
        until=last if key in ("to", "in") else asked.until,
    )


def _kind(word: str) -> str | None:
    """The kind of a word or of its beginning, as long as no other kind begins so."""
    found = {_KIND_OF[word]} if word in _KIND_OF else {kind for one, kind in _KIND_OF.items() if one.startswith(word)}
    return found.pop() if len(found) == 1 else None


def read_period(text: str, today: date) -> tuple[date, date] | None:
    """The first and the last day of what was typed: a day, a month, a year, "today", "30d" (the last 30 days). A month
    without a year is the nearest one. None for anything else."""
    plain = plain_digits(text).strip()
    word = spelling(plain)
    if word in _TODAY:
        return today, today
    if word in _YESTERDAY and today > date.min:
        return today - timedelta(days=1), today - timedelta(days=1)
    ago = re.fullmatch(r"(\d{1,4})\s*(?:d|days?|日|दिन)", word)
    if ago:
        days = int(ago[1])
        return (today - timedelta(days=days) if (today - date.min).days > days else date.min), today
    month = _month(plain, today)
    if month is not None:
        return month
    year = re.fullmatch(r"(\d{4})\s*年?", plain)
    if year and 1800 <= int(year[1]) <= 2200:
        return date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)
    try:
        day = parse_date(plain, today)
    except BadWhen:
        return None
    return day, day


_MONTH_AND_YEAR = (
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})"),
    re.compile(r"(?:(?P<y>\d{4})\s*年\s*)?(?P<m>\d{1,2})\s*月"),
    re.compile(r"(?P<w>\D+?)\s*(?P<y>\d{4})?"),
    re.compile(r"(?P<y>\d{4})\s*(?P<w>\D+)"),
)


def _month(text: str, today: date) -> tuple[date, date] | None:
    for pattern in _MONTH_AND_YEAR:
        match = pattern.fullmatch(text)
        if match is None:
            continue
        found = match.groupdict()
        number = MONTH_WORDS.get(spelling(found["w"].strip()), 0) if found.get("w") else int(found.get("m") or 0)
        if not 1 <= number <= 12:
            continue
        year = int(found["y"]) if found.get("y") else _nearest_year(number, today)
        if 1800 <= year <= 2200:
            return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])
    return None


def _nearest_year(month: int, today: date) -> int:
    """The year whose `month` lies at most six months away."""
    away = month - today.month
    if away > 6:
        return today.year - 1
    return today.year + 1 if away < -6 else today.year
