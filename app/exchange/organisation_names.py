"""What the words of an organisation's name tell: its language, its kind, and the name without legal form.

"20 Microns Ltd" and "20 MICRONS LIMITED" are one name; "Sony Corp" and "Sony GmbH" share the name and differ in form.
Two forms are the same when they stand in one line of `_FORMS`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from app.core.enums import OrgKind
from app.core.text import fold

_FORMS: dict[str, tuple[str, ...]] = {
    "kk": ("kk", "k k", "kabushiki kaisha", "kabushiki gaisha", "株式会社", "株", "㈱"),
    "ltd": ("ltd", "limited", "लिमिटेड", "लि"),
    "pvt": (
        *("pvt ltd", "private limited", "pvt limited", "private ltd", "p ltd", "pte ltd", "pte limited", "pty ltd"),
        *("pty limited", "pty", "प्राइवेट लिमिटेड", "प्रा लि", "sdn bhd"),
    ),
    "yk": ("yugen kaisha", "yugen gaisha", "y k", "有限会社", "有", "㈲"),
    "gk": ("godo kaisha", "g k", "合同会社", "合"),
    "inc": (
        *("inc", "incorporated", "corp", "corporation", "co", "company", "co ltd", "co limited", "company limited"),
        *("company ltd", "corporation ltd"),
    ),
    "llc": ("llc", "l l c", "llp", "l l p", "lp"),
    "plc": ("plc", "p l c"),
    "gmbh": (
        *("gmbh", "ag", "sa", "s a", "bv", "b v", "nv", "n v", "spa", "s p a", "srl", "oy", "ab", "as", "kg", "bhd"),
        *("sarl", "sas", "ug", "se"),
    ),
    "ga": (
        *(
            "一般社団法人",
            "一般財団法人",
            "公益社団法人",
            "公益財団法人",
            "独立行政法人",
            "国立研究開発法人",
            "国立大学法人",
        ),
        *("特定非営利活動法人", "npo法人", "学校法人", "医療法人", "社団法人", "財団法人", "合資会社", "合名会社"),
    ),
}
_FORM_OF = {fold(word): form for form, words in _FORMS.items() for word in words}
_LATIN_FORMS = sorted((word for word in _FORM_OF if word.isascii()), key=lambda word: -len(word.split()))
_LATIN_SET = {tuple(word.split()): _FORM_OF[word] for word in _LATIN_FORMS}
_MOST_WORDS = max(map(len, _LATIN_SET))
_OWN_SCRIPT = sorted((word for word in _FORM_OF if not word.isascii() and len(word) > 1), key=len, reverse=True)
_SMALL = frozenset(("the", "of", "and", "for", "in", "de", "la", "le", "et", "der", "die", "das", "und", "&"))
_BRACKETS = re.compile(r"[(（\[［]([^()（）\[\]［］]*)[)）\]］]")
_SIGNS = re.compile(r"[^\w\u0900-\u097f]+")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u3005]")


@dataclass(frozen=True, slots=True)
class OrganisationKey:
    """A name as it is compared: `core` without legal form, brackets and small words; `form` the kind of legal form, ""
    for none; `short` an abbreviation that stood in brackets."""

    core: str
    form: str = ""
    short: str = ""


@lru_cache(maxsize=65536)
def key_of(name: str) -> OrganisationKey:
    """How a name is compared with others."""
    short, form = "", ""
    outside = _BRACKETS.sub(" ", name)
    inside = []
    for text in _BRACKETS.findall(name):
        word = _SIGNS.sub(" ", fold(text)).strip()
        if word in _FORM_OF:
            form = _FORM_OF[word]
        elif _is_short(text, outside):
            short = short or word
        else:
            inside.append(text)  # "(Northern Ireland)" tells one department from another
    bare = fold(" ".join([outside, *inside]))
    if not _SIGNS.sub("", bare):
        bare, short = fold(name), ""
    for word in _OWN_SCRIPT:
        if word in bare and bare.strip() != word:
            bare, form = bare.replace(word, " "), form or _FORM_OF[word]
    words = _SIGNS.sub(
        " ", bare.replace("&", " and ").replace(".", "" if re.search(r"\b\w\.\w\.", bare) else " ")
    ).split()
    words, latin = _without_form(words)
    kept = [word for word in words if word not in _SMALL] or words
    core = "".join(kept) if _CJK.search(bare) else " ".join(kept)
    return OrganisationKey(core, form or latin, short)


def _is_short(text: str, outside: str) -> bool:
    """Whether what stands in brackets is an abbreviation of what stands before: its words' capitals, or capitals."""
    word = text.strip().replace(".", "")
    if not 2 <= len(word) <= 12 or " " in word:
        return False
    initials = "".join(part[0] for part in _SIGNS.sub(" ", outside).split() if part[0].isupper())
    return word.upper() == initials or (word.isascii() and word.isupper())


def _without_form(words: list[str]) -> tuple[list[str], str]:
    """The words without the legal form at the end ("K.K. Daikin" has it in front)."""
    form = ""
    if len(words) > 1 and words[0] in ("kk", "yk", "gk"):
        words, form = words[1:], words[0]
    while len(words) > 1:
        for count in range(min(_MOST_WORDS, len(words) - 1), 0, -1):
            found = _LATIN_SET.get(tuple(words[-count:]))
            if found:
                words, form = words[:-count], found if not form or (form == "ltd" and found == "inc") else form
                break
        else:
            break
    return words, form


def _words(kind: OrgKind, anywhere: str, words: str) -> tuple[OrgKind, re.Pattern[str]]:
    return kind, re.compile(rf"{anywhere}|\b(?:{words})\b" if anywhere else rf"\b(?:{words})\b")


_KINDS = (
    _words(OrgKind.COMPANY, r"株式会社|有限会社|合同会社|\(株\)|लिमिटेड",
           "ltd|limited|pvt|inc|corp|corporation|co|llc|plc|gmbh|pty|company|kk"),
    _words(OrgKind.MISSION, "大使館|総領事館|領事館|दूतावास",
           "embassy|high commission|consulate|nunciature|permanent mission"),
    _words(OrgKind.UNIVERSITY, "大学|विश्वविद्यालय", "university|college|institute of technology"),
    _words(OrgKind.MINISTRY, "省$|मंत्रालय|^department of ", "ministry|cabinet office|prime ministers office"),
    _words(OrgKind.REGULATOR, "", "regulator|regulatory authority|regulatory commission|ombudsman"),
    _words(OrgKind.BANK, "銀行|बैंक", "bank"),
    _words(OrgKind.ASSOCIATION, "協会|連合会|商工会|連盟|संघ$",
           "association|federation|chamber|union|society|alliance"),
    _words(OrgKind.RESEARCH_INSTITUTE, "研究所|研究機構|संस्थान", "institute|research centre|research center|laboratory"),
    _words(OrgKind.MEDIA, "新聞|放送", "news|newspaper|broadcasting|television|radio|press|times|herald"),
    _words(OrgKind.INTERNATIONAL_ORGANISATION, "", "united nations|world bank|international organisation|unicef|undp"),
    _words(OrgKind.STATE_GOVERNMENT, "県庁|^government of |सरकार$", "state government|city council|county council"),
    _words(OrgKind.AGENCY, "庁$",
           "agency|authority|commission|board|office|service|inspectorate|tribunal|committee|department|council"),
)  # fmt: skip


def kind_of(name: str) -> OrgKind | None:
    """The kind a name tells of by one of its words; None when it tells nothing."""
    folded = fold(name)
    return next((kind for kind, pattern in _KINDS if pattern.search(folded)), None)


def named_kind(text: str) -> OrgKind | None:
    """The kind a cell names ("Ministry", "association", "Public Body"); None when it is none of ours."""
    folded = fold(text)
    if not folded:
        return None
    by_value = next((kind for kind in OrgKind if folded in (kind.value, kind.value.replace("-", " "))), None)
    return by_value or kind_of(text)
