"""Who somebody is in the papers of one meeting: as listed on the day, else by name alone; and who must not be named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.ltext import LText
from app.core.names import Name, PersonSnapshot
from app.domain.organisations import Organisation, OrganisationName
from app.domain.people import Person, PersonName
from app.queries.meetings import MeetingDetail
from app.queries.minutes import PointRow


class WhoIsWho:
    """Looks people and organisations up once for a whole paper."""

    def __init__(self, session: Session, meeting: MeetingDetail) -> None:
        self._session = session
        self._listed = {row.person_id: row.person for row in meeting.participants if row.person_id}
        self._for: dict[str | None, str | None] = {
            row.person_id: row.organisation_id for row in meeting.participants if row.person_id
        }
        self._hidden = {row.person_id for row in meeting.participants if row.anonymous_in_record}
        self._people: dict[str, Person | None] = {}
        self._bodies: dict[str, LText] = {}
        self._participants = [row.person_id for row in meeting.participants if row.person_id]
        for start in range(0, len(self._participants), 500):
            ids = self._participants[start : start + 500]
            self._people.update((row.id, row) for row in session.scalars(select(Person).where(Person.id.in_(ids))))

    def person(self, id: str | None) -> PersonSnapshot | None:
        """As listed on the day; somebody who is not listed by name alone, a sealed one by the label alone."""
        if id is None:
            return None
        if id in self._listed:
            return self._listed[id]
        row = self._row(id)
        if row is None:
            return None
        if row.is_sealed:
            return PersonSnapshot(names=(Name((row.outward_label or {}).get("en", "")),))
        return PersonSnapshot(names=self._names(id))

    def is_sealed(self, id: str | None) -> bool:
        """Whether the identity is kept by us alone."""
        row = self._row(id) if id else None
        return row is not None and row.is_sealed

    def is_hidden(self, id: str | None) -> bool:
        """Whether the speaker is not to be named in the record."""
        return id in self._hidden or self.is_sealed(id)

    def label(self, id: str | None) -> LText:
        """What stands for a sealed person outside."""
        row = self._row(id) if id else None
        return dict(row.outward_label or {}) if row is not None and row.is_sealed else {}

    def organisation(self, id: str | None) -> LText:
        """An organisation's name by language."""
        if id is None:
            return {}
        if id not in self._bodies:
            names = self._session.scalars(
                select(OrganisationName)
                .where(OrganisationName.organisation_id == id)
                .order_by(OrganisationName.position.desc())
            )
            found = {name.lang: name.text for name in names}
            shown = self._session.scalar(select(Organisation.shown_name).where(Organisation.id == id))
            self._bodies[id] = {**found, "en": shown or found.get("en", "")}
        return self._bodies[id]

    def concerned(self, point: PointRow) -> tuple[str, ...]:
        """The organisations a line concerns, by id: its speaker's and its owner's."""
        found = (
            point.speaker_org_id,
            self._for.get(point.speaker_id),
            point.owner_organisation_id,
            self._for.get(point.owner_person_id),
        )
        return tuple(dict.fromkeys(id for id in found if id))

    def withheld(self, points: Sequence[PointRow]) -> tuple[PersonSnapshot, ...]:
        """The real names of whoever is sealed here: only to be struck out where somebody typed them."""
        ids = [*self._participants, *(id for p in points for id in (p.speaker_id, p.owner_person_id) if id)]
        sealed = [id for id in dict.fromkeys(ids) if self.is_sealed(id)]
        return tuple(PersonSnapshot(names=self._all_names(id)) for id in sealed)

    def _row(self, id: str) -> Person | None:
        if id not in self._people:
            self._people[id] = self._session.get(Person, id)
        return self._people[id]

    def _names(self, id: str) -> tuple[Name, ...]:
        names: dict[str, Name] = {}
        for name in self._all_names(id):
            names.setdefault(name.script, name)
        return tuple(names.values())

    def _all_names(self, id: str) -> tuple[Name, ...]:
        return tuple(_written(self._session.scalars(
            select(PersonName).where(PersonName.person_id == id).order_by(PersonName.position)
        )))  # fmt: skip


def _written(rows: Iterable[PersonName]) -> Iterable[Name]:
    for row in rows:
        yield Name(row.full, row.script, row.order, row.family, row.given, row.reading)
