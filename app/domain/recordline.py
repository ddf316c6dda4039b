r"""One line of a record as it is typed while people talk, and back again.

    c @jbic will send an overview >fri #finance      a commitment, its owner, its due words, its topic
    a them: arrange talks @"Tata Capital" >31 July   an action of the other side
    The two sides met.                               no letter: a plain point

**Kind.** One lowercase letter and a blank at the very beginning: d decision, a action, c commitment, r reservation,
x dissent, n noting, g agreement, s statement, q request, p press line, m next meeting. Or the whole word and a colon
("Decision:", "निर्णय:", "決定："); in Japanese a blank is enough, since prose there has none. Capitals never convert, so
that "A delegation arrived" stays prose; "a list was given" becomes an action, which the line shows at once, and a
backslash before it ("\a list was given") keeps it prose. A rule that guessed at grammar would surprise more often.

**Side** after the kind: `us:`, `them:`, or the code of a side (`JP:`). **People** `@name` up to a blank, or
@"two words". **Due** `>` directly before its words, which run to the next mark or the end. **Topics** `#word`. Marks
before and after the sentence are taken out of it; inside the sentence the words stay and only the mark goes ("ask @sato
to send" reads "ask sato to send"). A backslash before @ # > or a backslash keeps it as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.core.enums import PointKind

LETTERS: dict[str, PointKind] = {
    "d": PointKind.DECISION,
    "a": PointKind.ACTION,
    "c": PointKind.COMMITMENT,
    "r": PointKind.RESERVATION,
    "x": PointKind.DISSENT,
    "n": PointKind.NOTING,
    "g": PointKind.AGREEMENT,
    "s": PointKind.STATEMENT,
    "q": PointKind.REQUEST,
    "p": PointKind.PRESS_LINE,
    "m": PointKind.NEXT_MEETING,
}
"""The letter of each kind; a plain point (`DISCUSSION`) has none."""

_WORDS: dict[str, PointKind] = {
    "decision": PointKind.DECISION, "決定": PointKind.DECISION, "決定事項": PointKind.DECISION,
    "निर्णय": PointKind.DECISION,
    "action": PointKind.ACTION, "フォローアップ事項": PointKind.ACTION,
    "宿題": PointKind.ACTION, "対応": PointKind.ACTION, "कार्रवाई": PointKind.ACTION,
    "commitment": PointKind.COMMITMENT, "約束": PointKind.COMMITMENT, "約束事項": PointKind.COMMITMENT,
    "प्रतिबद्धता": PointKind.COMMITMENT,
    "reservation": PointKind.RESERVATION, "留保": PointKind.RESERVATION,
    "dissent": PointKind.DISSENT, "異論": PointKind.DISSENT, "असहमति": PointKind.DISSENT,
    "noting": PointKind.NOTING, "noted": PointKind.NOTING, "留意": PointKind.NOTING, "संज्ञान": PointKind.NOTING,
    "agreement": PointKind.AGREEMENT, "agreed": PointKind.AGREEMENT, "合意": PointKind.AGREEMENT,
    "सहमति": PointKind.AGREEMENT,
    "statement": PointKind.STATEMENT, "発言": PointKind.STATEMENT, "वक्तव्य": PointKind.STATEMENT,
    "request": PointKind.REQUEST, "要望": PointKind.REQUEST, "依頼": PointKind.REQUEST, "अनुरोध": PointKind.REQUEST,
    "press line": PointKind.PRESS_LINE, "対外応答": PointKind.PRESS_LINE, "対外応答要領": PointKind.PRESS_LINE,
    "next meeting": PointKind.NEXT_MEETING, "次回": PointKind.NEXT_MEETING, "次回会合": PointKind.NEXT_MEETING,
    "अगली बैठक": PointKind.NEXT_MEETING,
}  # fmt: skip

_SIDES: dict[str, str] = {
    "us": "us", "them": "them", "当方": "us", "先方": "them", "日本側": "JP", "インド側": "IN", "हमारा पक्ष": "us",
    "दूसरा पक्ष": "them", "जापानी पक्ष": "JP", "भारतीय पक्ष": "IN",
}  # fmt: skip
DEFAULT_SIDES: tuple[str, ...] = ("JP", "IN")

_WIDE = {"＠": "@", "＃": "#", "＞": ">", "＼": "\\"}
_JA_WORDS = "|".join(sorted((w for w in _WORDS if w > "\u2e80"), key=len, reverse=True))
_ALL_WORDS = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
_KIND = re.compile(
    rf"(?P<letter>[{''.join(LETTERS)}ａ-ｚ])[ \t\u3000]+|(?P<ja>{_JA_WORDS})[ \t\u3000]+"
    rf"|(?i:(?P<word>{_ALL_WORDS}))\s*[:：][ \t\u3000]*"
)
# A mark counts at the beginning, after a blank or bracket, or right after Japanese, which has no blanks; so neither an
# e-mail address nor "->" nor "C#" is one.
_BEFORE = r"(?<![^\s(（「\u3000-\u30ff\u3400-\u9fff])"
_NAME = r'(?:"(?P<quoted>[^"\n]+)"|(?P<bare>[^\s@#＠＃"\\,.;:、。，）)」]+(?:[.\'’\-][^\s@#＠＃"\\,.;:、。，）)」]+)*))'
_MARK = re.compile(
    rf"\\(?P<kept>[\\@#>＠＃＞])|{_BEFORE}(?P<sign>[@#＠＃]){_NAME}|{_BEFORE}(?P<due>[>＞])(?=[^\s=>＝＞\\])"
)
_MORE = re.compile(r"\.?[ \t\u3000]+[^\s@#＠＃>＞\"\\\\,;:、。，]+")
_LONGEST_NAME = 5
"""Words of a name that is written without quotation marks."""
_AFTER_A_NAME = ",:;、，：；"
"""Signs that part a name at the beginning from what is said ("@Sato: agreed"), and go with its mark."""
_TOPIC_START = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class RecordLine:
    """What one typed line says. `side` is "us", "them", a side's code or ""; `due_text` is for `duewords`."""

    kind: PointKind
    text: str
    people: tuple[str, ...] = ()
    due_text: str = ""
    topics: tuple[str, ...] = ()
    side: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a line: a mark ("@", "#", ">") with its words, or text (mark "")."""

    mark: str
    words: str


def _side_pattern(sides: Sequence[str]) -> re.Pattern[str]:
    names = sorted([*_SIDES, *sides], key=len, reverse=True)
    return re.compile(rf"(?P<side>{'|'.join(map(re.escape, names))})\s*[:：][ \t\u3000]*")


def parse_line(line: str, sides: Sequence[str] = DEFAULT_SIDES) -> RecordLine:
    """Read one line; `sides` are the codes that may stand before a colon. Any text is read: what is no mark is text."""
    rest, kind, side = line.lstrip(), PointKind.DISCUSSION, ""
    pattern = _side_pattern(sides)
    begun = _KIND.match(rest)
    if begun and (kind_there := _kind_of(begun)):
        kind, rest = kind_there, rest[begun.end() :]
    named = pattern.match(rest)
    if named:
        side, rest = _SIDES.get(named["side"], named["side"]), rest[named.end() :]
    if rest[:1] == "\\" and _begins_like_a_mark(rest[1:].lstrip("\\"), pattern):
        rest = rest[1:]
    return _from_pieces(kind, side, _pieces(rest))


def quote_names(line: str, known: Callable[[str], bool]) -> str:
    """The line with quotation marks round the names of several words that follow an @ without them, where `known` says
    that the words are somebody's whole name: `@Sato Emi to send` reads `@"Sato Emi" to send`."""
    out, at = "", 0
    for m in _MARK.finditer(line):
        if m["kept"] or not m["bare"] or m["sign"] not in ("@", "＠") or m.start() < at:
            continue
        ends: list[int] = []
        more = _MORE.match(line, m.end())
        while more is not None and len(ends) < _LONGEST_NAME - 1:
            ends.append(more.end())
            more = _MORE.match(line, more.end())
        for end in reversed(ends):
            name = line[m.start("bare") : end].rstrip(".")
            if known(name):
                stop = m.start("bare") + len(name)
                out += f'{line[at : m.start()]}@"{name}"'
                at = stop
                break
    return out + line[at:]


def _kind_of(m: re.Match[str]) -> PointKind | None:
    if m["letter"]:
        letter = m["letter"] if m["letter"].isascii() else chr(ord(m["letter"]) - 0xFEE0)
        return LETTERS.get(letter)
    return _WORDS[(m["ja"] or m["word"]).lower()]


def _begins_like_a_mark(text: str, sides: re.Pattern[str]) -> bool:
    m = _KIND.match(text + " ")
    return bool(sides.match(text)) or bool(m and _kind_of(m))


def _pieces(text: str) -> list[_Piece]:
    out: list[_Piece] = []
    plain, at = "", 0
    while at < len(text):
        m = _MARK.search(text, at)
        if m is None:
            break
        plain += text[at : m.start()]
        at = m.end()
        if m["kept"]:
            plain += m["kept"]
            continue
        mark = _WIDE.get(m["sign"] or m["due"], m["sign"] or m["due"])
        words = m["quoted"] or m["bare"] or ""
        if not _is_mark(m):
            plain += m[0]
            continue
        out.append(_Piece("", plain))
        plain = ""
        if mark == ">":
            words, at = _due_words(text, at)
        out.append(_Piece(mark, words))
    out.append(_Piece("", plain + text[at:]))
    return out


def _is_mark(m: re.Match[str]) -> bool:
    """Whether a sign with its name counts: "#1 priority" is a number and no topic."""
    return m["sign"] not in ("#", "＃") or bool(_TOPIC_START.match(m["quoted"] or m["bare"]))


def _due_words(text: str, at: int) -> tuple[str, int]:
    """Due words run to the next mark or the end."""
    position = at
    while (m := _MARK.search(text, position)) is not None:
        if not m["kept"]:
            return text[at : m.start()].strip(), m.start()
        position = m.end()
    return text[at:].strip(), len(text)


def _from_pieces(kind: PointKind, side: str, pieces: list[_Piece]) -> RecordLine:
    filled = [i for i, piece in enumerate(pieces) if not piece.mark and piece.words.strip()]
    first, last = (filled[0], filled[-1]) if filled else (len(pieces), -1)
    people: list[str] = []
    topics: list[str] = []
    text, due = "", ""
    for i, piece in enumerate(pieces):
        if not piece.mark:
            named = i == first and i > 0 and pieces[i - 1].mark == "@"
            text += piece.words.lstrip(_AFTER_A_NAME) if named and piece.words[0] in _AFTER_A_NAME else piece.words
            continue
        if piece.mark == ">":
            due = piece.words
            text += " " if first < i < last else ""
            continue
        (people if piece.mark == "@" else topics).append(piece.words)
        if first < i < last:
            text += piece.words
    return RecordLine(kind, text.strip(), tuple(dict.fromkeys(people)), due, tuple(dict.fromkeys(topics)), side)


def format_line(line: RecordLine, sides: Sequence[str] = DEFAULT_SIDES) -> str:
    """The line as it can be typed: `parse_line(format_line(x)) == x`. People come first, topics and due words last."""
    letter = next((key for key, kind in LETTERS.items() if kind is line.kind), "")
    head = [letter] if letter else []
    head += [f"{line.side}:"] if line.side else []
    people = [_marked("@", person) for person in line.people]
    after = [_marked("#", topic) for topic in line.topics]
    after += [f">{line.due_text}"] if line.due_text else []
    text = _escaped(line.text, " ".join(["", *after]), _side_pattern(sides), first=not people)
    body = [*people, *([text] if text else []), *after]
    if letter and not (body or line.side):
        return f"{letter} "  # the blank is what makes the letter a kind
    return " ".join([*head, *body])


def _marked(sign: str, words: str) -> str:
    m = re.fullmatch(_NAME, words)
    return f"{sign}{words}" if m and m["bare"] else f'{sign}"{words}"'


def _escaped(text: str, after: str, sides: re.Pattern[str], *, first: bool) -> str:
    """`text` with a backslash before each sign that would be read as a mark when `after` follows."""
    out, at = "", 0
    while (m := _MARK.search(text + after, at)) is not None and m.start() < len(text):
        out += text[at : m.start()]
        if m["kept"]:
            out, at = out + "\\\\\\" + m["kept"], m.end()
        elif m["sign"] and not _is_mark(m):
            out, at = out + text[m.start() : m.end()], m.end()
        else:  # only the sign is taken: what stood in its name may be a mark once it is text
            out, at = out + "\\" + (m["sign"] or m["due"]), m.start() + 1
    out += text[at:]
    if first and _begins_like_a_mark(text.lstrip("\\"), sides):
        return "\\" + out
    return out
