"""How names, numbers and addresses are made comparable before they are compared: pure, and quick enough for 100,000."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from app.core.calendar_words import plain_digits
from app.core.text import fold

_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u3005\u1100-\u11ff\uac00-\ud7af]")
_INSIDE = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]|[\"“”«»][^\"“”«»]*[\"“”«»]")
_APART = re.compile(r"[^\w\u0900-\u097f]+")
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "mp", "obe", "kc", "qc", "cbe", "mbe", "md", "phd"))
_TITLES = frozenset(
    (
        *(
            "mr",
            "mrs",
            "ms",
            "miss",
            "dr",
            "prof",
            "sir",
            "dame",
            "shri",
            "smt",
            "kumari",
            "hon",
            "honble",
            "he",
            "h",
            "e",
        ),
        *("amb", "ambassador", "mx", "श्री", "श्रीमती", "सुश्री", "डा", "डॉ"),
    )
)
SHARED_BOXES = frozenset(
    (
        *(
            "info",
            "contact",
            "office",
            "mail",
            "admin",
            "enquiries",
            "inquiries",
            "secretariat",
            "secretary",
            "webmaster",
        ),
        *(
            "press",
            "media",
            "support",
            "reception",
            "general",
            "hello",
            "post",
            "embassy",
            "protocol",
            "help",
            "feedback",
        ),
    )
)
"""Local parts of mailboxes that belong to an office and to nobody in it."""
_PUBLIC_HOSTS = frozenset(
    (
        *("gmail.com", "yahoo.com", "yahoo.co.jp", "yahoo.co.in", "hotmail.com", "outlook.com", "icloud.com", "qq.com"),
        *("rediffmail.com", "nic.in", "gov.in", "go.jp", "gov.uk", "co.jp", "naver.com", "hanmail.net", "me.com"),
    )
)


@lru_cache(maxsize=1 << 18)
def words_of(name: str) -> tuple[str, ...]:
    """The folded words of a person's name in alphabetical order; a Japanese, Chinese or Korean name is one word.

    What stands in brackets or quotation marks (a nickname) and titles are left out.
    """
    folded = fold(name)
    if not folded.isalpha() and not folded.replace(" ", "").isalpha():
        folded = _INSIDE.sub(" ", folded)
    if not folded.isascii() and _CJK.search(folded):
        return ("".join(_APART.sub("", folded).split()),)
    words = _APART.sub(" ", folded).split() if not folded.replace(" ", "").isalnum() else folded.split()
    plain = [word for word in words if word not in _SUFFIXES and word not in _TITLES]
    return tuple(sorted(plain or words))


def name_key(name: str) -> str:
    """The key under which two spellings of one name meet, whatever the order of their words."""
    return " ".join(words_of(name))


@lru_cache(maxsize=1 << 15)
def email_key(value: str) -> str:
    """An address as it is compared."""
    return plain_digits(value).strip().casefold()


@lru_cache(maxsize=1 << 15)
def phone_key(value: str) -> str:
    """The last nine digits of a number: the same with +81, with 0, and full-width. "" for what is too short to tell."""
    digits: list[str] = []
    for char in plain_digits(value):
        if char.isdigit():
            digits.append(char)
        elif char.isalpha() and len(digits) >= 7:
            break  # an extension
    number = "".join(digits)
    return number[-9:] if len(number) >= 7 else ""


def site_key(value: str) -> str:
    """A web address as it is compared: host without www, and the path where there is one."""
    line = value.strip().casefold()
    if not line:
        return ""
    try:
        found = urlsplit(line if "//" in line else f"//{line}")
        host = (found.hostname or "").removeprefix("www.")
    except ValueError:
        return ""
    path = found.path.rstrip("/")
    return host + path if "." in host else ""


def site_of_email(value: str) -> str:
    """The host of an address if it is an organisation's own, else ""."""
    host = email_key(value).rpartition("@")[2].strip(">. ")
    return "" if host in _PUBLIC_HOSTS or "." not in host else host


def is_shared_box(email: str) -> bool:
    """Whether an address is an office's rather than somebody's own."""
    return email_key(email).partition("@")[0] in SHARED_BOXES


def initials_agree(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two names are the same when initials stand for words: "S. K. Rao" and "Suresh Kumar Rao".

    At least one word must be written out in both, and each other word must have its own partner.
    """
    rest, shared = list(second), 0
    short: list[str] = []
    for word in first:
        if len(word) > 1 and word in rest:
            rest.remove(word)
            shared += 1
        else:
            short.append(word)
    if not shared or len(short) != len(rest) or not short:
        return False
    for word in sorted(short, key=len, reverse=True):
        partner = next((one for one in rest if one[0] == word[0] and (len(one) == 1 or len(word) == 1)), None)
        if partner is None:
            return False
        rest.remove(partner)
    return True


def is_part_of(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether one name is the other without a middle word: at least two words written out, all found in the other."""
    few, many = (first, second) if len(first) < len(second) else (second, first)
    if len(few) < 2 or len(few) == len(many) or any(len(word) < 2 for word in few):
        return False
    rest = list(many)
    for word in few:
        if word not in rest:
            return False
        rest.remove(word)
    return True
