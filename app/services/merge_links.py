"""Everything that refers to a person or an organisation, found in the schema itself, so that a merge leaves nothing
dangling and a table added tomorrow is moved without a word here.

Three ways to refer: a foreign key, a pair of kind and id (attachments, claims, assessments), an id inside JSON. The
first are read from the mapped tables; the other two stand in the lists below, and a test fails when a column is neither
in them nor known to hold no such id.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain.base import Base
from app.domain.documents import Attachment
from app.domain.minutes import MeetingRecord
from app.domain.organisations import Organisation
from app.domain.people import Person
from app.domain.stakeholders import Assessment
from app.domain.tables import metadata
from app.domain.topics import Claim
from app.queries.people import PHOTO

Column = InstrumentedAttribute[Any]

OWN_PARTS = frozenset(
    {"person_name", "person_contact", "position.person_id", "organisation_name", "organisation_contact"}
)
"""Parts of the record itself: they are combined, not only moved (merge_parts)."""

BY_KIND: tuple[tuple[Column, Column], ...] = (
    (Claim.subject_kind, Claim.subject_id),
    (Assessment.subject_kind, Assessment.subject_id),
    (Attachment.owner_kind, Attachment.owner_id),
)
"""Columns that name a record by its kind and its id."""

KINDS_OF = {"person": ("person", PHOTO), "organisation": ("organisation",)}
"""The kinds under which a record's belongings are kept."""

IN_JSON: tuple[Column, ...] = (MeetingRecord.signatories,)
"""JSON that holds ids of people or organisations, as the value of `<kind>_id`."""

MERGED_INTO: dict[str, Column] = {"person": Person.merged_into_id, "organisation": Organisation.merged_into_id}

ROOTS: dict[str, type[Person] | type[Organisation]] = {"person": Person, "organisation": Organisation}


@dataclass(frozen=True, slots=True)
class Link:
    """A column that may hold the id. `kind` None is a foreign key; otherwise only rows of these kinds are meant."""

    column: Column
    kind_column: Column | None = None
    kinds: tuple[str, ...] = ()

    @property
    def table(self) -> str:
        """The table that refers."""
        return str(self.column.class_.__tablename__)

    def where(self, id: str) -> list[Any]:
        """The conditions of the rows that refer to `id`."""
        conditions: list[Any] = [self.column == id]
        if self.kind_column is not None:
            conditions.append(self.kind_column.in_(self.kinds))
        return conditions

    def count(self, session: Session, id: str) -> int:
        """How many rows that are not removed refer to `id`."""
        statement = select(func.count()).select_from(self.column.class_).where(*self.where(id))
        removed = getattr(self.column.class_, "deleted_at", None)
        if removed is not None:
            statement = statement.where(removed.is_(None))
        return session.scalar(statement) or 0

    def rows(self, session: Session, id: str) -> list[Any]:
        """The rows that refer to `id`, removed ones too: they may come back."""
        return list(session.scalars(select(self.column.class_).where(*self.where(id))))

    def move(self, session: Session, old: str, new: str) -> int:
        """Let them refer to `new`. Gives how many did."""
        rows = self.rows(session, old)
        for row in rows:
            setattr(row, self.column.key, new)
        return len(rows)


def foreign_keys(target: str) -> Iterator[Link]:
    """Every mapped column with a foreign key to `target`, in the order of tables."""
    classes = {mapper.class_.__tablename__: mapper for mapper in Base.registry.mappers}
    for table in metadata.sorted_tables:
        for column in table.columns:
            if any(key.column.table.name == target for key in column.foreign_keys):
                mapper = classes[table.name]
                yield Link(getattr(mapper.class_, mapper.get_property_by_column(column).key))


def is_own_part(link: Link) -> bool:
    """Whether a foreign key belongs to a part of the record itself (a person's names)."""
    return bool({link.table, f"{link.table}.{link.column.key}"} & OWN_PARTS)


def links(kind: str) -> list[Link]:
    """Everything that refers to records of a kind, but for their own parts and what stands in JSON."""
    return [
        *(link for link in foreign_keys(kind) if not is_own_part(link)),
        *(Link(id, kinds, KINDS_OF[kind]) for kinds, id in BY_KIND),
        Link(MERGED_INTO[kind]),
    ]


def move_in_json(session: Session, kind: str, old: str, new: str) -> int:
    """Let ids inside JSON name `new` where they named `old`. Gives how many rows did."""
    moved = 0
    for column in IN_JSON:
        for row in session.scalars(select(column.class_).where(cast(column, String).contains(old))):
            before = getattr(row, column.key)
            after = _replaced(before, f"{kind}_id", old, new)
            if after != before:
                setattr(row, column.key, after)
                moved += 1
    return moved


def _replaced(data: Any, key: str, old: str, new: str) -> Any:
    if isinstance(data, list):
        return [_replaced(one, key, old, new) for one in data]
    if isinstance(data, dict):
        return {
            name: new if name == key and value == old else _replaced(value, key, old, new)
            for name, value in data.items()
        }
    return data
