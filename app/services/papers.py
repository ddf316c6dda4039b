"""From a record to the bytes of a document, in any of the document languages, formats and editions: for the window,
scripts and tests alike.

Gathering reads the store; rendering needs none, so the window does the first on its `db` lane and the second on `work`.
`make` is for looking at; whatever leaves the program goes through `produce`, which gives the copy its number and enters
it in the distribution log (domain.md 4.6, 36).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.core.enums import DispatchChannel, Edition, RecordKind
from app.core.errors import Refused
from app.core.i18n import N_
from app.core.problems import Problem
from app.core.text import clean_line
from app.documents import catalogue
from app.documents.catalogue import FileOptions
from app.documents.data import AgendaData, AttendeeListData, MinutesData, Options, SigninData
from app.queries.documents import DocumentQueries
from app.services.dispatches import CopyNumberTaken, DispatchDraft, DispatchService

Data = MinutesData | AttendeeListData | AgendaData | SigninData

_RECORDS: dict[str, RecordKind] = {key: kind for kind, key in catalogue.RECORD_KEYS.items()}
_TRIES = 8
"""Attempts to give a copy a number that no other window takes meanwhile."""


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """One copy that somebody asks for. `kind` is a key of the catalogue; `organisation_id` whose excerpt it is or whom
    the list is for; `version` an approved edition, `draft` one that was sent (neither: the record to work with);
    `recipient` whom the copy is for;
    `copy_for` the side that stands first in its copy of agreed minutes; `numbered` prints the copy's number on it."""

    kind: str
    meeting_id: str
    lang: str = "en"
    format: str = "pdf"
    edition: Edition = Edition.INTERNAL
    organisation_id: str | None = None
    version: int | None = None
    recipient: str = ""
    channel: DispatchChannel = DispatchChannel.FILE
    password: str = ""
    copy_for: str = ""
    numbered: bool = False
    family_capitals: bool = True
    note: str = ""
    draft: int | None = None


@dataclass(frozen=True, slots=True)
class Produced:
    """A copy that was made and logged: its bytes, what its file is called, its number (0: none), its log entry."""

    content: bytes
    file_name: str
    copy_no: int
    dispatch_id: str


class Papers:
    """Makes documents. A kind is a key of the catalogue: "minutes", "record", "agenda", "attendee-list"..."""

    def __init__(self, documents: DocumentQueries, dispatches: DispatchService) -> None:
        self._documents, self._dispatches = documents, dispatches

    def data(self, kind: str, meeting_id: str, version: int | None = None, draft: int | None = None) -> Data:
        """What the document needs, from one meeting. Raises NotFound, Refused for an unknown kind, version or draft."""
        if kind in _RECORDS:
            return self._documents.minutes(meeting_id, self._record_kind(kind, meeting_id), version, draft)
        if version is not None or draft is not None:
            raise Refused(N_("Only a record has versions."))
        if kind == "attendee-list":
            return self._documents.attendee_list(meeting_id)
        if kind in ("agenda", "annotated-agenda"):
            return self._documents.agenda(meeting_id)
        if kind == "signin-sheet":
            return self._documents.signin_sheet(meeting_id)
        raise Refused(N_("There is no document of this kind."))

    def options(self, order: PaperOrder, copy_no: int = 0) -> Options:
        """What the document is told about this copy. Raises NotFound, Refused for an excerpt of nobody."""
        if order.edition is Edition.EXCERPT and not order.organisation_id:
            raise Refused(problems=[Problem("organisation", N_("Choose whose excerpt it is."))])
        name = self._documents.organisation_name(order.organisation_id) if order.organisation_id else ""
        return Options(
            edition=order.edition,
            family_capitals=order.family_capitals,
            copy_no=copy_no,
            excerpt_of=order.organisation_id or "" if order.edition is Edition.EXCERPT else "",
            excerpt_name=name if order.edition is Edition.EXCERPT else "",
            copy_for=order.copy_for,
        )

    def make(
        self, kind: str, data: Data, lang: str, options: Options | None = None, format: str = "pdf", password: str = ""
    ) -> bytes:
        """The file's bytes; without a password the same data give the same bytes. Nothing is logged.

        Raises ToolFault when a font is missing, Refused for a password on a file that cannot bear one.
        """
        content = catalogue.build(kind, data, lang, options)
        return catalogue.render(content, format, FileOptions(password))

    def pdf(self, kind: str, data: Data, lang: str, options: Options | None = None) -> bytes:
        """The PDF; the same data give the same bytes. Raises ToolFault when a font is missing."""
        return self.make(kind, data, lang, options)

    def produce(self, order: PaperOrder) -> Produced:
        """Make a copy that leaves the program, numbered and logged. Raises what `data` and `make` raise, and Refused
        for an outward copy that is for nobody."""
        if order.edition is not Edition.INTERNAL and not self._recipient(order):
            raise Refused(problems=[Problem("recipient", N_("Say for whom this copy is."))])
        data = self.data(order.kind, order.meeting_id, order.version, order.draft)
        for _ in range(_TRIES):
            draft = self._draft(order, data)
            options = self.options(order, draft.copy_no if order.numbered else 0)
            content = self.make(order.kind, data, order.lang, options, order.format, order.password)
            try:
                written = self._dispatches.log(replace(draft, content=content))
            except CopyNumberTaken:
                continue
            name = self.file_name(order.kind, data, order.lang, order.format)
            return Produced(content, name, draft.copy_no, written.id)
        raise Refused(N_("Other copies of this version are being made just now. Try again."))

    def produce_bundle(self, orders: Sequence[PaperOrder]) -> Produced:
        """Several documents as one PDF with a page of contents, each logged with the file's digest. The password is the
        first order's. Raises Refused for none."""
        if not orders:
            raise Refused(N_("Choose documents first."))
        made = []
        for order in orders:
            data = self.data(order.kind, order.meeting_id, order.version, order.draft)
            draft = self._draft(order, data)
            options = self.options(order, draft.copy_no if order.numbered else 0)
            made.append((draft, catalogue.build(order.kind, data, order.lang, options)))
        content = catalogue.render_bundle([one for _, one in made], FileOptions(orders[0].password))
        written = [self._dispatches.log(replace(draft, content=content)) for draft, _ in made]
        first = made[0][0]
        return Produced(content, f"{clean_line(first.reference) or 'records'}-bundle.pdf", first.copy_no, written[0].id)

    def file_name(self, kind: str, data: Data, lang: str, format: str = "pdf") -> str:
        """What the file is called when nobody says otherwise: kind, reference, language."""
        reference = "".join(char if char.isalnum() or char in "-_" else "-" for char in data.control.reference)
        stem = "-".join(part for part in (catalogue.KINDS[kind].file_stem, reference, lang) if part)
        return stem + catalogue.FORMATS[format].suffix

    def warm(self) -> None:
        """Load what the first document needs, ahead of it and on a worker."""
        catalogue.warm()

    def _record_kind(self, kind: str, meeting_id: str) -> RecordKind | None:
        """Minutes print whatever record the meeting has, a press line stands in any; other kinds print their own."""
        wanted = _RECORDS[kind]
        if kind == "minutes" or (kind == "press-line" and not self._documents.has_record(meeting_id, wanted)):
            return None
        if not self._documents.has_record(meeting_id, wanted):
            raise Refused(N_("This meeting has no record of this kind yet."))
        return wanted

    def _draft(self, order: PaperOrder, data: Data) -> DispatchDraft:
        """The log's entry, its content still to come."""
        is_record = isinstance(data, MinutesData)
        record_id = None
        if is_record:
            kind = self._record_kind(order.kind, order.meeting_id)
            record_id = self._documents.record_id(order.meeting_id, kind, order.version, order.draft)
        control = data.control
        version = control.version if is_record else ""
        numbered = is_record and order.edition is not Edition.INTERNAL
        number = self._dispatches.next_copy(record_id, version, order.meeting_id, order.kind) if numbered else 0
        return DispatchDraft(
            document=order.kind,
            content=b"",
            recipient=self._recipient(order),
            channel=order.channel,
            edition=order.edition,
            organisation_id=order.organisation_id,
            meeting_id=order.meeting_id,
            record_id=record_id,
            reference=control.reference,
            version_text=version,
            language=order.lang,
            format=order.format,
            marking=", ".join(control.markings) or control.tlp,
            record_hash=control.content_hash,
            copy_no=number,
            note=order.note,
        )

    def _recipient(self, order: PaperOrder) -> str:
        """Whom the copy is for: as said, else the organisation it is made for."""
        if clean_line(order.recipient) or not order.organisation_id:
            return clean_line(order.recipient)
        return self._documents.organisation_shown(order.organisation_id)
