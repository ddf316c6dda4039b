"""Commands about records and their papers: documents written to files, approval, verification of what was approved."""

from __future__ import annotations

import argparse
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from app.commands.output import print_json, write_file
from app.commands.words import words
from app.container import Container
from app.core.enums import Edition, RecordKind, RecordStatus
from app.core.errors import NotFound, Refused
from app.core.i18n import LANGUAGES, N_, tr
from app.queries import views
from app.queries.missing import before_approval
from app.queries.versions import Verdict
from app.services.papers import PaperOrder

RECORDS = ("minutes", "record", "agreed-minutes", "note-for-file", "aide-memoire", "press-line")
"""Documents that a record of the meeting is printed as."""
DOCUMENTS = (*RECORDS, "agenda", "annotated-agenda", "attendee-list", "signin-sheet")
_OURS = frozenset({"annotated-agenda", "signin-sheet"})
"""Papers for our own table: they are internal unless somebody says otherwise."""


def add(commands: Any, exports: Any) -> None:
    """Put this field's commands into the parser; `exports` are the things that `export` can write."""
    for document in DOCUMENTS:
        exporting = exports.add_parser(document, help="print it to a file")
        exporting.add_argument("--meeting", type=words, required=True, metavar="ID")
        exporting.add_argument("--lang", dest="document_lang", choices=LANGUAGES, help="language of its labels")
        exporting.add_argument("--format", choices=("pdf", "docx", "txt"), default="pdf")
        exporting.add_argument(
            "--edition",
            type=words,
            metavar="E",
            help="internal, counterpart, or an organisation for its excerpt",
        )
        exporting.add_argument("--internal", action="store_true", help="the same as --edition internal")
        exporting.add_argument("--to", type=words, default="", metavar="NAME", help="for whom, in the distribution log")
        if document in RECORDS:
            exporting.add_argument("--version", type=_version, metavar="N", help=_VERSION)
            exporting.add_argument("--numbered", action="store_true", help="print the copy's number")
        exporting.add_argument("--password-file", type=Path, metavar="F", help="the PDF opens with F's first line")
        exporting.add_argument("--out", required=True, type=Path, metavar="F")
        exporting.set_defaults(run=_export)
    approving = commands.add_parser("approve", help="approve a record, number and freeze it")
    approving.add_argument("--record", type=words, required=True, metavar="ID", help="its id, or its meeting's code")
    approving.add_argument("--by", type=words, default="", metavar="NAME", help="who approves it")
    approving.set_defaults(run=_approve)
    verifying = commands.add_parser("verify", help="say which version a printed hash belongs to, or check all versions")
    verifying.add_argument("--hash", type=words, default="", metavar="H", help="the digits at the foot of a page")
    verifying.add_argument("--file", type=Path, metavar="F", help="a file that may be one of our copies")
    verifying.set_defaults(run=_verify)
    _add_numbers(commands)


_VERSION = "an approved version of the record, or a draft that was sent (0.2)"


def _version(text: str) -> tuple[int | None, int | None]:
    """(approved version, draft) as paper carries them: "2", or "0.2"."""
    whole, _, draft = text.partition(".")
    if not whole.isdecimal() or (draft and not draft.isdecimal()) or bool(draft) != (int(whole) == 0):
        raise argparse.ArgumentTypeError(tr("“{text}” is no version. Write 2, or 0.2 for a draft.", text=text))
    return (None, int(draft)) if draft else (int(whole), None)


def _add_numbers(commands: Any) -> None:
    numbering = commands.add_parser("numbers", help="the register of reference numbers, and how numbers are written")
    numbering.add_argument("--year", type=int, metavar="Y", help="only numbers of this year")
    numbering.add_argument("--pattern", type=words, metavar="P", help="write numbers so from now on")
    numbering.add_argument("--kind", choices=[kind.value for kind in RecordKind], help="the kind that --pattern is for")
    numbering.add_argument("--json", action="store_true")
    numbering.set_defaults(run=_numbers)


def _export(desk: Container, arguments: argparse.Namespace) -> int:
    edition, organisation_id = _edition(desk, arguments)
    to = arguments.to or ("" if organisation_id else tr("the other side"))
    version, draft = getattr(arguments, "version", None) or (None, None)
    order = PaperOrder(
        kind=arguments.what,
        meeting_id=views.resolve(desk.store, "meetings", arguments.meeting),
        lang=arguments.document_lang or arguments.lang or "en",
        format=arguments.format,
        edition=edition,
        organisation_id=organisation_id,
        version=version,
        draft=draft,
        recipient=arguments.to if edition is Edition.INTERNAL else to,
        password=_password(arguments.password_file),
        numbered=getattr(arguments, "numbered", False),
    )
    made = desk.services.papers.produce(order)
    try:
        write_file(arguments.out, made.content)
    except BaseException:
        desk.services.dispatches.not_delivered(made.dispatch_id)
        raise
    print(arguments.out)
    return 0


def _edition(desk: Container, arguments: argparse.Namespace) -> tuple[Edition, str | None]:
    wanted = arguments.edition or ("internal" if arguments.internal or arguments.what in _OURS else "counterpart")
    if wanted in (Edition.INTERNAL.value, Edition.COUNTERPART.value):
        return Edition(wanted), None
    if arguments.what not in RECORDS:
        raise Refused(N_("Only a record has an excerpt for one organisation."))
    return Edition.EXCERPT, views.resolve(desk.store, "organisations", wanted)


def _password(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise Refused(N_("{path} cannot be read: {why}"), path=path, why=error.strerror) from error
    except UnicodeDecodeError as error:
        raise Refused(N_("{path} is no text in UTF-8."), path=path) from error
    if not lines or not lines[0].strip():
        raise Refused(N_("{path} holds no password in its first line."), path=path)
    return lines[0]


def _approve(desk: Container, arguments: argparse.Namespace) -> int:
    record = desk.queries.minutes.get(_record(desk, arguments.record))
    problems = before_approval(record, desk.queries.meetings.get(record.meeting_id)) if record.is_open else []
    if problems:
        for problem in problems:
            print(f"{problem.field}\t{problem}", file=sys.stderr)
        return 1
    if record.status is RecordStatus.DRAFT:
        desk.services.minutes.circulate(record.id)
    approved = desk.services.minutes.approve(record.id, arguments.by or desk.store.actor)
    for note in approved.notes:
        print(str(note), file=sys.stderr)
    print(f"{approved.reference}\t{approved.edition}\t{approved.sha256}")
    return 0


def _record(desk: Container, wanted: str) -> str:
    """A record by its id or the beginning of it, or by its meeting's code: the one that is written just now."""
    try:
        return views.resolve(desk.store, "records", wanted)
    except NotFound:
        pass  # no record's id: a meeting's, then
    meeting_id = views.resolve(desk.store, "meetings", wanted)
    record = desk.queries.minutes.of_meeting(meeting_id)
    if record is None:
        raise Refused(N_("Nothing is written about this meeting yet."))
    return record.id


def _verify(desk: Container, arguments: argparse.Namespace) -> int:
    if not arguments.hash and arguments.file is None:
        findings = desk.queries.versions.chain()
        for finding in findings:
            print(finding, file=sys.stderr)
        if not findings:
            print(tr("Every approved version is as it was approved."))
        return 1 if findings else 0
    found = desk.queries.versions.verify(arguments.hash, _bytes(arguments.file))
    for row in found.versions:
        facts = (row.reference, row.version_text, row.status.value, _stamp(row.frozen_at), row.meeting)
        print("\t".join(facts))
    if found.copy is not None:
        copy = found.copy
        print("\t".join((copy.recipient, copy.channel, str(copy.copy_no), _stamp(copy.sent_at))))
    if not found.intact:
        raise Refused(N_("The version has this hash no more: its content was changed."))
    if found.verdict in _ANSWERS and not (found.verdict is Verdict.UNKNOWN and found.copy is not None):
        raise Refused(_ANSWERS[found.verdict])
    return 0


def _numbers(desk: Container, arguments: argparse.Namespace) -> int:
    if arguments.pattern is not None:
        mission = desk.queries.mission.current()
        before = dict(mission.reference_patterns) if mission is not None else {}
        desk.services.references.set_patterns({**before, arguments.kind or "": arguments.pattern})
    rows = desk.queries.versions.numbers(year=arguments.year)
    if arguments.json:
        print_json([asdict(row) for row in rows])
        return 0
    for row in rows:
        print("\t".join((row.reference, row.state.value, _stamp(row.taken_at), row.taken_by, row.meeting, row.reason)))
    return 0


def _stamp(at: datetime | None) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at is not None else ""


_ANSWERS = {
    Verdict.UNKNOWN: N_("No approved version has this hash."),
    Verdict.TOO_SHORT: N_("Give at least eight digits of the hash."),
    Verdict.AMBIGUOUS: N_("Several versions begin so. Give more digits."),
}


def _bytes(path: Path | None) -> bytes | None:
    if path is None:
        return None
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refused(N_("{path} cannot be read: {why}"), path=path, why=error.strerror) from error
