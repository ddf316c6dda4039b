"""The command that merges two records of the register."""

from __future__ import annotations

import argparse
from typing import Any

from app.commands.output import print_json
from app.commands.words import words
from app.container import Container
from app.core.i18n import tr
from app.queries import views
from app.services.merging import words_for

KINDS = {
    "people": "person",
    "organisations": "organisation",
    "person": "person",
    "organisation": "organisation",
}
"""The kinds as the command line names them (one record may be named in the singular) -> as the services do."""

_PLURAL = {"person": "people", "organisation": "organisations"}


def add(commands: Any) -> None:
    """Put it into the parser."""
    merging = commands.add_parser("merge", help="merge two records into one; `undo` takes it back")
    merging.add_argument("kind", choices=tuple(KINDS))
    merging.add_argument("keep", type=words, metavar="A", help="the record that stays: its id or its code")
    merging.add_argument("other", type=words, metavar="B", help="the record that goes into it")
    merging.add_argument("--dry-run", action="store_true", help="only say what would move")
    merging.add_argument("--json", action="store_true")
    merging.set_defaults(run=_merge)


def _merge(desk: Container, arguments: argparse.Namespace) -> int:
    kind = KINDS[arguments.kind]
    keep = views.resolve(desk.store, _PLURAL[kind], arguments.keep)
    other = views.resolve(desk.store, _PLURAL[kind], arguments.other)
    preview = desk.services.merging.preview(kind, keep, other)
    if not arguments.dry_run:
        desk.services.merging.merge(kind, keep, other)
    if arguments.json:
        print_json(
            {
                "kind": _PLURAL[kind],
                "kept": keep,
                "merged": other,
                "moved": dict(preview.moves),
                "shared_meetings": [meeting.id for meeting in preview.meetings],
                "written": not arguments.dry_run,
            }
        )
        return 0
    for moved, count in preview.moves.items():
        print(f"{words_for(moved)}\t{count}")
    if arguments.dry_run:
        print(tr("{other} would become part of {keep}.", other=preview.other_name, keep=preview.keep_name))
    else:
        print(tr("{other} is now part of {keep}.", other=preview.other_name, keep=preview.keep_name))
    return 0
