"""One folding of text for index, query, comparison and order; and what may enter the store at all.

Search, index side: `index_text(s)` goes into an FTS5 table made with `FTS_TOKENIZE`; query side: `fts_query(s)` is
the MATCH expression. Every word of the query must be there, each as the beginning of a word; a run of Japanese must be
there in one piece. Stored text itself is never folded. What folding unites is said beside each rule below.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

FTS_TOKENIZE = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'"
"""The tokenizer of the FTS5 table. It only has to split at blanks: `index_text` has already made the tokens."""

MAX_WORDS = 16
"""Words of a query that are looked at; more cannot narrow a search that a person typed."""
MAX_TOKEN = 64
"""Characters of a word, or of a Japanese run in a query, that count."""

_CJK = (
    "\u3005-\u3007\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
# Vowel signs are marks, which Python's \w leaves out: without these ranges every Indic, Thai or Burmese word would
# split.
_MARKED = (
    "\u0900-\u0963\u0966-\u096f\u0971-\u0df3\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece"
    "\u0f18\u0f19\u0f71-\u0fbc\u1000-\u1049\u1050-\u109f\u1780-\u17d3\ua8e0-\ua8f7"
)
_W = f"(?:[^\\W_{_CJK}]|[{_MARKED}])"
_RUN = re.compile(
    f"(?P<cjk>[{_CJK}]+)"
    r"|(?P<initials>(?<![^\W_])[a-z]\. ?[a-z]\.(?: ?[a-z]\.)*)"
    r"|(?P<number>(?<!\d)\d{1,3}(?:,\d{2,3})+(?!\d))"
    f"|(?P<word>{_W}+(?:['\\-]{_W}+){{0,5}})"
)
_WHOLE_WORD = re.compile(f"[{_MARKED}]")

_AS_KATAKANA = {ord("ぁ") + i: ord("ァ") + i for i in range(ord("ゖ") - ord("ぁ") + 1)}
_VARIANTS = str.maketrans(
    # Kanji of names that are typed in either form; small kana as large (キヤノン, キャノン; 富士フイルム, フィルム).
    "髙﨑邊邉澤齋齊斎廣國學櫻濵濱眞惠榮龍瀧嶋嶌冨德槇ァィゥェォッャュョヮヵヶ",
    "高崎辺辺沢斉斉斉広国学桜浜浜真恵栄竜滝島島富徳槙アイウエオツヤユヨワカケ",
)
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʻ´`＇′", "'"))
# Letters without a canonical decomposition, as they are typed on a keyboard that lacks them; chandrabindu as anusvara;
# dashes as hyphen. Joiners, variation selectors, the long vowel mark and the middle dot are dropped: ローハム, ロハム;
# マルチ・スズキ, マルチスズキ; 葛󠄀, 葛.
_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "\u0901": "\u0902",
        "‐": "-", "‑": "-", "–": "-", "\u200c": "", "\u200d": "", "\u200b": "", "\u00ad": "", "\ufeff": "",
        "ー": "", "・": "",
    }
)  # fmt: skip
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_V_SOUND = {"ア": "バ", "イ": "ビ", "エ": "ベ", "オ": "ボ"}  # ヴェダンタ, ベダンタ
_HALF_NASAL = re.compile("[ङञणनम]\u094d(?=[क-ह])")  # हिन्दी, हिंदी
_HINDI_DIGITS = str.maketrans("०१२३४५६७८९", "0123456789")
_HINDI_WORD = re.compile("[\u0900-\u0963\u0966-\u097f][\u0900-\u0963\u0966-\u097f\u200c\u200d]*")
_VOICING = "\u3099\u309a"


def _base(s: str) -> str:
    if s.isascii():
        return s.lower().replace("`", "'")
    s = unicodedata.normalize("NFKC", _SELECTORS.sub("", s.translate(_APOSTROPHES)))
    s = unicodedata.normalize("NFKC", s.casefold()).translate(_HINDI_DIGITS)
    s = s.translate(_AS_KATAKANA).translate(_VARIANTS).translate(_LETTERS)
    s = re.sub("ヴ([アイエオ]?)", lambda m: _V_SOUND.get(m[1], "ブ"), s)
    out: list[str] = []
    for c in unicodedata.normalize("NFD", s):
        if c == "\u093c":  # nukta: ज़रूर, जरूर
            continue
        if unicodedata.combining(c) and c not in _VOICING and not "\u0900" <= c <= "\u109f":
            continue  # accents off; kana keep their voicing, Indic words their virama
        out.append(c)
    return _HALF_NASAL.sub("\u0902", unicodedata.normalize("NFC", "".join(out)))


def fold(s: str) -> str:
    """The form in which two spellings are compared: no case, accents, width, nukta, long vowel marks or apostrophes.

    Hiragana equals katakana, variants of a kanji equal the common one. For comparison only, never for storing.
    """
    return _base(s).replace("'", "")


@dataclass(frozen=True, slots=True)
class _Token:
    """A word of folded text. `forms` are what it is found by, each with its first and the position of each letter."""

    start: int
    end: int
    cjk: bool
    forms: tuple[tuple[str, tuple[int, ...]], ...]


def _form(folded: str, start: int, end: int, skip: str = "'-., ") -> tuple[str, tuple[int, ...]]:
    kept = [i for i in range(start, end) if folded[i] not in skip][:MAX_TOKEN]
    return "".join(folded[i] for i in kept), tuple(kept)


def _parts(folded: str, start: int, end: int, group: str | None) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The forms of one match of `group`: the whole without its marks, then the parts that somebody may look for alone.

    "d'affaires" is found by daffaires and affaires, "follow-up" by follow, up and followup, "S. K." by sk, s and k.
    """
    yield _form(folded, start, end)
    if group == "initials":
        for i in range(start, end):
            if folded[i].isalpha():
                yield folded[i], (i,)
    elif group == "word":
        for part in re.finditer(r"[^\-]+", folded[start:end]):
            yield _form(folded, start + part.start(), start + part.end())
            for after in re.finditer(r"'([^'\-]{3,})", part[0]):
                at = start + part.start()
                yield _form(folded, at + after.start(1), at + after.end(1))


def _tokens(folded: str) -> Iterator[_Token]:
    for m in _RUN.finditer(folded):
        if m["cjk"]:
            yield _Token(m.start(), m.end(), True, ((m[0], tuple(range(m.start(), m.end()))),))
        else:
            parts = _parts(folded, m.start(), m.end(), m.lastgroup)
            forms = dict(reversed([pair for pair in parts if pair[0]]))
            yield _Token(m.start(), m.end(), False, tuple(reversed(forms.items())))


def index_text(s: str) -> str:
    """The words of `s`, folded and separated by blanks, as they go into the search table.

    A run of Japanese becomes its pairs of neighbours and its last character (半導体: 半導 導体 体).
    """
    if "\n" not in s:
        return _index_line(s)
    # No word goes over a line's end. Short lines (an organisation, a title) stand in many records.
    return " ".join(
        filter(None, [_known_line(line) if len(line) < 120 else _index_line(line) for line in s.split("\n")])
    )


def _index_line(s: str) -> str:
    out: list[str] = []
    for m in _RUN.finditer(_base(s)):
        found = m[0]
        if m.lastgroup == "cjk":
            out += [found[i : i + 2] for i in range(len(found) - 1)]
            out.append(found[-1])
        elif m.lastgroup == "word" and "-" not in found and "'" not in found:
            out.append(found[:MAX_TOKEN])  # nearly all words have one form
        else:
            out += _found_by(found, m.lastgroup)
    return " ".join(out)


_known_line = lru_cache(maxsize=8192)(_index_line)


@lru_cache(maxsize=4096)
def _found_by(word: str, group: str | None) -> tuple[str, ...]:
    """What a word of several forms is found by."""
    forms = [form for form, _ in _parts(word, 0, len(word), group) if form]
    return tuple(reversed(dict.fromkeys(reversed(forms))))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One thing the query asks for: any of `ways`, each a set of words that must all be there."""

    cjk: bool
    ways: tuple[tuple[str, ...], ...]


def _wanted(query: str) -> list[_Wanted]:
    wanted: dict[_Wanted, None] = {}
    for m in _RUN.finditer(_base(query)):
        whole = _form(m[0], 0, len(m[0]))[0]
        ways: tuple[tuple[str, ...], ...] = ((whole,),)
        if m["cjk"]:
            ways = ((m[0][:MAX_TOKEN],),)
        elif m["initials"]:
            ways = ((whole,), tuple(whole))
        elif "-" in m[0]:
            ways = ((whole,), tuple(_form(part, 0, len(part))[0] for part in m[0].split("-")))
        if whole:
            wanted[_Wanted(bool(m["cjk"]), ways)] = None
        if len(wanted) == MAX_WORDS:
            break
    return list(wanted)


def _phrase(word: str, *, cjk: bool) -> str:
    if cjk and len(word) > 1:
        return '"' + " ".join(word[i : i + 2] for i in range(len(word) - 1)) + '"'
    return f'"{word}"*'


def fts_query(s: str) -> str:
    """The FTS5 MATCH expression for what somebody typed; "" means there is nothing to search for.

    Every word must match as the beginning of a word; Japanese must match in one piece. Takes any input: what is not a
    letter, mark or digit never reaches the expression, and only the first `MAX_WORDS` words count.
    """
    clauses: list[str] = []
    for wanted in _wanted(s):
        ways = [" AND ".join(_phrase(word, cjk=wanted.cjk) for word in way) for way in wanted.ways]
        clauses.append(ways[0] if len(ways) == 1 else "(" + " OR ".join(f"({way})" for way in ways) + ")")
    return " AND ".join(clauses)


def _folded_with_places(text: str) -> tuple[str, list[int], list[int]]:
    """Fold piece by piece and keep, for each folded character, where its piece begins and ends in `text`."""
    folded: list[str] = []
    start: list[int] = []
    end: list[int] = []
    i = 0
    while i < len(text):
        j = i + 1
        hindi = _HINDI_WORD.match(text, i)  # nasals fold by their neighbour, so a word is one piece
        if hindi:
            j = hindi.end()
        else:
            j = _past_marks(text, j)
            if text[i] in "ヴゔｳウう" and _base(text[i:j]) == "ブ" and _base(text[j : j + 1]) in _V_SOUND:
                j = _past_marks(text, j + 1)  # the two fold into one: ヴァ, ヴあ, ｳﾞｱ
        piece = _base(text[i:j])
        folded.append(piece)
        start += [i] * len(piece)
        end += [j] * len(piece)
        i = j
    return "".join(folded), start, end


def _past_marks(text: str, at: int) -> int:
    """`at`, or the place behind the marks that belong to the letter before it."""
    while at < len(text) and (text[at] in "\uff9e\uff9f" or unicodedata.combining(text[at])):
        at += 1
    return at


def highlight(text: str, query: str) -> list[tuple[int, int]]:
    """Where `text` answers `query`: (start, end) in the original text, in order, apart from each other.

    Latin and Japanese are marked letter by letter, a Devanagari word and initials whole.
    """
    wanted = _wanted(query)
    if not text or not wanted:
        return []
    folded, start, end = _folded_with_places(text)
    spans: list[tuple[int, int]] = []
    words = {word for want in wanted if not want.cjk for way in want.ways for word in way}
    for run in (want.ways[0][0] for want in wanted if want.cjk):
        at = folded.find(run)
        while at != -1:
            spans.append((start[at], end[at + len(run) - 1]))
            at = folded.find(run, at + 1)
    for token in _tokens(folded) if words else ():
        for form, places in token.forms if not token.cjk else ():
            hits = [len(word) for word in words if form.startswith(word)]
            if hits:
                last = len(places) if _WHOLE_WORD.search(form) else max(hits)
                spans.append((start[places[0]], end[places[last - 1]]))
    return _merged(spans)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for begin, stop in sorted(spans):
        if out and begin <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], stop))
        else:
            out.append((begin, stop))
    return out


def snippet(text: str, query: str, width: int = 120) -> str:
    """One line of at most `width` characters of `text` around its first answer to `query`, "…" where it was cut.

    Highlight the result itself: its positions are not those of `text`.
    """
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    if width < 3:
        return line[: max(width, 0)]
    spans = highlight(line, query)
    begin = max(0, spans[0][0] - width // 3) if spans else 0
    if begin:
        blank = line.find(" ", begin, spans[0][0])
        begin = blank + 1 if blank != -1 else _not_inside(line, begin)
    room = width - (1 if begin else 0)
    if len(line) - begin <= room:
        begin = max(0, len(line) - (width - 1)) if begin else 0
        return "…" + line[_not_inside(line, begin) :].lstrip()
    stop = begin + room - 1
    blank = line.rfind(" ", begin + room // 2, stop + 1)
    while stop > begin and unicodedata.category(line[stop])[0] == "M":
        stop -= 1
    kept = line[begin : blank if blank != -1 and (not spans or blank >= spans[0][1]) else stop]
    return ("…" if begin else "") + kept.rstrip() + "…"


def _not_inside(line: str, at: int) -> int:
    """`at` or the next place that does not begin with a mark of the letter before."""
    while at < len(line) and unicodedata.category(line[at])[0] == "M":
        at += 1
    return at


_NEW_LINES = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# C0 and C1 controls, lone surrogates, noncharacters, zero-width blank and byte order mark, and the directional controls
# by which a line can be made to read as another one (Unicode TR 36, "bidirectional text spoofing"). Left-to-right and
# right-to-left marks and the joiners of Indic scripts stay: words need them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u200b\ufeff\u202a-\u202e\u2066-\u2069"
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(1, 17))
    + "]"
)


def clean(s: str) -> str:
    """Text as it may enter the store: NFC, line ends as "\\n", no control characters except newline and tab.

    Lone surrogates and directional overrides go too. Nothing visible is changed, and clean text stays as it is.
    """
    if s.isascii() and s.isprintable():
        return s
    return unicodedata.normalize("NFC", _UNWANTED.sub("", _NEW_LINES.sub("\n", s)))


def clean_line(s: str) -> str:
    """`clean` for a one-line field: line ends, tabs and runs of blanks become one blank, none at either end."""
    if s.isascii() and s.isprintable():
        return " ".join(s.split()) if " " in s else s
    return " ".join(clean(s).split())


_VOWELS = {
    "ア": "アカサタナハマヤラワガザダバパァャヮ",
    "イ": "イキシチニヒミリギジヂビピィ",
    "ウ": "ウクスツヌフムユルグズヅブプゥュッヴ",
    "エ": "エケセテネヘメレゲゼデベペェ",
    "オ": "オコソトノホモヨロヲゴゾドボポォョ",
}
_LONG = {kana: vowel for vowel, row in _VOWELS.items() for kana in row}


def sort_key(s: str) -> str:
    """A key by which names sort: Latin without case and accents, kana in the order of the fifty sounds, 2 before 10.

    Hand in the reading (kana) of a Japanese name where there is one. Kana sort by sound first, voicing second, and a
    long vowel counts as its vowel, as in a Japanese dictionary. Latin comes first, then Devanagari, kana, kanji.
    """
    if s.isascii():
        plain = voiced = fold(s)
    else:
        kana = unicodedata.normalize("NFKC", s).translate(_AS_KATAKANA)
        voiced = fold(re.sub("(.)ー", lambda m: m[1] + _LONG.get(m[1], ""), kana))
        plain = "".join(c for c in unicodedata.normalize("NFD", voiced) if c not in _VOICING)
    words = re.sub(r"\d+", lambda m: m[0].rjust(10, "0"), " ".join(m[0] for m in _RUN.finditer(plain)))
    return f"{words}\t{voiced}"
