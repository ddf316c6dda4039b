"""Bytes of unknown origin as text: which encoding it must be, and where it is not quite that.

The order of trust: a byte order mark, zero bytes in a pattern (UTF-16), valid UTF-8, the escapes of ISO-2022-JP; then
Japanese (Shift_JIS in the wild is CP932, and EUC-JP) against Western by how plausible the letters are. Nothing here
fails: an undecodable byte becomes U+FFFD and a remark says in which line.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.core.errors import Refused
from app.core.i18n import N_

SAMPLE = 200_000
"""Bytes that are looked at to tell an encoding."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SHOWN = {
    "utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16 LE", "utf-16-be": "UTF-16 BE",
    "utf-32": "UTF-32", "cp932": "Shift_JIS (CP932)", "euc_jis_2004": "EUC-JP", "iso2022_jp_2004": "ISO-2022-JP",
    "iso2022_jp_ext": "ISO-2022-JP", "cp1252": "Windows-1252", "cp1251": "Windows-1251", "gb18030": "GB18030",
    "euc_kr": "EUC-KR", "cp949": "EUC-KR", "big5": "Big5", "koi8_r": "KOI8-R", "cp874": "Windows-874",
}  # fmt: skip
_OTHERS = ("cp1251", "gb18030", "cp949", "big5", "koi8_r")
"""Encodings of whole alphabets that are asked of charset-normalizer when the text is neither Japanese nor Western."""
CHOICES = (
    "utf-8", "cp932", "euc_jis_2004", "iso2022_jp_ext", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp1251",
    "gb18030", "cp949", "big5", "koi8_r",
)  # fmt: skip
"""What a person may choose over the guess, as Python's codecs."""
_JIS_ESCAPE = re.compile(rb"\x1b(?:\$[@B]|\([JI])")
_HIGH = re.compile(rb"[\x80-\xff]")
_JAPANESE = re.compile("[\u3000-\u30ff\uff01-\uff5e]")
_HALF_KANA = re.compile("[\uff61-\uff9f]{2,}")

Remark = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with the name of its encoding as a person knows it; `remarks` say what could not be decoded."""

    text: str
    encoding: str
    remarks: tuple[Remark, ...] = ()


def decode(data: bytes, codec: str = "") -> Decoded:
    """`data` as text without a byte order mark or NUL characters; `codec` ("" to guess) is what somebody chose."""
    codec = codec_of(codec) if codec else guess(data)
    text = data.decode(codec, errors="replace")
    remarks: list[Remark] = []
    if "\ufffd" in text:
        lost = text.count("\ufffd") - _meant(data, codec)
        if lost > 0:
            line = text.count("\n", 0, text.index("\ufffd")) + 1
            remarks.append(
                (
                    N_("Characters that could not be read as {encoding}: {count}, the first in line {line}."),
                    {"encoding": shown(codec), "count": lost, "line": line},
                )
            )
    if "\0" in text:
        remarks.append((N_("NUL characters were left out: {count}."), {"count": text.count("\0")}))
        text = text.replace("\0", "")
    return Decoded(text.removeprefix("\ufeff"), shown(codec), tuple(remarks))


def _meant(data: bytes, codec: str) -> int:
    """How many U+FFFD the file itself holds: somebody lost those letters before us."""
    return data.count("\ufffd".encode(codec.removesuffix("-sig"))) if codec.startswith("utf-8") else 0


def shown(codec: str) -> str:
    """The name of a codec as a person knows it."""
    return _SHOWN.get(codec, codec)


def codec_of(name: str) -> str:
    """The Python codec of an encoding that somebody named ("Shift_JIS", "utf8"). Raises Refused for an unknown one."""
    wanted = name.strip().lower()
    for codec, said in _SHOWN.items():
        if wanted == said.lower():
            return codec
    if wanted in ("shift_jis", "shift-jis", "sjis", "windows-31j", "ms932"):
        return "cp932"  # what is called Shift_JIS in the wild is Microsoft's
    try:
        found = codecs.lookup(wanted)
    except (LookupError, ValueError) as error:
        raise Refused(UNKNOWN_ENCODING, name=name[:40]) from error
    if not getattr(found, "_is_text_encoding", True) or found.name in ("idna", "punycode", "undefined"):
        raise Refused(UNKNOWN_ENCODING, name=name[:40])
    return found.name


UNKNOWN_ENCODING = N_("There is no encoding “{name}”. Try UTF-8, Shift_JIS, EUC-JP, UTF-16 or Windows-1252.")


def guess(data: bytes) -> str:
    """The Python codec by which `data` is most likely written."""
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return codec
    sample = data[:SAMPLE]
    wide = _utf16(sample)
    if wide:
        return wide
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data, sample)
    if _JIS_ESCAPE.search(sample):
        for codec in ("iso2022_jp_ext", "iso2022_jp_2004"):
            if _loss(data, codec) == 0:
                return codec
    return "utf-8"


def _utf16(sample: bytes) -> str:
    """UTF-16 without its mark: zero bytes, and nearly all of them on one side of the pairs."""
    zeros = sample.count(0)
    if zeros < 2 or zeros * 50 < len(sample):
        return ""
    first, second = sample[0::2].count(0), sample[1::2].count(0)
    if second > 10 * first:
        return "utf-16-le"
    return "utf-16-be" if first > 10 * second else ""


def _loss(data: bytes, codec: str) -> int:
    return data.decode(codec, errors="replace").count("\ufffd")


def _not_utf8(data: bytes, sample: bytes) -> str:
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = len(text) - len(text.encode("ascii", errors="ignore")) - bad
    if bad * 10 <= good:
        return "utf-8"  # one broken byte in a file that is UTF-8 otherwise
    sjis, eucj = _japanese_share(sample, "cp932"), _japanese_share(sample, "euc_jis_2004")
    if max(sjis, eucj) >= 0.5:
        return "cp932" if sjis >= eucj else "euc_jis_2004"
    letters = sum(1 for byte in sample if byte > 0x40)
    if len(_HIGH.findall(sample)) * 4 > letters:
        return _other_alphabet(sample) or "cp1252"
    return "cp1252"


def _japanese_share(sample: bytes, codec: str) -> float:
    """How much of what is not ASCII reads as ordinary Japanese under `codec`: 1 for a page of it, 0 for another.

    Ordinary are kana, full-width forms and the kanji of JIS level 1; a Western letter before a Latin one reads as a
    rare kanji or a private character, EUC read as Shift_JIS as half-width kana.
    """
    text = sample.decode(codec, errors="replace")
    foreign = [c for c in text if c > "\x7f"]
    if not foreign:
        return 0.0
    ordinary = len(_JAPANESE.findall(text)) + sum(1 for c in foreign if "\u4e00" <= c <= "\u9fff" and _common(c))
    half = sum(len(run) for run in _HALF_KANA.findall(text)) * (0.8 if codec == "cp932" else 0.0)
    lost = text.count("\ufffd") * 5
    return (ordinary + half - lost) / len(foreign)


def _common(kanji: str) -> bool:
    """Whether a kanji stands in JIS level 1, which holds what names and offices are written with."""
    raw = kanji.encode("cp932", errors="replace")
    return len(raw) == 2 and 0x88 <= raw[0] <= 0x98


def _other_alphabet(sample: bytes) -> str:
    from charset_normalizer import from_bytes  # 30 ms, and needed once in a thousand files

    best = from_bytes(sample[:20_000], cp_isolation=list(_OTHERS)).best()
    return best.encoding if best is not None else ""
