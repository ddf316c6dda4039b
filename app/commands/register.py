"""Commands about the register of people and organisations: import, export, merge, undo."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from app.commands import merge
from app.commands.output import print_json, write_file
from app.commands.words import words
from app.container import Container
from app.core.enums import DeedKind
from app.core.errors import Refused
from app.core.i18n import LANGUAGES, N_, ntr, tr
from app.core.spoken import In
from app.queries import views
from app.services.dispatches import DispatchDraft
from app.services.exporting import ExportFormat
from app.services.exporting_paper import DOCUMENTS
from app.services.importing import (
    AS_NEW,
    LEAVE_OUT,
    Choice,
    Imported,
    ImportKind,
    ImportSettings,
    Plan,
    PlannedRow,
    Reading,
    Verdict,
)

PASTED = "-"
"""In place of a file: read what is pasted into standard input."""
_ON_UNSURE: Mapping[str, Choice] = {"skip": LEAVE_OUT, "new": AS_NEW}
_SHOWN = 20
"""Rows that are printed one by one for people; scripts get all of them."""


def add(commands: Any, exports: Any) -> None:
    """Put this field's commands into the parser; `exports` are the things that `export` can write."""
    merge.add(commands)
    importing = commands.add_parser("import", help="bring in a file of people, organisations or meetings")
    importing.add_argument("kind", choices=tuple(ImportKind))
    importing.add_argument("file", type=words, metavar="FILE", help="the file; - reads pasted lines")
    importing.add_argument("--mapping", type=Path, metavar="F", help="a JSON file: column heading to field")
    importing.add_argument("--sheet", type=words, default="", metavar="S", help="the sheet of a workbook, by its name")
    importing.add_argument("--encoding", type=words, default="", metavar="E", help="how letters are written: Shift_JIS")
    importing.add_argument("--delimiter", type=words, default="", metavar="D", help='what divides columns: ";" or tab')
    importing.add_argument("--header-row", type=int, metavar="N", help="the row that holds the headings, 0 for none")
    importing.add_argument("--dry-run", action="store_true", help="only say what each row would do")
    importing.add_argument("--on-unsure", choices=tuple(_ON_UNSURE), help="leave unsure rows out, or take them as new")
    importing.add_argument("--side", type=words, default="", metavar="S", help="side of records that name none")
    order = importing.add_mutually_exclusive_group()
    order.add_argument("--day-first", action="store_const", const=True, help="03/04 is 3 April")
    order.add_argument("--month-first", action="store_const", const=False, dest="day_first", help="03/04 is 4 March")
    importing.add_argument("--refused", type=Path, metavar="F", help="write the refused rows to this workbook")
    importing.add_argument("--json", action="store_true")
    importing.set_defaults(run=_import)
    for kind in ImportKind:
        exporting = exports.add_parser(kind.value, help="write the list to a file")
        exporting.add_argument("--format", choices=("xlsx", "csv", "vcf", "pdf"), required=True)
        exporting.add_argument("--lang", dest="document_lang", choices=LANGUAGES, help="language of a PDF")
        exporting.add_argument("--to", type=words, default="", metavar="NAME", help="for whom, in the distribution log")
        exporting.add_argument("--card-version", choices=("4.0", "3.0"), default="4.0", help="version of address cards")
        exporting.add_argument("--query", type=words, default="", metavar="T", help="only what is found by T")
        exporting.add_argument("--out", required=True, type=Path, metavar="F")
        exporting.set_defaults(run=_export)
    undoing = commands.add_parser("undo", help="take the last import or merge back")
    undoing.set_defaults(run=_undo)


def _import(desk: Container, arguments: argparse.Namespace) -> int:
    kind = ImportKind(arguments.kind)
    reading = _read(desk, kind, arguments)
    if arguments.sheet:
        reading = _sheet(desk, reading, arguments.sheet)
    if arguments.header_row is not None:
        reading = desk.services.importing.reread(reading, header_row=arguments.header_row)
    if arguments.mapping is not None:
        reading = desk.services.importing.remap(reading, _mapping(arguments.mapping))
    plan = desk.services.importing.plan(reading, _settings(desk, reading, arguments))
    settled = plan.settle_all(_ON_UNSURE[arguments.on_unsure]) if arguments.on_unsure else plan
    done = None
    if not arguments.dry_run and settled.is_settled:
        done = desk.services.importing.apply(settled)
    if arguments.refused is not None:
        write_file(arguments.refused, desk.services.importing.refused_workbook(settled))
    if arguments.json:
        print_json(_as_json(plan, done))
    else:
        _say(plan, done)
    if arguments.dry_run or done is not None:
        return 0
    raise Refused(UNSETTLED, count=plan.counts.unsure)


UNSETTLED = N_(
    "Nothing was written. Rows that may be records of the register: {count}. Settle them in the window, or say "
    "--on-unsure skip or --on-unsure new."
)


def _read(desk: Container, kind: ImportKind, arguments: argparse.Namespace) -> Reading:
    service, chosen = desk.services.importing, {"encoding": arguments.encoding, "delimiter": arguments.delimiter}
    if arguments.file == PASTED:
        reading = service.read_pasted(sys.stdin.read(), kind)
        return service.reread(reading, **chosen) if any(chosen.values()) else reading
    path = Path(arguments.file)
    return service.read(path.name, _bytes(path), kind, **chosen)


def _sheet(desk: Container, reading: Reading, name: str) -> Reading:
    names = [table.name for table in reading.source.tables]
    if name not in names:
        raise Refused(N_("There is no sheet “{name}”. There are: {names}."), name=name, names=", ".join(names))
    return desk.services.importing.choose_table(reading, names.index(name))


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Refused(N_("{path} is a folder. Name a file."), path=path)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise Refused(N_("{path} cannot be read: {why}"), path=path, why=why) from error


def _mapping(path: Path) -> dict[str, str]:
    try:
        found = json.loads(_bytes(path).decode("utf-8-sig"))
    except ValueError as error:
        raise Refused(N_("{path} is no JSON file of column headings and fields."), path=path) from error
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise Refused(N_("{path} is no JSON file of column headings and fields."), path=path)
    return found


def _settings(desk: Container, reading: Reading, arguments: argparse.Namespace) -> ImportSettings:
    usual = desk.services.importing.settings(reading)
    return ImportSettings(
        side=arguments.side.upper(),
        day_first=arguments.day_first,
        time_zone=usual.time_zone,
        host_side=usual.host_side,
    )


def _as_json(plan: Plan, done: Imported | None) -> dict[str, Any]:
    counts = plan.counts
    return {
        "read": counts.read,
        "new": counts.new,
        "matched": counts.matched,
        "unsure": counts.unsure,
        "refused": [_refusal(row) for row in plan.rows if row.verdict is Verdict.REFUSED],
        "written": done is not None,
        "batch": done.batch if done else "",
        "made": done.made if done else 0,
        "changed": done.changed if done else 0,
        "unsure_rows": [_unsure(row) for row in plan.unsure()],
        "remarks": [tr(message, **params) for message, params in plan.remarks],
        "mapping": plan.reading.mapping.by_header(),
    }


def _refusal(row: PlannedRow) -> dict[str, Any]:
    assert row.refused is not None
    place = row.refused.place
    found = {"row": place.row, "column": place.column, "reason": tr(row.refused.reason, **row.refused.params)}
    return {**found, "sheet": place.sheet} if place.sheet else found


def _unsure(row: PlannedRow) -> dict[str, Any]:
    return {
        "row": row.line,
        "name": row.name,
        "candidates": [
            {"id": one.id, "name": one.name, "score": one.score, "reasons": [str(reason) for reason in one.reasons]}
            for one in row.candidates
        ],
    }


def _say(plan: Plan, done: Imported | None) -> None:
    counts = plan.counts
    for message, params in plan.remarks:
        print(tr(message, **params))
    print(
        ntr(
            "{read} row read: {new} new, {matched} known, {unsure} unsure, {refused} refused.",
            "{read} rows read: {new} new, {matched} known, {unsure} unsure, {refused} refused.",
            counts.read,
            read=counts.read,
            new=counts.new,
            matched=counts.matched,
            unsure=counts.unsure,
            refused=counts.refused,
        )
    )
    _some([row for row in plan.rows if row.verdict is Verdict.REFUSED], _refused_line)
    _some(list(plan.unsure()), _unsure_line)
    if done is not None and done.batch:
        print(tr("Written as one step; `undo` takes it back."))
    elif done is not None:
        print(tr("Nothing was new, so nothing was written."))


def _some(rows: list[PlannedRow], line: Callable[[PlannedRow], str]) -> None:
    for row in rows[:_SHOWN]:
        print(line(row))
    if len(rows) > _SHOWN:
        print(tr("… and {count} more.", count=len(rows) - _SHOWN))


def _refused_line(row: PlannedRow) -> str:
    found = _refusal(row)
    return tr("Row {row}, {column}: {reason}", row=found["row"], column=found["column"], reason=found["reason"])


def _unsure_line(row: PlannedRow) -> str:
    names = " | ".join(candidate.name for candidate in row.candidates)
    return tr("Row {row}: {name} may be {names}.", row=row.line, name=row.name, names=names)


def _export(desk: Container, arguments: argparse.Namespace) -> int:
    kind = ImportKind(arguments.what)
    form = ExportFormat(arguments.format)
    if form is ExportFormat.VCARD and arguments.card_version == "3.0":
        form = ExportFormat.VCARD_3
    rows = views.listed(desk.queries, kind.value, arguments.query, None)
    lang = arguments.document_lang or arguments.lang or "en"
    covers = In(lang).tr("Filter: {filters}", filters=f"“{arguments.query}”") if arguments.query.strip() else ""
    ids = [row["id"] for row in rows]
    content = desk.services.exporting.content(kind, ids, form, lang=lang, covers=covers)
    draft = DispatchDraft(DOCUMENTS[kind], content, arguments.to, language=lang, format=form.value)
    logged = desk.services.dispatches.log(draft)
    try:
        write_file(arguments.out, content)
    except BaseException:
        desk.services.dispatches.not_delivered(logged.id)
        raise
    print(arguments.out)
    return 0


def _undo(desk: Container, _arguments: argparse.Namespace) -> int:
    deed, _written = desk.services.deeds.undo_last()
    message = UNDONE_IMPORT if deed.kind is DeedKind.IMPORT else UNDONE_MERGE
    print(tr(message, title=deed.title))
    return 0


UNDONE_IMPORT = N_("The import of “{title}” was undone.")
UNDONE_MERGE = N_("The merge “{title}” was undone.")
