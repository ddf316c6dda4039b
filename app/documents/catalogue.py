"""The kinds of document there are. A new kind is a file in `kinds/` and one line here.

Importing this costs no ReportLab: the renderer imports it with the first page it draws.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.core.i18n import N_
from app.documents.content import Content
from app.documents.data import AttendeeListData, MinutesData, Options
from app.documents.kinds import attendee_list, minutes
from app.documents.render import pdf


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
        Kind("attendee-list", AttendeeListData, attendee_list.build, N_("List of attendees"), "attendee-list"),
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


def render_pdf(content: Content) -> bytes:
    """The PDF file of `content`; equal content, equal bytes. Raises `ToolFault` if a font or picture cannot be read."""
    return pdf.render(content)


def warm() -> None:
    """Load what the first export needs, ahead of it and in a worker thread."""
    pdf.warm()
