"""The same services for scripts and the terminal (docs/cli.md). Prints; never opens a window.

Exit 0 done, 1 refused with one plain sentence on standard error, 2 usage.
"""

from __future__ import annotations

import argparse
import errno
import io
import logging
import os
import platform
import sys
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from typing import NoReturn

from app import container as composition
from app.commands import records, register
from app.commands.output import one_line, print_json, print_plain
from app.commands.words import words
from app.container import Container
from app.core.errors import AppError, NotFound
from app.core.i18n import LANGUAGES, N_, set_language, tr
from app.core.logs import start_logging
from app.core.paths import Paths, find_paths
from app.core.settings import Settings
from app.db import maintenance
from app.queries import views
from app.services import demo

KINDS = ("meetings", "people", "organisations", "delegations", "visits", "followups")

log = logging.getLogger(__name__)


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line on standard error and ends with 2."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}", file=sys.stderr)
        raise SystemExit(2)


def parser() -> Parser:
    """The whole command line."""
    top = Parser(prog="chancery", description="The meeting desk of an embassy. Without a command: opens the window.")
    top.add_argument("--data-dir", type=Path, metavar="D", help="keep everything of this installation under D")
    top.add_argument("--lang", choices=LANGUAGES, help="language of messages")
    top.add_argument("--sample", action="store_true", help="open on the sample story, building it when D is empty")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)

    commands.add_parser("demo", help="build the sample story in an empty store")
    listing = commands.add_parser("list", help="list records")
    listing.add_argument("kind", choices=KINDS)
    listing.add_argument("--query", type=words, default="", metavar="T", help="only what is found by T, in any script")
    listing.add_argument("--limit", type=_count, metavar="N", help="at most N")
    listing.add_argument("--json", action="store_true")
    showing = commands.add_parser("show", help="show one record")
    showing.add_argument("kind", choices=KINDS)
    showing.add_argument("id", type=words, help="its id, the beginning of its id, or its code (MT6)")
    showing.add_argument("--json", action="store_true")
    searching = commands.add_parser("search", help="find anything by any name in any script")
    searching.add_argument("text", type=words)
    searching.add_argument("--limit", type=_count, default=30, metavar="N")
    searching.add_argument("--json", action="store_true")
    exporting = commands.add_parser("export", help="write a document or a list to a file")
    exports = exporting.add_subparsers(dest="what", metavar="WHAT", parser_class=Parser, required=True)
    records.add(commands, exports)
    register.add(commands, exports)
    commands.add_parser("check", help="say whether the store is whole; exit 1 when it is not")
    commands.add_parser("version", help="versions of the program and its parts")
    return top


def _count(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError("must be a whole number, 0 or more")
    return int(text[:_DIGITS])


_DIGITS = 12
"""More than any store holds, less than SQLite's largest number."""


def run(arguments: argparse.Namespace) -> int:
    """Do one command. Gives the exit code; prints what went wrong, never a traceback."""
    set_language(arguments.lang or "en")
    paths = find_paths(arguments.data_dir)
    _speak_any_script()
    try:
        code = _run(arguments, paths)
        sys.stdout.flush()  # here, where a full disk or a closed pipe can still be answered
        return code
    except AppError as error:
        print(str(error), file=sys.stderr)
    except BrokenPipeError:
        # The reader went away (`| head`); close our end quietly.
        _close_output()
        return 0
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EIO):
            return _our_fault(error, paths)
        _close_output()
        print(tr(_NOT_PRINTED, why=error.strerror), file=sys.stderr)
    except Exception as error:  # noqa: BLE001  (a bug of ours: a sentence for the caller, the outline for the log)
        return _our_fault(error, paths)
    return 1


_OUR_FAULT = N_("Chancery failed and changed nothing ({error}). The details are in its log.")
_NOT_PRINTED = N_("The answer could not be written: {why}")


def _speak_any_script() -> None:
    """A terminal that cannot show a letter gets its code in place of it; a script under LANG=C must not fail on a
    name.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _close_output() -> None:
    """What is still in the buffer goes nowhere, or Python would try it again at its end and say so aloud."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _our_fault(error: BaseException, paths: Paths) -> int:
    logs = start_logging(paths.logs, fallback=False)
    log.error("command failed", exc_info=error)
    logs.close()
    print(tr(_OUR_FAULT, error=type(error).__name__), file=sys.stderr)
    return 1


def _run(arguments: argparse.Namespace, paths: Paths) -> int:
    if arguments.command == "version":
        return _version()
    settings = Settings(paths.settings)
    desk = composition.build(paths.store, settings=settings, backups=paths.backups)
    try:
        command = getattr(arguments, "run", None) or _COMMANDS[arguments.command]
        code: int = command(desk, arguments)
        return code
    finally:
        desk.close()


def _demo(desk: Container, _arguments: argparse.Namespace) -> int:
    demo.build(desk.services, desk.queries)
    print(tr("The sample story stands in {path}.", path=desk.store.path))
    return 0


def _list(desk: Container, arguments: argparse.Namespace) -> int:
    rows = views.listed(desk.queries, arguments.kind, arguments.query, arguments.limit)
    if arguments.json:
        print_json(rows)
    else:
        for row in rows:
            print("\t".join(one_line(row.get(key) or "") for key in views.COLUMNS[arguments.kind]))
    return 0


def _show(desk: Container, arguments: argparse.Namespace) -> int:
    id = views.resolve(desk.store, arguments.kind, arguments.id)
    record = views.shown(desk.queries, arguments.kind, id)
    if arguments.json:
        print_json(record)
    else:
        print_plain(record)
    return 0


def _search(desk: Container, arguments: argparse.Namespace) -> int:
    hits = views.found(desk.queries, arguments.text, arguments.limit)
    if arguments.json:
        print_json(hits)
    else:
        for hit in hits:
            print(f"{hit['kind']}\t{hit['id']}\t{hit['name']}\t{hit['snippet']}")
    return 0


def _check(desk: Container, _arguments: argparse.Namespace) -> int:
    findings = maintenance.check(desk.store)
    for finding in findings:
        print(str(finding), file=sys.stderr)
    if not findings:
        print(tr("The store is whole."))
    return 1 if findings else 0


def _version() -> int:
    print(f"Chancery {version()}")
    for name in ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "alembic", "reportlab"):
        print(f"{name} {metadata.version(name)}")
    print(f"Python {platform.python_version()}")
    return 0


def version() -> str:
    """The program's own version, from its metadata or its project file."""
    project = Path(__file__).resolve().parents[1] / "pyproject.toml"
    for line in project.read_text(encoding="utf-8").splitlines() if project.exists() else ():
        if line.startswith("version"):
            return line.split('"')[1]
    return metadata.version("chancery")


_COMMANDS: dict[str, Callable[[Container, argparse.Namespace], int]] = {
    "demo": _demo,
    "list": _list,
    "show": _show,
    "search": _search,
    "check": _check,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Parse and run one command; used by tests and by main.py."""
    arguments = parser().parse_args(argv)
    if arguments.command is None:
        raise NotFound(N_("No command was given."))
    return run(arguments)
