"""Lists and selections written as files that other programs read, and that come back in without loss.

What the mission thinks of somebody (judgements) stays inside. A person whose identity is sealed leaves under the
outward label alone; who took part in a talk under the Chatham House Rule or off the record is not told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.enums import Consent, MeetingRule
from app.core.errors import Refused
from app.core.i18n import N_
from app.core.ltext import pick
from app.domain.documents import Attachment
from app.domain.meetings import Meeting
from app.domain.organisations import Organisation
from app.domain.people import Person, Position
from app.domain.places import Room
from app.exchange.columns import Kind
from app.exchange.fields import ImportKind
from app.exchange.person_names import script_of
from app.exchange.records import (
    MeetingRecord,
    OrganisationRecord,
    PersonRecord,
    Place,
    Record,
    Way,
    WrittenName,
    WrittenOrgName,
    WrittenPost,
)
from app.exchange.rows import YES
from app.exchange.write_cards import write_cards
from app.exchange.write_tables import write_csv, write_workbook
from app.jobs.lanes import Progress
from app.queries import exchange
from app.queries.people import PHOTO
from app.services.base import Service
from app.services.exporting_paper import list_data, pdf
from app.services.importing_planning import load_meetings, load_organisations, load_people

_CHUNK = 500
_SILENT = (MeetingRule.CHATHAM_HOUSE, MeetingRule.OFF_THE_RECORD)


class ExportFormat(StrEnum):
    """What a list is written as."""

    XLSX = "xlsx"
    CSV = "csv"
    VCARD = "vcf"
    VCARD_3 = "vcf3"
    PDF = "pdf"


ENDINGS: Mapping[ExportFormat, str] = {
    ExportFormat.XLSX: ".xlsx",
    ExportFormat.CSV: ".csv",
    ExportFormat.VCARD: ".vcf",
    ExportFormat.VCARD_3: ".vcf",
    ExportFormat.PDF: ".pdf",
}


class ExportingService(Service):
    """Reads records in the order asked and writes them into files. Changes nothing."""

    def content(
        self,
        kind: ImportKind,
        ids: Sequence[str],
        form: ExportFormat,
        progress: Progress | None = None,
        *,
        lang: str = "en",
        covers: str = "",
    ) -> bytes:
        """The file of these records, in this order; those removed meanwhile are missing. For the `work` lane.

        A PDF is in `lang` and says what the list `covers`; the other files are the same in every language.

        Raises Refused for meetings as cards, Cancelled.
        """
        if kind is ImportKind.MEETINGS and form in (ExportFormat.VCARD, ExportFormat.VCARD_3):
            raise Refused(N_("Meetings cannot be written as address cards. Choose a workbook or a CSV file."))
        if form is ExportFormat.PDF:
            return self._paper(kind, ids, progress, lang, covers)
        cards = form in (ExportFormat.VCARD, ExportFormat.VCARD_3)
        records = self.records(kind, ids, progress, with_photos=cards)
        if form is ExportFormat.VCARD:
            return write_cards(records)
        if form is ExportFormat.VCARD_3:
            return write_cards(records, "3.0")
        return (write_workbook if form is ExportFormat.XLSX else write_csv)(Kind(kind.value), records)

    def _paper(self, kind: ImportKind, ids: Sequence[str], progress: Progress | None, lang: str, covers: str) -> bytes:
        records = self.records(kind, ids, progress)
        with self.store.read() as session:
            data = list_data(session, kind, ids, records, lang, covers)
        return pdf(data(self.store.clock.now()), lang)

    def records(
        self, kind: ImportKind, ids: Sequence[str], progress: Progress | None = None, *, with_photos: bool = False
    ) -> list[Record]:
        """These records as a file tells of them, in this order. Photos are read for cards alone: a table holds none."""
        wanted = list(dict.fromkeys(ids))
        read: Callable[[Session, Sequence[str]], Mapping[str, Record]] = {
            ImportKind.PEOPLE: _people_with_photos if with_photos else _people,
            ImportKind.ORGANISATIONS: _organisations,
            ImportKind.MEETINGS: _meetings,
        }[kind]
        found: list[Record] = []
        with self.store.read() as session:
            for start in range(0, len(wanted), _CHUNK):
                if progress is not None:
                    progress.step(start, len(wanted))
                chunk = wanted[start : start + _CHUNK]
                records = read(session, chunk)
                found += [records[id] for id in chunk if id in records]
        return found


def _people_with_photos(session: Session, ids: Sequence[str]) -> dict[str, Record]:
    found = _people(session, ids)
    open_ones = select(Person.id).where(Person.id.in_(ids), ~Person.is_sealed)
    photos = session.execute(
        select(Attachment.owner_id, Attachment.content)
        .where(Attachment.owner_kind == PHOTO, Attachment.owner_id.in_(open_ones), Attachment.deleted_at.is_(None))
        .order_by(Attachment.created_at, Attachment.id)
    )
    for id, content in photos:
        person = found.get(id)
        if isinstance(person, PersonRecord):
            found[id] = replace(person, photo=content)
    return found


def _people(session: Session, ids: Sequence[str]) -> dict[str, Record]:
    rows = load_people(session, ids)
    organisations = {p.organisation_id for row in rows.values() for p in row.positions if p.organisation_id}
    names = {id: one.shown_name for id, one in load_organisations(session, organisations).items()}
    return {id: _person(row, names) for id, row in rows.items() if row.deleted_at is None}


def _person(row: Person, organisations: Mapping[str, str]) -> PersonRecord:
    if row.is_sealed:
        labels = tuple(
            WrittenName(full=text, script=script_of(text), lang=lang)
            for lang, text in (row.outward_label or {}).items()
        )
        return PersonRecord(Place(0), names=labels, side=row.side)
    posts = [_post(position, organisations) for position in row.positions] or [WrittenPost()]
    first = posts[0]
    return PersonRecord(
        place=Place(0),
        names=tuple(
            WrittenName(
                full=name.full,
                family=name.family,
                given=name.given,
                reading=name.reading,
                script=name.script.value,
                order=name.order.value,
                lang=name.lang,
                passport=YES if name.as_in_passport else "",
            )
            for name in row.names
        ),
        title=first.title,
        organisation=first.organisation,
        held_from=first.held_from,
        held_to=first.held_to,
        level=first.level,
        precedence_article=first.precedence_article,
        precedence_date=first.precedence_date,
        more_posts=tuple(posts[1:]),
        ways=_ways(row.contacts),
        honorific=row.honorific,
        country=row.nationality,
        side=row.side,
        languages=tuple(row.languages or ()),
        notes=row.notes,
        code=row.code,
        address_forms=dict(row.address_forms or {}),
        owner=row.relationship_owner,
        cadence_days=row.cadence_days,
        is_interpreter=row.is_interpreter,
        do_not_contact=row.do_not_contact,
        sources=tuple(row.source_codes or ()),
    )


def _post(position: Position, organisations: Mapping[str, str]) -> WrittenPost:
    return WrittenPost(
        organisation=organisations.get(position.organisation_id or "", ""),
        title=dict(position.title or {}),
        held_from=position.held_from,
        held_to=position.held_to,
        level=position.level_band.value if position.level_band else "",
        precedence_article=position.precedence_article,
        precedence_date=position.precedence_date,
    )


def _ways(contacts: Sequence[Any]) -> tuple[Way, ...]:
    return tuple(
        Way(
            contact.kind.value,
            contact.value,
            contact.label,
            "" if contact.consent is Consent.UNKNOWN else contact.consent.value,
            contact.consent_basis,
            contact.consent_on,
            contact.verified_on,
            contact.is_gatekeeper,
        )
        for contact in contacts
    )


def _organisations(session: Session, ids: Sequence[str]) -> dict[str, Record]:
    rows = load_organisations(session, ids)
    above = load_organisations(session, {row.parent_id for row in rows.values() if row.parent_id})
    parents = {id: one.shown_name for id, one in above.items()}
    return {id: _organisation(row, parents) for id, row in rows.items() if row.deleted_at is None}


def _organisation(row: Organisation, parents: Mapping[str, str]) -> OrganisationRecord:
    return OrganisationRecord(
        place=Place(0),
        names=tuple(
            WrittenOrgName(name.text, name.kind.value, name.lang, tuple(name.preferred_for or ())) for name in row.names
        ),
        kind=row.kind.value,
        side=row.side,
        country=row.country,
        parent=parents.get(row.parent_id or "", ""),
        sectors=tuple(row.sectors or ()),
        website=row.website,
        ways=_ways(row.contacts),
        identifiers=dict(row.identifiers or {}),
        notes=row.notes,
        code=row.code,
        owner=row.relationship_owner,
        cadence_days=row.cadence_days,
        is_group=row.is_group,
        sources=tuple(row.source_codes or ()),
    )


def _meetings(session: Session, ids: Sequence[str]) -> dict[str, Record]:
    rows = load_meetings(session, ids)
    receiving = exchange.mission(session).receiving_state
    rooms = {
        id: pick(room.name, "en")
        for id in {row.room_id for row in rows.values() if row.room_id}
        if (room := session.get(Room, id)) is not None
    }
    return {id: _meeting(row, receiving, rooms) for id, row in rows.items() if row.deleted_at is None}


def _meeting(row: Meeting, receiving: str, rooms: Mapping[str, str]) -> MeetingRecord:
    zone = ZoneInfo(row.time_zone)
    starts_at, ends_at = row.starts_at.astimezone(zone), row.ends_at.astimezone(zone)
    present = [] if row.rule in _SILENT else list(row.participants)
    hosts = [one for one in present if one.side == receiving]
    host = next((one for one in hosts if not one.person_id), None)
    return MeetingRecord(
        place=Place(0),
        title=row.title,
        day=starts_at.date(),
        starts_at=starts_at,
        ends_at=ends_at,
        host=host.shown_name if host else "",
        host_people=tuple(one.shown_name for one in hosts if one.person_id),
        counterparts=tuple(one.shown_name for one in present if not one.person_id and one is not host),
        counterpart_people=tuple(one.shown_name for one in present if one.person_id and one.side != receiving),
        venue=row.place or rooms.get(row.room_id or "", ""),
        purpose=row.purpose,
        notes=row.notes,
        kind=row.kind.value,
        status=row.status.value,
        code=row.code,
    )
