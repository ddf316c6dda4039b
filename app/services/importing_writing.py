"""A settled plan written down: one unit of work in which many rows are made at once and known ones gain what they lack.

Each row ends at a target: a record to be made, or one of the store. Rows that are the same as an earlier row of the
file share its target. Organisations that people or meetings only name are made too, each once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select, text

from app.core.enums import DeedKind
from app.core.errors import Refused
from app.core.i18n import N_
from app.core.ids import new_id
from app.db.bulk import add_rows
from app.db.unit_of_work import Store, Work
from app.domain.exchange import ImportMapping
from app.domain.organisations import Organisation, OrganisationContact, OrganisationName
from app.domain.people import Person, PersonContact, PersonName, Position
from app.exchange.mapping import signature
from app.exchange.organisation_names import key_of
from app.exchange.records import OrganisationRecord, PersonRecord
from app.jobs.lanes import Progress
from app.services import deeds, importing_organisations, importing_people, organisations, people
from app.services.importing_organisations import UNKNOWN, Organisations, made_of
from app.services.importing_plan import Plan, PlannedRow, Verdict
from app.services.importing_planning import drafts_for, load_organisations, load_people
from app.services.importing_reading import CARDS, own_keys
from app.services.joined import JoinedStore
from app.services.organisations import OrganisationDraft
from app.services.people import PersonDraft
from app.services.photos import PhotoService
from app.services.snapshots import refresh, refresh_organisations

GONE = N_("A record that rows of this file are the same as was removed meanwhile. Plan the import again.")


@dataclass(slots=True)
class Tally:
    """What was written: records made, records that gained something, organisations made because somebody named them."""

    new: int = 0
    changed: int = 0
    made: int = 0
    left_out: int = 0
    touched: bool = field(default=False)


@dataclass(slots=True)
class Targets:
    """Where each row ends: `of` maps a row to the id of its record, `new` are the ids to be made."""

    of: dict[int, str] = field(default_factory=dict)
    new: dict[str, int] = field(default_factory=dict)

    def existing(self) -> set[str]:
        return set(self.of.values()) - self.new.keys()


def targets_of(rows: Iterable[PlannedRow]) -> Targets:
    """Where each row ends. A row that is the same as one that was left out is left out with it."""
    targets = Targets()
    for row in rows:
        if row.verdict is Verdict.NEW:
            id = new_id()
            targets.of[row.no], targets.new[id] = id, row.no
        elif row.verdict is Verdict.SAME and row.chosen is not None:
            id = row.chosen.id or targets.of.get(row.chosen.row, "")
            if id:
                targets.of[row.no] = id
    return targets


def write_people(store: Store, work: Work, plan: Plan, progress: Progress) -> Tally:
    """People, and the organisations of their positions."""
    drafts = drafts_for(work.session, plan.kind, plan.settings)
    targets = targets_of(plan.rows)
    known = load_people(work.session, targets.existing())
    check_there(known, targets)
    now: dict[str, PersonDraft] = {id: people.draft_of(row) for id, row in known.items()}
    photos: dict[str, bytes] = {}

    def take(id: str, record: PersonRecord) -> None:
        theirs = drafts.person(record)
        now[id] = importing_people.additions(now[id], theirs, _no_name)[0] if id in now else theirs
        if record.photo and id in targets.new:
            photos.setdefault(id, record.photo)

    each_row(plan, targets, progress, take)
    before = {id: people.draft_of(row) for id, row in known.items()}
    changed = [id for id in known if now[id] != before[id]]
    used = {mark for id in (*targets.new, *changed) for mark in importing_people.refs_of(now[id])}
    made = make_named(work, drafts.organisations, used, plan)
    ids = _ids({mark: id for mark, (id, _) in made.items()})
    insert_people(work, {id: importing_people.resolved(now[id], ids) for id in targets.new})
    for id in changed:
        progress.check()
        people.change(work, known[id], importing_people.resolved(now[id], ids))
    work.session.flush()
    refresh(work, changed)
    _keep_photos(store, work, photos)
    return Tally(len(targets.new), len(changed), len(made), touched=bool(targets.new or changed))


def write_organisations(_store: Store, work: Work, plan: Plan, progress: Progress) -> Tally:
    """Organisations, and those that stand above them."""
    drafts = drafts_for(work.session, plan.kind, plan.settings)
    targets = targets_of(plan.rows)
    known = load_organisations(work.session, targets.existing())
    check_there(known, targets)
    now: dict[str, OrganisationDraft] = {id: organisations.draft_of(row) for id, row in known.items()}

    def take(id: str, record: OrganisationRecord) -> None:
        theirs = drafts.organisation(record)
        now[id] = importing_organisations.additions(now[id], theirs, _no_name)[0] if id in now else theirs

    each_row(plan, targets, progress, take)
    cores = {UNKNOWN + key_of(name.text).core: id for id in reversed(targets.new) for name in now[id].names}
    before = {id: organisations.draft_of(row) for id, row in known.items()}
    changed = [id for id in known if now[id] != before[id]]
    used = {mark for id in (*targets.new, *changed) if (mark := now[id].parent_id or "").startswith(UNKNOWN)}
    made = make_named(work, drafts.organisations, used - cores.keys(), plan)
    ids = _ids({**{mark: id for mark, (id, _) in made.items()}, **cores})
    whole = {id: _under(now[id], ids) for id in (*targets.new, *changed)}
    _break_rings(whole, drafts.organisations)
    insert_organisations(work, {id: whole[id] for id in targets.new})
    for id in changed:
        progress.check()
        organisations.change(work, known[id], whole[id])
    work.session.flush()
    refresh_organisations(work, changed)
    return Tally(len(targets.new), len(changed), len(made), touched=bool(targets.new or changed))


def _no_name(_ref: str) -> str:
    return ""


def each_row(plan: Plan, targets: Targets, progress: Progress, take: Callable[[str, Any], None]) -> None:
    """Hand `take` every row that ends at a record, in the file's order."""
    for row in plan.rows:
        if row.no % 100 == 0:
            progress.step(row.no, len(plan.rows))
        if row.no in targets.of:
            take(targets.of[row.no], row.record)


def check_there(known: Mapping[str, Any], targets: Targets) -> None:
    """Raise Refused when a record that rows end at is gone."""
    wanted = targets.existing()
    if any(id not in known or known[id].deleted_at is not None for id in wanted):
        raise Refused(GONE)


def _ids(made: Mapping[str, str]) -> Callable[[str], str]:
    return lambda ref: made.get(ref, ref)


def make_named(
    work: Work, known: Organisations, marks: Iterable[str], plan: Plan
) -> dict[str, tuple[str, OrganisationDraft]]:
    """Make the organisations that are only named; mark to id and draft."""
    made = {mark: (new_id(), made_of(known.unknown[mark], plan.settings)) for mark in sorted(marks)}
    insert_organisations(work, dict(made.values()))
    return made


def _under(draft: OrganisationDraft, ids: Callable[[str], str]) -> OrganisationDraft:
    return replace(draft, parent_id=ids(draft.parent_id)) if draft.parent_id else draft


def _break_rings(drafts: dict[str, OrganisationDraft], known: Organisations) -> None:
    """Nothing stands above itself: a file that says so is believed up to the link that would close the ring."""
    parents = {id: one.parent_id for id, one in known.traits.items() if one.parent_id}
    for id, draft in drafts.items():
        above, seen = draft.parent_id, {id}
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above, "")
        if above:
            drafts[id] = replace(draft, parent_id=None)
        elif draft.parent_id:
            parents[id] = draft.parent_id


def insert_people(work: Work, drafts: Mapping[str, PersonDraft]) -> None:
    """Make many people at once; id to draft."""
    rows: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    positions: list[dict[str, Any]] = []
    contacts: list[dict[str, Any]] = []
    for id, draft in drafts.items():
        person, *parts = people.new_values(draft)
        rows.append({"id": id, **person})
        for found, part in zip((names, positions, contacts), parts, strict=True):
            found += [{"id": new_id(), "person_id": id, **values} for values in part]
    _defer_links(work)
    for table, found in ((Person, rows), (PersonName, names), (Position, positions), (PersonContact, contacts)):
        add_rows(work.session, table, found)


def insert_organisations(work: Work, drafts: Mapping[str, OrganisationDraft]) -> None:
    """Make many organisations at once; id to draft."""
    rows: list[dict[str, Any]] = []
    names: list[dict[str, Any]] = []
    contacts: list[dict[str, Any]] = []
    for id, draft in drafts.items():
        organisation, *parts = organisations.new_values(draft)
        rows.append({"id": id, **organisation})
        for found, part in zip((names, contacts), parts, strict=True):
            found += [{"id": new_id(), "organisation_id": id, **values} for values in part]
    _defer_links(work)
    for table, found in ((Organisation, rows), (OrganisationName, names), (OrganisationContact, contacts)):
        add_rows(work.session, table, found)


def _defer_links(work: Work) -> None:
    """A child may be written before its parent; links are checked at the commit."""
    work.session.execute(text("PRAGMA defer_foreign_keys = ON"))


def _keep_photos(store: Store, work: Work, photos: Mapping[str, bytes]) -> None:
    if not photos:
        return
    service = PhotoService(JoinedStore(store, work))
    for id, content in photos.items():
        try:
            service.set(id, content)
        except Refused:
            continue  # a card whose picture cannot be read is a card all the same


def remember(work: Work, plan: Plan) -> None:
    """Keep how the columns of this source were mapped, for its next file."""
    reading = plan.reading
    if reading.table == CARDS or own_keys(reading) is not None:
        return
    table = reading.source.tables[reading.table]
    if not any(table.header):
        return
    digest, columns = signature(table.header), reading.mapping.by_header()
    row = work.session.scalar(
        select(ImportMapping).where(ImportMapping.kind == str(plan.kind), ImportMapping.signature == digest)
    )
    if row is None:
        work.session.add(
            ImportMapping(kind=str(plan.kind), signature=digest, source_name=reading.source.name, columns=columns)
        )
    elif row.columns != columns or row.deleted_at is not None:
        row.columns, row.deleted_at, row.source_name = columns, None, reading.source.name


def note_deed(work: Work, plan: Plan) -> None:
    """The import under its file's name."""
    deeds.note(work, DeedKind.IMPORT, plan.reading.source.name)
