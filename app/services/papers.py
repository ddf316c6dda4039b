"""From a record to the bytes of a document, in any of the document languages: for the window, scripts and tests alike.

Gathering reads the store; rendering needs none, so the window does the first on its `db` lane and the second on `work`.
"""

from __future__ import annotations

from app.core.errors import Refused
from app.core.i18n import N_
from app.documents import catalogue
from app.documents.data import AttendeeListData, MinutesData, Options
from app.queries.documents import DocumentQueries

Data = MinutesData | AttendeeListData


class Papers:
    """Makes documents. `kind` is a key of the catalogue: "minutes", "attendee-list"."""

    def __init__(self, documents: DocumentQueries) -> None:
        self._documents = documents

    def data(self, kind: str, meeting_id: str) -> Data:
        """What the document needs, from one meeting. Raises NotFound, Refused for an unknown kind."""
        if kind == "minutes":
            return self._documents.minutes(meeting_id)
        if kind == "attendee-list":
            return self._documents.attendee_list(meeting_id)
        raise Refused(N_("There is no document of this kind."))

    def pdf(self, kind: str, data: Data, lang: str, options: Options | None = None) -> bytes:
        """The PDF; the same data give the same bytes. Raises ToolFault when a font is missing."""
        return catalogue.render_pdf(catalogue.build(kind, data, lang, options))

    def file_name(self, kind: str, data: Data, lang: str) -> str:
        """What the file is called when nobody says otherwise: kind, reference, language."""
        reference = "".join(char if char.isalnum() or char in "-_" else "-" for char in data.control.reference)
        return "-".join(part for part in (catalogue.KINDS[kind].file_stem, reference, lang) if part) + ".pdf"

    def warm(self) -> None:
        """Load what the first document needs, ahead of it and on a worker."""
        catalogue.warm()
