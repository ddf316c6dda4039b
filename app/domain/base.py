"""What every table shares: conventions, the small vocabulary of column types, and the row that a person edits.

Instants are stored as UTC text (`2025-07-02T12:15:00Z`), so that they sort, read in any tool and never depend on a
driver; the IANA zone stands beside them where a person chose one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from sqlalchemy import JSON, Date, Enum, ForeignKey, MetaData, String, Text, TypeDecorator
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeEngine

from app.core.ids import new_id

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Every constraint has a name that migrations can speak of."""


class InstantType(TypeDecorator[datetime]):
    """An aware datetime as UTC text with seconds; a naive one is our bug and refused."""

    impl = String(20)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else datetime.strptime(value, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def enum_type(kind: type[StrEnum]) -> TypeEngine[Any]:
    """A StrEnum stored by value."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        validate_strings=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


Id = Annotated[str, mapped_column(String(36))]
Line = Annotated[str, mapped_column(Text, default="")]
Body = Annotated[str, mapped_column(Text, default="")]
Code = Annotated[str, mapped_column(String(40), default="")]
Instant = Annotated[datetime, mapped_column(InstantType)]
Day = Annotated[date, mapped_column(Date)]
LTextColumn = Annotated[dict[str, str], mapped_column(JSON, default=dict)]
StrList = Annotated[list[str], mapped_column(JSON, default=list)]


def refers_to(target: str, *, cascade: bool = False) -> ForeignKey:
    """A foreign key; `cascade` only for parts that live and die with their root."""
    return ForeignKey(target, ondelete="CASCADE" if cascade else "RESTRICT")


@dataclass(frozen=True, slots=True)
class Trail:
    """How a table appears in the audit trail and the change feed: `kind:part:verb`, filed under its root record."""

    kind: str
    part: str = "details"
    root: str = "id"


class Base(DeclarativeBase):
    """Declarative base: ids are made with the object, so that links can be set before the flush."""

    metadata = MetaData(naming_convention=NAMING)
    trail: ClassVar[Trail | None] = None

    def __init__(self, **values: Any) -> None:
        if "id" in type(self).__mapper__.columns and values.get("id") is None:
            values["id"] = new_id()
        for name, value in values.items():
            if name not in type(self).__mapper__.attrs:
                raise TypeError(f"{type(self).__name__} has no attribute {name}")
            setattr(self, name, value)


class Edited:
    """A row that a person edits: who and when, a version against silent overwriting, and soft deletion."""

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    version: Mapped[int] = mapped_column(nullable=False)
    created_at: Mapped[datetime] = mapped_column(InstantType)
    created_by: Mapped[str] = mapped_column(String(200), default="")
    updated_at: Mapped[datetime] = mapped_column(InstantType)
    updated_by: Mapped[str] = mapped_column(String(200), default="")
    deleted_at: Mapped[datetime | None] = mapped_column(InstantType)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805  (SQLAlchemy's convention)
        return {"version_id_col": cls.version}


class Part:
    """A row that lives inside a root record (a name, a member, an agenda item); its root's version guards it."""

    id: Mapped[str] = mapped_column(String(36), primary_key=True)


BOOKKEEPING = frozenset({"version", "created_at", "created_by", "updated_at", "updated_by"})
"""Columns that say nothing about content: left out of the audit's before and after."""
