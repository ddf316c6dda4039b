"""A form's unsaved fields as text that a person can read, and back: for crashes, closing and a change of language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from enum import StrEnum
from typing import Any

from app.core.i18n import tr
from ui.kit.fields import CheckField, CustomField, LTextField
from ui.kit.form import Field, Form
from ui.kit.picker import ReferenceEdit, ReferenceList
from ui.kit.rows_editor import Row

_MNEMONIC = re.compile(r"\(&\w\)|&")
"""How a letter is marked in a label; "(&T)" after the words where they are not in Latin script."""
_PAIR = re.compile(r"^(?P<title>.*) <(?P<id>[^<>]*)>$")
_YES = "✓"


def pair(title: str, id: str) -> str:
    """A record as a line: what it is called, and its id in angle brackets."""
    return f"{title} <{id}>"


def split(text: str) -> tuple[str, str] | None:
    """The inverse of `pair`, as (id, title); None for anything else."""
    found = _PAIR.match(text)
    return (found["id"], found["title"]) if found else None


def label_of(field: Field) -> str:
    """How a field is called in the interface's language."""
    return _MNEMONIC.sub("", tr(field.label))


def texts_of(form: Form, fields: Sequence[Field]) -> dict[str, str]:
    """What was changed and not saved, by the fields' keys."""
    dirty = set(form.dirty_fields())
    return {field.key: text_of(form, field) for field in fields if field.key in dirty}


def put(form: Form, fields: Sequence[Field], texts: Mapping[str, str]) -> None:
    """Write kept texts back, as edits: the form is dirty again."""
    for field in fields:
        if field.key and field.key in texts:
            form.edit(field.key).set_value(_value(form, field, texts[field.key]))
            form.changed.emit(field.key)


def text_of(form: Form, field: Field) -> str:
    """What stands in a field, as text."""
    edit = form.edit(field.key)
    widget = edit.widget if isinstance(edit, CustomField) else None
    if isinstance(widget, ReferenceEdit):
        return pair(widget.title(), str(widget.value() or "")) if widget.value() is not None else widget.edit.text()
    if isinstance(widget, ReferenceList):
        return "\n".join(pair(title, str(id)) for title, id in zip(widget.titles(), widget.value(), strict=True))
    value = edit.value()
    if isinstance(value, list):
        return "\n".join(_line(row) for row in value)
    if isinstance(edit, LTextField):
        return "\n".join(f"{lang}: {text}" for lang, text in value.items())
    return _plain(value)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return _YES if value else ""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)


def _line(row: Row) -> str:
    cells = []
    for key, value in row.items():
        text = pair(str(value[1]), str(value[0])) if _is_pair(value) else _plain(value)
        if text and _is_text(value):
            cells.append(f"{key}={text.replace(chr(9), ' ')}")
    return "\t".join(cells)


def _is_text(value: object) -> bool:
    """Whether a cell's value can be written out; what a row carries along unseen cannot."""
    return isinstance(value, (str, bool, int, date)) or _is_pair(value)


def _is_pair(value: object) -> bool:
    return isinstance(value, tuple) and len(value) == 2


def _value(form: Form, field: Field, text: str) -> Any:
    edit = form.edit(field.key)
    if field.kind == "reference":
        return split(text)
    if field.kind == "references":
        return [found for found in map(split, text.splitlines()) if found is not None]
    if isinstance(edit.value(), list):
        # What the rows carry along unseen is taken from the rows that stand there.
        unseen = [{k: v for k, v in row.items() if v is not None and not _is_text(v)} for row in edit.value()]
        lines = [_row(line) for line in text.splitlines() if line.strip()]
        return [{**(unseen[no] if no < len(unseen) else {}), **row} for no, row in enumerate(lines)]
    if isinstance(edit, LTextField):
        return dict(line.split(": ", 1) for line in text.splitlines() if ": " in line)
    if isinstance(edit, CheckField):
        return text == _YES
    if field.kind == "number":
        return int(text) if text.isdigit() else None
    return _day(text) if field.kind == "date" else text


def _row(line: str) -> Row:
    row: Row = {}
    for cell in line.split("\t"):
        key, _, text = cell.partition("=")
        row[key] = split(text) or (True if text == _YES else _day(text))
    return row


def _day(text: str) -> Any:
    """A day that was read, or the text as it stands."""
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text
    except ValueError:
        return text
