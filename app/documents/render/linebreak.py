"""Where a line may end: a small part of UAX #14, enough for Latin, Japanese and Devanagari text.

A line may end after white space, after a hyphen or dash that stands before a letter, and between Japanese characters
unless kinsoku forbids it (JIS X 4051: closing marks, small kana and the like never begin a line, opening marks never
end one). Latin and Devanagari words are never broken, unless one alone is wider than the line: then between its
clusters.
"""

from __future__ import annotations

import re
import unicodedata

SPACES = " \u1680\u2000-\u2006\u2008-\u200b\u205f\u3000"
CJK = (
    "\u2e80-\u2fdf\u3000-\u30ff\u3100-\u312f\u3190-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U0001b000-\U0001b16f\U0001f200-\U0001f2ff\U00020000-\U0003ffff"
)
_OPEN = re.escape("（［｛〔〈《「『【〖〘〝｟￥＄([{‘“«")
_CLOSE = (
    re.escape(
        "、。，．・：；？！）］｝〕〉》」』】〗〙〟｠ヽヾゝゞ々〻ー゛゜％℃′″ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
        "\uff61\uff63\uff64\uff65\uff67\uff68\uff69\uff6a\uff6b\uff6c\uff6d\uff6e\uff6f\uff70\uff9e\uff9f"
        "”’»)]},.!?:;%…‥"
    )
    + "\u3099\u309a\u31f0-\u31ff"
)
_DANDA = "\u0964\u0965"
_HYPHEN = "\\-\u2010\u2013\u2014"
_LETTER_NEXT = r"(?=[^\W\d_])"
_WORD = (
    rf"(?:[^{SPACES}\n{CJK}{_HYPHEN}]|[{_HYPHEN}](?!{_LETTER_NEXT}))+[{_HYPHEN}]*"
    rf"|[{_HYPHEN}]+"
)
_CORE = rf"(?:…{{2,}}|‥{{2,}}|―{{2,}}|[{CJK}]|{_WORD})"
_UNIT = re.compile(
    rf"\n|[{SPACES}]+|[{_OPEN}]*(?:{_CORE})[{_CLOSE}]*(?:[{SPACES}]+[{_DANDA}]+)*[{SPACES}]*|[{_OPEN}]+[{SPACES}]*"
)
_LATIN_UNIT = re.compile(rf"(?:[^ {_HYPHEN}]|[{_HYPHEN}](?!{_LETTER_NEXT}))*[{_HYPHEN}]* *")

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_COMPOSE = re.compile("[^\\W\\d_][\u0300-\u036f\u3099\u309a]+")
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u180b-\u180f\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
_SURROGATE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_LONGEST_CLUSTER = 40
_VIRAMA, _ZWJ = "\u094d", "\u200d"


def clean(text: str) -> str:
    """`text` as it may be drawn: line breaks as "\\n", tabs as a blank; control, bidi and invisible characters dropped.

    Letters with combining accents and voiced kana are composed; nothing else is normalised, because that would exchange
    the kanji of a person's name for another (U+FA19 for U+795E).
    """
    if text.isascii() and text.isprintable():
        return text
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    text = _SURROGATE.sub("\ufffd", _DROPPED.sub("", text))
    return _COMPOSE.sub(_composed, text)


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[0])


def units(text: str) -> list[str]:
    """Cut cleaned `text` where a line may end; the pieces joined are `text`. A line break is a piece of its own."""
    return _UNIT.findall(text)


def latin_units(text: str) -> list[str]:
    """The same for text without Japanese, Devanagari and line breaks, several times faster; ends in an empty piece."""
    return _LATIN_UNIT.findall(text)


def clusters(text: str) -> list[str]:
    """Cut `text` between user-perceived characters: marks, joiners and conjuncts stay with their base.

    No cluster is longer than 40 characters: real ones are far shorter, and shaping endless ones takes minutes.
    """
    out: list[str] = []
    for char in text:
        joined = (
            out
            and len(out[-1]) < _LONGEST_CLUSTER
            and (out[-1][-1] in (_VIRAMA, _ZWJ) or char == _ZWJ or unicodedata.category(char)[0] == "M")
        )
        if joined:
            out[-1] += char
        else:
            out.append(char)
    return out
