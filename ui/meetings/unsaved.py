"""A form's unsaved values as text that a person can read, and back: for crashes, closing and a change of language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from ui.kit.form import Field, Form
from ui.kit.form_texts import label_of, split, text_of


def key(head: str, field: str) -> str:
    """The name of a kept text: what it belongs to, and the field. The same in all languages, for `apart`."""
    return f"{head}: {field}"


def apart(name: str) -> tuple[str, str]:
    """The inverse of `key`."""
    head, _, field = name.rpartition(": ")
    return head, field


def texts_of(form: Form, fields: tuple[Field, ...]) -> dict[str, str]:
    """What was changed and not saved, field by field."""
    dirty = set(form.dirty_fields())
    return {label_of(field): text_of(form, field) for field in fields if field.key in dirty}


def put(form: Form, fields: tuple[Field, ...], texts: Mapping[str, str], kinds: Mapping[str, type[StrEnum]]) -> None:
    """Write kept texts back, as edits: the form is dirty again. `kinds` are the vocabularies of the choice fields."""
    for field in fields:
        if label_of(field) in texts and field.key:
            value = _value(field, texts[label_of(field)], kinds)
            form.edit(field.key).set_value(value)
            form.changed.emit(field.key)


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
