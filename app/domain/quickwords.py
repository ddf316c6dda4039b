"""The words by which a quick line says a meeting's kind, rule, languages, room and day."""

from __future__ import annotations

import re
from functools import lru_cache
from zoneinfo import available_timezones

from app.core.calendar_words import WEEKDAY_WORDS
from app.core.enums import LanguageMode, MeetingKind, MeetingRule

Flags = re.IGNORECASE

KINDS: tuple[tuple[re.Pattern[str], MeetingKind], ...] = tuple(
    (re.compile(pattern, Flags), kind)
    for pattern, kind in (
        (r"\bcourtesy (?:call|visit)\b|表敬(?:訪問)?|शिष्टाचार भेंट", MeetingKind.COURTESY_CALL),
        (r"\b(?:working |business )?lunch(?:eon)?\b"
         r"|ワーキングランチ|昼食会?|ランチ|कार्य-?भोज|दोपहर का भोजन", MeetingKind.WORKING_LUNCH),
        (r"\bdinner\b|夕食会|晩餐会|ディナー|रात्रि-?भोज", MeetingKind.DINNER),
        (r"\breception\b|レセプション|歓迎会|स्वागत समारोह", MeetingKind.RECEPTION),
        (r"\b(?:site|plant|factory|facility) (?:visit|tour)\b"
         r"|視察|工場見学|施設訪問|संयंत्र (?:दौरा|का दौरा)", MeetingKind.SITE_VISIT),
        (r"\b(?:1[:-]1|one[- ]to[- ]one|one[- ]on[- ]one)\b|個別商談|आमने-सामने", MeetingKind.ONE_TO_ONE),
        (r"\bclosed[- ]door\b|非公開会合|非公開|बंद कमरे(?: में बैठक)?", MeetingKind.CLOSED_DOOR),
        (r"\bplenary\b|全体会合|पूर्ण सत्र", MeetingKind.PLENARY),
        (r"\bpanel\b|パネル(?:討論|ディスカッション)?|पैनल चर्चा", MeetingKind.PANEL),
        (r"\b(?:video |phone |conference )?call with\b|\b(?:video|phone|conference) call\b|\bteleconference\b"
         r"|電話会[議談]|テレビ会議|オンライン会議|वीडियो कॉल|फ़?ोन पर बात", MeetingKind.CALL),
        (r"\binternal(?: meeting)?\b|内部会議|打ち?合わ?せ|आंतरिक बैठक", MeetingKind.INTERNAL),
        (r"\bbilateral\b|二者会談|二国間会談|द्विपक्षीय(?: बैठक)?", MeetingKind.BILATERAL),
    )
)  # fmt: skip
"""What shows the kind. The words stay in the title, except where they are all that a part of the line says."""

RULES: tuple[tuple[re.Pattern[str], MeetingRule], ...] = tuple(
    (re.compile(pattern, Flags), rule)
    for pattern, rule in (
        (r"\b(?:under )?(?:the )?chatham house(?: rules?)?\b"
         r"|チャタムハウス(?:・?ルール)?|चैथम हाउस(?: नियम)?", MeetingRule.CHATHAM_HOUSE),
        (r"\boff[- ]the[- ]record\b|オフレコ|ऑफ़? द रिकॉर्ड", MeetingRule.OFF_THE_RECORD),
        (r"\bon[- ]the[- ]record\b|オンレコ|ऑन द रिकॉर्ड", MeetingRule.ON_THE_RECORD),
    )
)  # fmt: skip

MODES: tuple[tuple[re.Pattern[str], LanguageMode], ...] = tuple(
    (re.compile(pattern, Flags), mode)
    for pattern, mode in (
        (r"\bconsecutive(?: interpret(?:ation|ing|er))?\b|逐次(?:通訳)?|क्रमिक(?: भाषांतरण)?", LanguageMode.CONSECUTIVE),
        (r"\bsimultaneous(?: interpret(?:ation|ing|er))?\b|同時通訳|समकालिक(?: भाषांतरण)?", LanguageMode.SIMULTANEOUS),
        (r"\bwhisper(?:ed|ing)(?: interpret(?:ation|ing))?\b"
         r"|ウィスパリング(?:通訳)?|फुसफुसाकर(?: भाषांतरण)?", LanguageMode.WHISPERED),
        (r"\bno interpret(?:ation|er)\b|\bin english only\b|通訳なし|बिना दुभाषिये?", LanguageMode.ONE_LANGUAGE),
    )
)  # fmt: skip

LANGUAGE_CODES: dict[str, str] = {
    "ja": "ja", "jp": "ja", "jpn": "ja", "en": "en", "eng": "en", "hi": "hi", "hin": "hi", "fr": "fr", "de": "de",
    "zh": "zh",
    "ko": "ko", "ru": "ru", "es": "es", "japanese": "ja", "english": "en", "hindi": "hi", "日": "ja", "英": "en",
}  # fmt: skip
_CODE = "|".join(sorted((c for c in LANGUAGE_CODES if c.isascii()), key=len, reverse=True))
LANGUAGE_PAIR = re.compile(
    rf"\b(?P<a>{_CODE})\s?[-–/↔]\s?(?P<b>{_CODE})\b|(?P<c>日)(?P<d>英)(?=逐次|同時|通訳|\b)", Flags
)

ROOM = re.compile(
    r"\b(?:meeting |conference )?(?:room|rm\.?)\s*(?:no\.?\s*)?[0-9]{1,4}[A-Za-z]?\b|第?\d{1,3}会議室\d{0,3}"
    r"|会議室\s*[0-9A-Z]{1,4}"
    r"|(?:बैठक )?कक्ष\s*(?:सं\.?\s*)?\d{1,4}", Flags)  # fmt: skip

RELATIVE_DAYS: dict[str, int] = {
    "the day after tomorrow": 2, "day after tomorrow": 2, "tomorrow": 1, "tmrw": 1, "today": 0,
    "明後日": 2, "あさって": 2,
    "明日": 1, "あす": 1, "あした": 1, "本日": 0, "今日": 0, "परसों": 2, "कल": 1, "आज": 0,
}  # fmt: skip
"""कल and परसों are yesterday's words too; a meeting that is being arranged lies ahead."""

_EN = "|".join(sorted((re.escape(w) for w in WEEKDAY_WORDS if w.isascii()), key=len, reverse=True))
_HI = "|".join(
    sorted(
        (
            re.sub("([कखगजडढफय])", "\\1\u093c?", w)
            for w in WEEKDAY_WORDS
            if not w.isascii() and len(w) > 2 and w[0] < "\u2e80"
        ),
        key=len,
        reverse=True,
    )
)
WEEKDAY = re.compile(
    rf"(?:\b(?P<next>next|this)\s+)?\b(?P<en>{_EN})\b\.?"
    r"|(?P<jnext>来週|今週)?の?(?P<ja>[月火水木金土日])曜日?|(?P<jnext2>来週|今週)?[(（](?P<ja2>[月火水木金土日])[)）]"
    rf"|(?:(?P<hnext>अगले|इस)\s+)?(?<![\u0900-\u097f])(?P<hi>{_HI})(?![\u0900-\u097f])(?:\s+को)?", Flags)  # fmt: skip

SURE_WEEKDAYS = re.compile(r"(?:[a-z]+day|mon|tues?|weds?|thu(?:rs?)?|fri|.*वार)$", Flags)
"""The others ("Sun", "Sat", "रवि", "मंगल") are names of firms and people as well."""

WITH = re.compile(
    r"\b(?:with|by)\s+(?P<en>.+)$|^(?P<ja>.+?)(?:と|との|による|の)(?=\S)|^(?P<hi>.+?)\s+(?:के साथ|से)(?=\s|$)",
    Flags,
)
"""Who a meeting is with, in its title."""

ZONE = re.compile(
    r"\s*[(（]?(?P<zone>[A-Za-z_]+(?:/[A-Za-z_+-]+){1,2}|[A-Za-z]+(?: (?!time\b)[A-Za-z]+)?"
    r"(?=\s*(?:time\b|[)）,、，;；\ue000]|$))"
    r"|[A-Z]{3}\b|日本時間|インド時間|現地時間|जापान(?:ी)? समय|भारतीय समय)(?:\s+time\b)?[)）]?", Flags)  # fmt: skip
"""What may name clocks right after a time: an IANA name, letters, or a town that the line goes no further with."""

_ZONES: dict[str, str] = {
    "jst": "Asia/Tokyo", "ist": "Asia/Kolkata", "utc": "UTC", "gmt": "UTC", "日本時間": "Asia/Tokyo",
    "インド時間": "Asia/Kolkata", "जापान समय": "Asia/Tokyo", "जापानी समय": "Asia/Tokyo", "भारतीय समय": "Asia/Kolkata",
    "delhi": "Asia/Kolkata", "new delhi": "Asia/Kolkata", "mumbai": "Asia/Kolkata", "osaka": "Asia/Tokyo",
    "washington": "America/New_York", "geneva": "Europe/Zurich", "beijing": "Asia/Shanghai",
}  # fmt: skip


@lru_cache(maxsize=1)
def _towns() -> dict[str, str]:
    """The towns of the zone data, by their names as people type them."""
    named: dict[str, str] = {}
    for zone in sorted(available_timezones()):
        area, _, town = zone.rpartition("/")
        if area and not area.startswith(("Etc", "SystemV", "US", "posix", "right")):
            named.setdefault(town.replace("_", " ").lower(), zone)
    return named


def zone_named(text: str) -> str:
    """The IANA zone that `text` names: "JST", "London", "Asia/Tokyo", 日本時間; "" for any other words."""
    typed = " ".join(text.split())
    exact = next((zone for zone in available_timezones() if "/" in typed and zone.lower() == typed.lower()), "")
    return exact or _ZONES.get(typed.lower(), "") or _towns().get(typed.lower(), "")


TIME_JOIN = r"\s*(?:-|–|—|~|〜|～|\bto\b|\btill\b|\buntil\b|から|से)\s*"
LEADING_AT = re.compile(r"(?:\b(?:at|on|from|in|for)|@)\s*$", Flags)
TRAILING_PARTICLE = re.compile(r"^(?:から|に|より|まで|の|で|\s*(?:से|को|तक|में)(?![\u0900-\u097f]))")
