"""The kinds of document there are. A new kind is a file in `kinds/` and one line here.

Importing this costs no ReportLab, python-docx or pikepdf: a renderer imports its library with its first file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.enums import RecordKind
from app.core.errors import Refused
from app.core.i18n import N_
from app.documents.content import Content
from app.documents.data import AgendaData, AttendeeListData, ListData, MinutesData, Options, SigninData
from app.documents.kinds import (
    agenda,
    agreed_minutes,
    aide_memoire,
    attendee_list,
    listing,
    minutes,
    note_for_file,
    press_line,
    record_of_discussion,
    signin_sheet,
)
from app.documents.render import bundle, pdf, protect, text, word


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind: its key, the data it needs, what builds its content, its name (a msgid), its file's name."""

    key: str
    data: type
    build: Callable[[Any, str, Options], Content]
    name: str
    file_stem: str


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("minutes", MinutesData, minutes.build, N_("Minutes of the meeting"), "minutes"),
        Kind("record", MinutesData, record_of_discussion.build, record_of_discussion.NAME, "record-of-discussion"),
        Kind("agreed-minutes", MinutesData, agreed_minutes.build, agreed_minutes.NAME, "agreed-minutes"),
        Kind("note-for-file", MinutesData, note_for_file.build, note_for_file.NAME, "note-for-file"),
        Kind("aide-memoire", MinutesData, aide_memoire.build, aide_memoire.NAME, "aide-memoire"),
        Kind("press-line", MinutesData, press_line.build, press_line.NAME, "press-line"),
        Kind("agenda", AgendaData, agenda.build, agenda.NAME, "agenda"),
        Kind("annotated-agenda", AgendaData, agenda.build_annotated, agenda.ANNOTATED_NAME, "annotated-agenda"),
        Kind("attendee-list", AttendeeListData, attendee_list.build, N_("List of attendees"), "attendee-list"),
        Kind("signin-sheet", SigninData, signin_sheet.build, signin_sheet.NAME, "signin-sheet"),
        Kind("list", ListData, listing.build, listing.NAME, "list"),
    )
}
RECORD_KEYS: dict[RecordKind, str] = {
    RecordKind.MINUTES: "minutes",
    RecordKind.RECORD_OF_DISCUSSION: "record",
    RecordKind.AGREED_MINUTES: "agreed-minutes",
    RecordKind.NOTE_FOR_FILE: "note-for-file",
    RecordKind.AIDE_MEMOIRE: "aide-memoire",
    RecordKind.PRESS_LINE: "press-line",
}
"""The document that a record of a kind is printed as."""


@dataclass(frozen=True, slots=True)
class FileOptions:
    """What the file itself is given: a `password` to open it (AES-256, a PDF only)."""

    password: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its key, its name (a msgid), its suffix and media type, what renders it."""

    key: str
    name: str
    suffix: str
    media_type: str
    render: Callable[[Content], bytes]


FORMATS: dict[str, Format] = {
    format.key: format
    for format in (
        Format("pdf", N_("PDF"), ".pdf", "application/pdf", pdf.render),
        Format(
            "docx",
            N_("Word document"),
            ".docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            word.render,
        ),
        Format("txt", N_("Plain text (telegram)"), ".txt", "text/plain; charset=utf-8", text.render),
    )
}


def build(kind: str, data: object, lang: str, options: Options | None = None) -> Content:
    """The content of a document. `kind` is a key of `KINDS`, `lang` one of `core.i18n.LANGUAGES` (else English).

    Raises KeyError for an unknown kind and TypeError for another kind's data: both are mistakes in our own code.
    """
    entry = KINDS[kind]
    if not isinstance(data, entry.data):
        raise TypeError(f"{kind} is built from {entry.data.__name__}, not {type(data).__name__}")
    return entry.build(data, lang, options or Options())


def render(content: Content, format: str, options: FileOptions | None = None) -> bytes:
    """The file of `content` in a format of `FORMATS`; without a password equal content gives equal bytes.

    Raises KeyError for an unknown format, `ToolFault` if a font or picture cannot be read, `Refused` for a password on
    a format that cannot carry one.
    """
    data = FORMATS[format].render(content)
    return _protected(data, format, options)


def render_bundle(contents: Sequence[Content], options: FileOptions | None = None) -> bytes:
    """Several documents as one PDF, with a page of contents in front and an outline.

    Raises ValueError for no document at all, else as `render`.
    """
    return _protected(bundle.render(contents), "pdf", options)


def _protected(data: bytes, format: str, options: FileOptions | None) -> bytes:
    if options is None or not options.password:
        return data
    if format != "pdf":
        raise Refused(N_("Only a PDF can be given a password. Choose PDF, or leave the password out."))
    return protect.encrypted(data, options.password)


def render_pdf(content: Content) -> bytes:
    """The PDF file of `content`; equal content, equal bytes. Raises `ToolFault` if a font or picture cannot be read."""
    return pdf.render(content)


def warm() -> None:
    """Load what the first export needs, ahead of it and in a worker thread."""
    pdf.warm()
