"""A form's unsaved values as text that a person can read, and back: for crashes, closing and a change of language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from typing import Any

from app.core.i18n import tr
from ui.kit.fields import CustomField
from ui.kit.form import Field, Form
from ui.kit.picker import ReferenceEdit, ReferenceList

_MNEMONIC = re.compile(r"\(&\w\)|&")
_PAIR = re.compile(r"^(?P<title>.*) <(?P<id>[^<>]*)>$")


def pair(title: str, id: str) -> str:
    """A record as a line: what it is called, and its id in angle brackets."""
    return f"{title} <{id}>"


def split(text: str) -> tuple[str, str] | None:
    """The inverse of `pair`, as (id, title); None for anything else."""
    found = _PAIR.match(text)
    return (found["id"], found["title"]) if found else None


def key(head: str, field: str) -> str:
    """The name of a kept text: what it belongs to, and the field. The same in all languages, for `apart`."""
    return f"{head}: {field}"


def apart(name: str) -> tuple[str, str]:
    """The inverse of `key`."""
    head, _, field = name.rpartition(": ")
    return head, field


def name_of(field: Field) -> str:
    """How a field is called in the kept texts: its label in the interface's language."""
    return _MNEMONIC.sub("", tr(field.label))


def texts_of(form: Form, fields: tuple[Field, ...]) -> dict[str, str]:
    """What was changed and not saved, field by field."""
    dirty = set(form.dirty_fields())
    return {name_of(field): _text(form, field) for field in fields if field.key in dirty}


def put(form: Form, fields: tuple[Field, ...], texts: Mapping[str, str], kinds: Mapping[str, type[StrEnum]]) -> None:
    """Write kept texts back, as edits: the form is dirty again. `kinds` are the vocabularies of the choice fields."""
    for field in fields:
        if name_of(field) in texts and field.key:
            value = _value(field, texts[name_of(field)], kinds)
            form.edit(field.key).set_value(value)
            form.changed.emit(field.key)


def _text(form: Form, field: Field) -> str:
    edit = form.edit(field.key)
    widget = edit.widget if isinstance(edit, CustomField) else None
    if isinstance(widget, ReferenceEdit):
        return pair(widget.title(), str(widget.value() or "")) if widget.value() is not None else widget.edit.text()
    if isinstance(widget, ReferenceList):
        return "\n".join(pair(title, str(id)) for title, id in zip(widget.titles(), widget.value(), strict=True))
    value = edit.value()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return "" if value is None else str(value)


def _value(field: Field, text: str, kinds: Mapping[str, type[StrEnum]]) -> Any:
    if field.kind == "reference":
        return split(text)
    if field.kind == "references":
        return [found for found in map(split, text.splitlines()) if found is not None]
    if field.kind == "choice" and field.key in kinds:
        values = {member.value: member for member in kinds[field.key]}
        return values.get(text)
    if field.kind == "date":
        try:
            return date.fromisoformat(text)
        except ValueError:
            return text or None
    return text or None if field.kind == "time" else text
