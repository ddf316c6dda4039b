"""Commands about records and their papers: documents written to files."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.commands.output import write_file
from app.commands.words import words
from app.container import Container
from app.core.enums import Edition
from app.core.i18n import LANGUAGES
from app.documents.data import Options
from app.queries import views

DOCUMENTS = ("minutes", "attendee-list")


def add(_commands: Any, exports: Any) -> None:
    """Put this field's commands into the parser; `exports` are the things that `export` can write."""
    for document in DOCUMENTS:
        exporting = exports.add_parser(document, help="print it to a file")
        exporting.add_argument("--meeting", type=words, required=True, metavar="ID")
        exporting.add_argument("--lang", dest="document_lang", choices=LANGUAGES, help="language of its labels")
        exporting.add_argument("--format", choices=("pdf",), default="pdf")
        exporting.add_argument("--internal", action="store_true", help="with answers and telephone numbers")
        exporting.add_argument("--out", required=True, type=Path, metavar="F")
        exporting.set_defaults(run=_export)


def _export(desk: Container, arguments: argparse.Namespace) -> int:
    meeting_id = views.resolve(desk.store, "meetings", arguments.meeting)
    lang = arguments.document_lang or arguments.lang or "en"
    options = Options(edition=Edition.INTERNAL if arguments.internal else Edition.COUNTERPART)
    data = desk.services.papers.data(arguments.what, meeting_id)
    write_file(arguments.out, desk.services.papers.pdf(arguments.what, data, lang, options))
    print(arguments.out)
    return 0
