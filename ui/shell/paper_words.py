"""How papers and the copies that left are said: on a meeting's page and in the register alike."""

from __future__ import annotations

from collections.abc import Mapping

from app.core.enums import Edition, RecordKind
from app.core.formats import date_time
from app.core.i18n import N_, tr
from app.core.wording import label
from app.queries.dispatches import DispatchRow
from ui.kit.line_list import ListLine

KINDS: Mapping[str, str] = {
    "minutes": N_("Minutes"),
    "record": N_("Record of discussion"),
    "agreed-minutes": N_("Agreed minutes"),
    "note-for-file": N_("Note for file"),
    "aide-memoire": N_("Aide-mémoire"),
    "press-line": N_("Press line"),
    "agenda": N_("Agenda"),
    "annotated-agenda": N_("Annotated agenda"),
    "attendee-list": N_("Attendee list"),
    "signin-sheet": N_("Sign-in sheet"),
}
RECORD_KINDS: Mapping[str, RecordKind] = {
    "minutes": RecordKind.MINUTES,
    "record": RecordKind.RECORD_OF_DISCUSSION,
    "agreed-minutes": RecordKind.AGREED_MINUTES,
    "note-for-file": RecordKind.NOTE_FOR_FILE,
    "aide-memoire": RecordKind.AIDE_MEMOIRE,
    "press-line": RecordKind.PRESS_LINE,
}
"""A paper's key -> the kind of record it prints."""


def paper_name(row: DispatchRow) -> str:
    """What a logged copy is: the paper, its version, language and format."""
    what = tr(KINDS[row.document]) if row.document in KINDS else row.document
    version = tr("version {number}", number=row.version_text) if row.version_text else ""
    return " · ".join(part for part in (what, version, row.language, row.format.upper()) if part)


def edition_name(row: DispatchRow) -> str:
    """For whom a copy was made."""
    return row.organisation if row.edition is Edition.EXCERPT and row.organisation else label(row.edition)


def line_of(row: DispatchRow, zone: str, meeting: str = "") -> ListLine:
    """One entry in words."""
    number = tr("copy {no}", no=row.copy_no) if row.copy_no else ""
    to = tr("to {name}", name=row.recipient) if row.recipient else ""
    told = (meeting, to, label(row.channel).lower(), number, date_time(row.sent_at, zone), row.note)
    tone = "neutral" if row.edition is Edition.INTERNAL else "accent"
    return ListLine(
        paper_name(row), " · ".join(part for part in told if part), "", edition_name(row), tone, ("dispatch", row.id)
    )
