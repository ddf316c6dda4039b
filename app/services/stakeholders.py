"""Judgements of people and bodies: who thinks what of their power, interest, stance and nearness, since when, and why.

Each is one row of its day; a new judgement is a new row, so that the movement can be seen, and a correction mends the
row itself. No paper that leaves the mission reads them (domain.md 4.3; 4.6, 37).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Written
from app.core.enums import Assessed
from app.core.errors import Refused
from app.core.i18n import N_
from app.core.problems import Problem
from app.core.text import clean, clean_line
from app.domain.base import Edited
from app.domain.mission import Mission
from app.domain.organisations import Organisation
from app.domain.people import Person
from app.domain.stakeholder_grid import VALUES
from app.domain.stakeholders import Assessment
from app.services.base import Service, find, merge, refuse_if

_SUBJECTS: dict[str, type[Edited]] = {"person": Person, "organisation": Organisation}


@dataclass(frozen=True, slots=True)
class AssessmentDraft:
    """One judgement. `subject_kind` is "person" or "organisation"; `value` is "1" to "5" for power and interest, "0" to
    "4" for relationship, a `core.enums.Stance` for stance. Evidence, day and assessor are part of every judgement."""

    subject_kind: str
    subject_id: str
    about: Assessed
    value: str = ""
    evidence: str = ""
    assessed_on: date | None = None
    assessor: str = ""

    def problems(self) -> list[Problem]:
        """What is missing or wrong, before the store is asked."""
        found = []
        if self.value not in VALUES[self.about]:
            found.append(Problem("value", N_("Choose a value.")))
        if not clean(self.evidence).strip():
            found.append(Problem("evidence", N_("Say what this judgement rests on.")))
        if self.assessed_on is None:
            found.append(Problem("assessed_on", N_("Enter the day of this judgement.")))
        if not clean_line(self.assessor):
            found.append(Problem("assessor", N_("Say who judged.")))
        return found


class StakeholderService(Service):
    """Writes assessments."""

    def draft(self, id: str) -> AssessmentDraft:
        """The draft an editor starts from. Raises NotFound."""
        with self.store.read() as session:
            return _draft(find(session, Assessment, id))

    def add(self, draft: AssessmentDraft) -> Written:
        """Note a judgement. Raises Refused, NotFound when its subject is gone."""
        refuse_if(draft.problems())
        with self.store.write() as work:
            row = Assessment()
            _apply(work.session, row, draft, work.at.astimezone(_zone(work.session)).date())
            work.session.add(row)
        return work.written(row.id)

    def correct(self, id: str, draft: AssessmentDraft, base: AssessmentDraft | None = None) -> Written:
        """Mend a judgement that was noted wrongly; one that changed is added. Raises Refused, NotFound, Conflict."""
        with self.store.write() as work:
            row = find(work.session, Assessment, id)
            merged = merge("assessment", row, _draft(row), draft, base)
            refuse_if(merged.problems())
            _apply(work.session, row, merged, work.at.astimezone(_zone(work.session)).date())
        return work.written(id)

    def remove(self, id: str) -> Written:
        """Take a judgement away; the one before it is the present one again. Raises NotFound."""
        with self.store.write() as work:
            find(work.session, Assessment, id).deleted_at = work.at
        return work.written(id)


def _draft(row: Assessment) -> AssessmentDraft:
    return AssessmentDraft(
        row.subject_kind, row.subject_id, row.about, row.value, row.evidence, row.assessed_on, row.assessor
    )


def _zone(session: Session) -> ZoneInfo:
    return ZoneInfo(session.scalar(select(Mission.time_zone)) or "UTC")


def _apply(session: Session, row: Assessment, draft: AssessmentDraft, today: date) -> None:
    if draft.subject_kind not in _SUBJECTS:
        raise Refused(N_("Only people and organisations are assessed."))
    find(session, _SUBJECTS[draft.subject_kind], draft.subject_id)
    assert draft.assessed_on is not None
    if draft.assessed_on > today:
        raise Refused(problems=[Problem("assessed_on", N_("Nobody can be judged on a day to come."))])
    row.subject_kind, row.subject_id, row.about, row.value = (
        draft.subject_kind,
        draft.subject_id,
        draft.about,
        draft.value,
    )
    row.evidence, row.assessed_on, row.assessor = clean(draft.evidence), draft.assessed_on, clean_line(draft.assessor)
