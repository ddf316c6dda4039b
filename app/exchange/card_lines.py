"""vCard files (2.1, 3.0, 4.0) as lines of properties: a tolerant splitter, so that one bad card costs one card.

It works on bytes, because a line may be folded in the middle of a character, and because a property of version 2.1
may have a character set of its own (CHARSET=SHIFT_JIS, which is CP932 in the wild). Lines end in LF, CR LF, CR, or
CR CR LF as iOS writes them. RFC 2426 and RFC 6350; vCard 2.1 as of 1996.
"""

from __future__ import annotations

import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from app.exchange import decoding

_LINE = re.compile(rb"[^\r\n]*(?:\r*\n|\r|$)")
_HEAD = re.compile(rb"(?:([A-Za-z0-9-]{1,60})\.)?([A-Za-z0-9_/ -]{1,80}?)\s{0,4}([;:])")
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/=]{1,200}")
_BARE_ENCODINGS = {b"QUOTED-PRINTABLE", b"BASE64", b"8BIT", b"7BIT", b"B"}
_CHARSETS = {"shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932", "windows-31j": "cp932",
             "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "utf-8", "ascii": "utf-8", "gb2312": "gb18030",
             "gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "iso-8859-9": "cp1254"}  # fmt: skip
_CARET = re.compile(r"\^([n'^])")
_CARETS = {"n": "\n", "'": '"', "^": "^"}


@dataclass(slots=True)
class Property:
    """One property of a card. `value` is raw; `text()` decodes it. `types` are lower case, other parameters upper."""

    name: str
    value: bytes
    line: int
    group: str = ""
    types: list[str] = field(default_factory=list)
    parameters: dict[str, str] = field(default_factory=dict)
    encoding: str = ""
    fallback: str = "utf-8"

    def text(self) -> str:
        """The value as text: quoted-printable undone, its own character set applied; escapes still in it."""
        raw = self.value
        if self.encoding == "QUOTED-PRINTABLE":
            raw = quopri.decodestring(raw)
        charset = self.parameters.get("CHARSET", "").lower()
        codec = _CHARSETS.get(charset, charset)
        if codec:
            try:
                codecs.lookup(codec)
                return raw.decode(codec, errors="replace")
            except (LookupError, UnicodeDecodeError, ValueError):
                pass
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            codec = decoding.guess(raw) if self.encoding else self.fallback
            return raw.decode(codec, errors="replace")


@dataclass(slots=True)
class Card:
    """The properties between BEGIN and END, from line `line`. `closed` is False when END is missing."""

    line: int
    properties: list[Property] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    closed: bool = False

    def first(self, name: str) -> Property | None:
        """The first property called `name`."""
        return next((one for one in self.properties if one.name == name), None)

    def all(self, name: str) -> list[Property]:
        """Every property called `name`, in order."""
        return [one for one in self.properties if one.name == name]


def looks_like_cards(data: bytes) -> bool:
    """Whether the first thing in a file is the beginning of a card."""
    return (
        re.match(rb"[\xef\xbb\xbf\xfe\xff\s]{0,200}BEGIN\s{0,4}:\s{0,4}VCARD", data[:600].replace(b"\0", b""), re.I)
        is not None
    )


def split(data: bytes, encoding: str = "") -> tuple[list[Card], str]:
    """(cards, encoding): every card of a file and the encoding of what has no character set of its own, guessed unless
    somebody chose one.

    A card inside another (AGENT of 2.1) belongs to that one's line and is passed over.
    """
    codec = written = decoding.codec_of(encoding) if encoding else decoding.guess(data)
    if encoding or (codec.startswith("utf-") and codec != "utf-8"):
        data, codec = data.decode(codec, errors="replace").encode("utf-8"), "utf-8"
    cards: list[Card] = []
    card: Card | None = None
    inner = 0
    for number, line in _logical(data):
        marker = line.strip().upper().replace(b" ", b"")
        if marker == b"BEGIN:VCARD":
            if card is not None and _agent(card):
                inner += 1
                continue
            card, inner = Card(number), 0
            cards.append(card)
        elif marker == b"END:VCARD":
            if inner:
                inner -= 1
            elif card is not None:
                card.closed, card = True, None
        elif card is not None and not inner and marker:
            found = _property(line, number, codec)
            if found is None:
                card.unread.append(number)
            else:
                card.properties.append(found)
    return cards, decoding.shown(written)


def _agent(card: Card) -> bool:
    """Whether the card's last property is an AGENT whose own card follows on the next line (2.1)."""
    last = card.properties[-1] if card.properties else None
    return last is not None and last.name == "AGENT" and not last.value.strip()


def _physical(data: bytes) -> Iterator[tuple[int, bytes]]:
    for number, match in enumerate(_LINE.finditer(data), 1):
        if match.end() == match.start():
            return
        yield number, match[0].rstrip(b"\r\n")


def _logical(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Unfolded lines with the number of their first; soft line breaks of quoted-printable are joined as well."""
    held: list[bytes] = []
    start, soft, base64 = 0, False, False
    for number, line in _physical(data):
        upper = line[:12].strip().upper()
        marker = upper.startswith((b"BEGIN:VCARD", b"END:VCARD"))
        if held and soft and not marker:
            held[-1] = held[-1].rstrip(b" \t")[:-1]
            held.append(line)
        elif held and line[:1] in (b" ", b"\t"):
            held.append(line.lstrip(b" \t") if base64 else line[1:])
        elif held and base64 and _BASE64_LINE.fullmatch(line.strip()) and not marker:
            held.append(line.strip())
        else:
            if held:
                yield start, b"".join(held)
            held, start = [line], number
            base64 = _is_base64(line)
        soft = _is_quoted(held[0]) and line.rstrip(b" \t").endswith(b"=")
    if held:
        yield start, b"".join(held)


def _is_quoted(line: bytes) -> bool:
    return b"QUOTED-PRINTABLE" in line[: line.find(b":") if b":" in line else 0].upper()


def _is_base64(line: bytes) -> bool:
    head = line[: line.find(b":") if b":" in line else 0].upper()
    return b"BASE64" in head or b"ENCODING=B" in head


def _property(line: bytes, number: int, codec: str) -> Property | None:
    head = _HEAD.match(line)
    if head is None:
        return None
    group = (head[1] or b"").decode("ascii").lower()
    name = head[2].decode("ascii").strip().upper()
    found = Property(name, b"", number, group, fallback=codec)
    if head[3] == b":":
        found.value = line[head.end() :]
        return found
    colon = _colon(line, head.end())
    if colon < 0:
        return None
    for part in _parts(line[head.end() : colon]):
        _parameter(found, part)
    found.value = line[colon + 1 :]
    return found


def _colon(line: bytes, at: int) -> int:
    """The colon after the parameters; one between quotation marks is part of a parameter."""
    start, quoted = at, False
    end = min(len(line), at + 4_000)
    while at < end:
        byte = line[at]
        if byte == 0x22:
            quoted = not quoted
        elif byte == 0x3A and not quoted:
            return at
        at += 1
    return line.find(b":", start)


def _parts(head: bytes) -> list[bytes]:
    """Parameters apart at semicolons outside quotation marks."""
    parts, start, quoted = [], 0, False
    for at, byte in enumerate(head):
        if byte == 0x22:
            quoted = not quoted
        elif byte == 0x3B and not quoted:
            parts.append(head[start:at])
            start = at + 1
    parts.append(head[start:])
    return parts


def _parameter(found: Property, part: bytes) -> None:
    name, equals, raw = part.partition(b"=")
    if not equals:  # 2.1: TEL;WORK;VOICE
        word = name.strip().upper()
        if word in _BARE_ENCODINGS:
            found.encoding = "BASE64" if word == b"B" else word.decode("ascii")
        elif word:
            found.types.append(word.decode("utf-8", errors="replace").lower())
        return
    key = name.strip().upper().decode("ascii", errors="replace")
    text = raw.decode("utf-8", errors="replace").strip()
    if key == "ENCODING":
        found.encoding = {"B": "BASE64", "Q": "QUOTED-PRINTABLE"}.get(text.strip('"').upper(), text.strip('"').upper())
    elif key == "TYPE":
        found.types += [word.strip().lower() for word in text.replace('"', "").split(",") if word.strip()]
    else:
        found.parameters[key] = _CARET.sub(lambda match: _CARETS[match[1]], text.strip('"'))


_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


def unescape(text: str, *, breaks: bool = True) -> str:
    """Text without its backslashes. `breaks`: \\n is a line break (3.0, 4.0; in 2.1 it may be part of a path)."""

    def plain(match: re.Match[str]) -> str:
        char = match[1]
        if char in "nN":
            return "\n" if breaks else match[0]
        return char if char in "\\,;:" else match[0]

    return _ESCAPE.sub(plain, text) if "\\" in text else text


def components(text: str, separator: str = ";") -> list[str]:
    """A structured value apart at separators without a backslash; the pieces still hold their escapes."""
    parts: list[str] = []
    start = at = 0
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        if text[at] == separator:
            parts.append(text[start:at])
            start = at + 1
        at += 1
    parts.append(text[start:])
    return parts
