"""What somebody pastes or keeps in a plain text file: names one a line, with what belongs to each of them.

"1. YAMADA Haruo, Deputy Director, METI <yamada@meti.go.jp>" is a name, a title, an organisation and an address; "Rao
(CII)" a name and an organisation; "A <a@x>; B <b@y>" are two people of a mail's head. Nothing is decided here: the line
becomes a row of a table that is shown before anything is taken.
"""

from __future__ import annotations

import re
from dataclasses import replace

from app.core.i18n import tr
from app.core.text import clean, clean_line
from app.exchange import csv_file, grid, headings, limits
from app.exchange.records import Source, Table

HEADER = ("Name", "Title", "Organisation", "E-mail", "Office phone", "Notes")
_LEADER = re.compile(r"^\s{0,20}(?:[-*•・–—>]{1,5}|\(?\d{1,4}[.)、:]?(?=\s))\s{0,20}")
_MAIL = re.compile(r"[<＜(\[]?\s?(?:mailto:)?([\w.+'/=&-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})\s?[>＞)\]]?")
_PHONE = re.compile(r"(?:\b(?:tel|phone|mob|mobile|電話|携帯)[.:\s]{0,4})?(\+?\(?\d[\d ()/.-]{5,24}\d)", re.IGNORECASE)
_BRACKETS = re.compile(r"[(（\[【]([^()（）\[\]【】]{1,300})[)）\]】]")
_BREAK = re.compile(r"[,、，\t|/]|\s[-–—:]\s|\s{3,}")
_LAST_FIRST = re.compile(r'^"([^"]{1,100})"')
_TITLE = re.compile(
    r"\b(?:director|minister|secretary|ambassador|manager|president|chair\w{0,6}|ceo|cfo|cto|coo|md|head|chief|counsell?or|"
    r"attach[eé]|officer|advis[oe]r|consul|commissioner|governor|mayor|professor|partner|founder|editor|engineer|"
    r"representative|deputy|member|envoy|analyst|executive|general|spokes\w{2,8}|vice)\b"
    r"|[長官相]$|大臣|部長|課長|局長|社長|次官|大使|参事官|書記官|取締役|理事|議員|教授|担当|主任|代表|निदेशक|मंत्री|सचिव|राजदूत|अध्यक्ष|प्रबंध",
    re.IGNORECASE,
)


def read(text: str, name: str = "", *, delimiter: str = "") -> Source:
    """The table that pasted `text` is (surely, when a `delimiter` was chosen), or the one its lines make.

    Raises Refused when there is nothing in it.
    """
    name = name or tr("Pasted text")
    if delimiter or _is_table(text):
        source = csv_file.read_text(name, text, delimiter=delimiter, form="pasted")
        return replace(source, tables=tuple(map(_as_pasted, source.tables)))
    numbered = [
        (number, one)
        for number, line in enumerate(text.splitlines(), 1)
        if line.strip()
        for one in _people(clean(line))
    ]
    if not numbered:
        return csv_file.read_text(name, text, form="pasted")
    limits.check_rows(len(numbered), name)
    rows = [_row(one) for _, one in numbered]
    built = grid.build_with(name, HEADER, rows, [number for number, _ in numbered])
    return Source(
        name,
        "pasted",
        tables=(built.table,) if built.table else (),
        refused=tuple(built.refused),
        remarks=tuple(built.remarks),
    )


def _is_table(text: str) -> bool:
    """Cells of a spreadsheet come with tabs; otherwise nearly every line must be cut alike, by more than one comma."""
    lines = [line for line in text[: csv_file.SAMPLE].splitlines() if line.strip()]
    tabbed = sum(1 for line in lines if "\t" in line)
    if tabbed * 2 > len(lines):
        return True
    if not csv_file.is_table(text):
        return False
    return headings.are_known(next(csv_file.rows_of(text), []))


def _as_pasted(table: Table) -> Table:
    """Without headings unless they are words that head columns: the first of the pasted rows is a person, too."""
    return table if headings.are_known(table.header) else grid.with_header(table, 0)


def _people(line: str) -> list[str]:
    """A line apart where it names several people, as the head of a mail does: separated after each address."""
    if len(_MAIL.findall(line)) < 2:
        return [line]
    parts: list[str] = []
    start = 0
    for found in _MAIL.finditer(line):
        rest = line[found.end() : found.end() + 3].lstrip()
        if rest[:1] in (";", ",", "、", "；", "，") or not rest:
            parts.append(line[start : found.end()])
            start = found.end() + len(line[found.end() :]) - len(line[found.end() :].lstrip(" ;,、；，"))
    if line[start:].strip():
        parts.append(line[start:])
    return parts


def _row(line: str) -> list[str]:
    """Name, title, organisation, e-mail, telephone and the rest of one line."""
    line = _LEADER.sub("", line, count=1).strip()
    mails = [found[1] for found in _MAIL.finditer(line)]
    line = _MAIL.sub(" ", line)
    phones = [clean_line(found[1]) for found in _PHONE.finditer(line)]
    line = _PHONE.sub(" ", line)
    quoted = _LAST_FIRST.match(line.strip())
    if quoted:
        name, rest, brackets = quoted[1], line.strip()[quoted.end() :], []
    else:
        brackets = [clean_line(found[1]) for found in _BRACKETS.finditer(line)]
        pieces = [piece for piece in map(clean_line, _BREAK.split(_BRACKETS.sub(" ", line))) if piece.strip(" .;:-")]
        name, rest = (pieces[0], "") if pieces else ("", "")
        brackets = pieces[1:] + brackets
    title, organisation, notes = _placed([*(clean_line(rest).strip(" ,;"),), *brackets] if rest else brackets)
    if not name and mails:
        name = mails[0].partition("@")[0].replace(".", " ")
    return [clean_line(name).strip(" ,;"), title, organisation, "; ".join(mails), "; ".join(phones), notes]


def _placed(pieces: list[str]) -> tuple[str, str, str]:
    """Which of the further pieces is the title and which the organisation; what is left over is a note."""
    titles = [piece for piece in pieces if _TITLE.search(piece)]
    others = [piece for piece in pieces if piece not in titles]
    title = ", ".join(titles[:2])
    if not titles and len(others) > 1:
        title, others = others[0], others[1:]
    return title, (others[-1] if others else ""), "; ".join([*titles[2:], *others[:-1]])
