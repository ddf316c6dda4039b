"""A mail as a file (.eml): the tables of its body, and the tables and cards that are attached to it."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable
from email.errors import MessageError
from email.message import EmailMessage

from app.core.errors import Refused
from app.core.i18n import N_
from app.core.text import clean_line
from app.exchange import csv_file, decoding, grid, html_tables, limits
from app.exchange.records import OrganisationRecord, PersonRecord, RefusedRow, Source, Table

_HEAD = re.compile(
    rb"(?:From |(?:received|return-path|from|to|date|subject|message-id|mime-version|delivered-to|x-[\w-]{1,40}|"
    rb"content-type|reply-to|thread-[\w-]{1,20}|dkim-signature|arc-[\w-]{1,30}|authentication-results):)",
    re.IGNORECASE,
)
_ATTACHED = (".csv", ".tsv", ".xlsx", ".xls", ".xlsb", ".ods", ".vcf", ".vcard", ".json", ".txt", ".gz", ".eml")
_MOST_PARTS = 200


def looks_like_mail(data: bytes) -> bool:
    """Whether a file begins with the head of a mail: two fields that every mail has."""
    head = data[:8_000].replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
    lines = [line for line in head.split(b"\n") if line[:1] not in (b" ", b"\t", b"")]
    return (
        len(lines) > 1
        and sum(1 for line in lines if _HEAD.match(line)) * 2 > len(lines)
        and bool(_HEAD.match(lines[0]))
    )


def read(
    name: str, data: bytes, inner: Callable[[str, bytes], Source], *, encoding: str = "", delimiter: str = ""
) -> Source:
    """The mail's tables and cards; `inner` reads what is attached. `encoding` is chosen over what the mail says of its
    text, `delimiter` over the guess. Raises Refused when there is nothing to import."""
    parts = _parts(name, data)
    found = _Found(name, delimiter)
    bodies = [part for part in parts if not _is_attached(part) and part.get_content_maintype() == "text"]
    html = [part for part in bodies if part.get_content_subtype() == "html"]
    for part in html:
        found.html(_text(part, encoding, found))
    for part in bodies:
        if not found.tables and part.get_content_subtype() != "html":
            found.plain(_text(part, encoding, found))
    for part in parts:
        if _is_attached(part):
            found.attachment(part, inner)
    if not found.tables and not found.people and not found.organisations and not found.refused:
        raise found.failure or Refused(N_("“{name}” is a mail without a table or an attached list."), name=name)
    return Source(
        name,
        "mail",
        found.encoding,
        found.delimiter,
        tables=tuple(found.tables),
        people=tuple(found.people),
        organisations=tuple(found.organisations),
        refused=tuple(found.refused),
        remarks=tuple(found.remarks),
    )


def _parts(name: str, data: bytes) -> list[EmailMessage]:
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        parts = []
        for part in message.walk():
            if not part.is_multipart() and isinstance(part, EmailMessage):
                parts.append(part)
            if len(parts) > _MOST_PARTS:
                break
    except (MessageError, ValueError, LookupError, AttributeError, IndexError, TypeError, RecursionError) as error:
        raise Refused(N_("“{name}” is a mail that cannot be read. Save its table as a file."), name=name) from error
    return parts


def _is_attached(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or bool(_file_name(part))


def _file_name(part: EmailMessage) -> str:
    """The name of an attachment without any folder before it."""
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, AttributeError, IndexError, TypeError):
        return ""
    return clean_line(name.replace("\\", "/").rsplit("/", 1)[-1])[:120].strip(" .")


def _bytes(part: EmailMessage) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AttributeError, TypeError):
        return b""
    return content if isinstance(content, bytes) else b""


def _text(part: EmailMessage, chosen: str, found: _Found) -> str:
    raw = _bytes(part)
    if chosen:
        decoded = decoding.decode(raw, chosen)
        found.encoding, found.remarks = decoded.encoding, [*found.remarks, *decoded.remarks]
        return decoded.text
    charset = (part.get_content_charset() or "").lower()
    codec = {"iso-2022-jp": "iso2022_jp_ext", "shift_jis": "cp932", "iso-8859-1": "cp1252", "us-ascii": ""}.get(
        charset, charset
    )
    if codec:
        try:
            text = raw.decode(codec, errors="replace")
        except (LookupError, ValueError):
            pass
        else:
            found.encoding = found.encoding or decoding.shown(codec)
            return text
    decoded = decoding.decode(raw)
    found.encoding = found.encoding or decoded.encoding
    return decoded.text


class _Found:
    def __init__(self, name: str, delimiter: str = "") -> None:
        self.name = name
        self.chosen = delimiter
        self.delimiter = ""
        self.encoding = ""
        self.tables: list[Table] = []
        self.people: list[PersonRecord] = []
        self.organisations: list[OrganisationRecord] = []
        self.refused: list[RefusedRow] = []
        self.remarks: list[grid.Remark] = []
        self.failure: Refused | None = None

    def html(self, text: str) -> None:
        """Tables of an HTML body; a layout of one cell is none."""
        tables, _ = html_tables.read(text)
        for rows in tables:
            self._table(rows)

    def plain(self, text: str) -> None:
        """A table in plain text: lines with tabs or commas, or ruled with bars, among those of the letter."""
        rows = ruled(text)
        if rows and self.chosen in ("", "|"):
            self._table(rows)
            return
        run = _longest_run(text, self.chosen)
        if len(run) > 1:
            source = csv_file.read_text(self.name, "\n".join(run), delimiter=self.chosen)
            self.delimiter = source.delimiter
            self.tables += source.tables
            self.refused += source.refused
            self.remarks += source.remarks

    def _table(self, rows: list[list[str]]) -> None:
        number = len(self.tables) + 1
        built = grid.build(self.name if number == 1 else f"{self.name} ({number})", rows, range(1, len(rows) + 1))
        self.refused += built.refused
        self.remarks += built.remarks
        if built.table:
            self.tables.append(built.table)

    def attachment(self, part: EmailMessage, inner: Callable[[str, bytes], Source]) -> None:
        """Reads one attached file; one of another kind is left out, one that is refused is told."""
        name = _file_name(part) or ("contact.vcf" if "vcard" in part.get_content_type() else "")
        if not name.lower().endswith(_ATTACHED):
            return
        try:
            source = inner(name, _bytes(part))
        except Refused as error:
            self.failure = error
            self.remarks.append((error.message, error.params))
            return
        self.tables += source.tables
        self.people += source.people
        self.organisations += source.organisations
        self.refused += source.refused
        self.remarks += source.remarks


def ruled(text: str) -> list[list[str]]:
    """Rows of a table drawn with bars ("| Name | Title |"), rules between them left out."""
    rows = []
    for line in text.splitlines()[: limits.ROWS]:
        bare = line.strip()
        if bare.startswith("|") and bare.count("|") > 2 and bare.strip("|+-=: "):
            rows.append([cell.strip() for cell in bare.strip("|").split("|")])
    return rows if len(rows) > 1 else []


def _longest_run(text: str, chosen: str = "") -> list[str]:
    """The longest run of lines with a tab, or with the same number of semicolons or bars, or cut at what was chosen."""
    best: list[str] = []
    for delimiter in (chosen,) if chosen else ("\t", ";", "|", ","):
        run: list[str] = []
        for line in [*text.splitlines(), ""]:
            if line.count(delimiter) and (
                not run or delimiter == "\t" or line.count(delimiter) == run[0].count(delimiter)
            ):
                run.append(line)
                continue
            if len(run) > max(len(best), 2 if delimiter == "," and not chosen else 1):
                best = run
            run = [line] if line.count(delimiter) else []
    return best
