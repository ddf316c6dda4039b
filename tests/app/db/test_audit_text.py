"""What the audit trail says of rows that were written in bulk is what it says of rows that a flush wrote."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

import pytest
from sqlalchemy import JSON, Boolean, Column, Date, Enum, Float, Integer, Interval, LargeBinary, Text
from sqlalchemy.dialects.sqlite import dialect as sqlite

from app.db.audit_text import say, told
from app.db.engine import dump
from app.db.trail import encode
from app.domain.base import BOOKKEEPING, InstantType, enum_type
from app.domain.tables import Base


class Colour(StrEnum):
    """Any list of values."""

    RED = "red"


VALUES: list[tuple[Any, Any]] = [
    (Text(), 'Tōkyō "電池"\n\t\\ \x1f \u2028 हिन्दी 😀'),
    (Text(), ""),
    (enum_type(Colour), Colour.RED),
    (Integer(), -7),
    (Float(), 0.1),
    (Boolean(), True),
    (Boolean(), False),
    (Date(), date(2025, 7, 2)),
    (InstantType(), datetime(2025, 7, 2, 17, 45, 59, 999999, tzinfo=timezone(timedelta(hours=5.5)))),
    (InstantType(), datetime(987, 1, 1, tzinfo=UTC)),
    (LargeBinary(), b"\x00\xff%s"),
    (JSON(), {"ja": "大臣", "en": 'a "b" %s'}),
    (JSON(), []),
    (JSON(), None),
    *((kind, None) for kind in (Text(), Enum(Colour), Integer(), Float(), Boolean(), Date(), InstantType())),
]


@pytest.mark.parametrize(("kind", "value"), VALUES, ids=str)
def test_a_stored_value_is_told_as_the_attribute_is(kind: Any, value: object) -> None:
    speaks = sqlite()
    speaks._json_serializer = dump  # type: ignore[assignment]
    bind = kind.dialect_impl(speaks).bind_processor(speaks)
    stored = bind(value) if bind else value
    assert told(["a", "b"], [[say(Column("a", kind))(stored)], ['["none",null]']]) == [
        dump({"a": encode(value), "b": encode(None)})
    ]


def test_every_audited_column_can_be_told() -> None:
    audited = [mapper for mapper in Base.registry.mappers if mapper.class_.trail is not None]
    columns = [
        attribute.columns[0]
        for mapper in audited
        for attribute in mapper.column_attrs
        if attribute.key not in BOOKKEEPING
    ]
    assert len(audited) > 20
    assert all(callable(say(column)) for column in columns)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        say(Column("length", Interval()))
