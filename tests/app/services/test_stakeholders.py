"""Judgements rest on evidence, on a day, by somebody; and nothing that leaves the mission knows of them."""

from __future__ import annotations

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import app
from app.core.enums import Assessed, Quadrant
from app.core.errors import Conflict, NotFound, Refused
from app.db import maintenance
from app.db.unit_of_work import Store
from app.domain.stakeholder_grid import quadrant
from app.queries.stakeholders import StakeholderQueries
from app.services.history import HistoryService
from app.services.people import PeopleService, PersonDraft, PersonNameDraft
from app.services.stakeholders import AssessmentDraft, StakeholderService

DAY = date(2025, 7, 2)


@pytest.fixture
def person(store: Store) -> str:
    return PeopleService(store).create(PersonDraft(names=(PersonNameDraft("Rao"),))).id


def judged(person: str, about: Assessed = Assessed.POWER, value: str = "4") -> AssessmentDraft:
    return AssessmentDraft("person", person, about, value, "chairs the board", DAY, "N. Sato")


@pytest.mark.parametrize(
    ("about", "value", "good"),
    [
        (Assessed.POWER, "5", True),
        (Assessed.POWER, "0", False),
        (Assessed.INTEREST, "1", True),
        (Assessed.INTEREST, "6", False),
        (Assessed.RELATIONSHIP, "0", True),
        (Assessed.RELATIONSHIP, "5", False),
        (Assessed.STANCE, "sceptical", True),
        (Assessed.STANCE, "4", False),
        (Assessed.POWER, "", False),
    ],
)
def test_each_kind_has_its_values(store: Store, person: str, about: Assessed, value: str, good: bool) -> None:
    service = StakeholderService(store)
    if good:
        assert service.draft(service.add(judged(person, about, value)).id).value == value
    else:
        with pytest.raises(Refused):
            service.add(judged(person, about, value))


@pytest.mark.parametrize(
    "lacking", [{"evidence": " "}, {"assessed_on": None}, {"assessor": ""}, {"assessed_on": date(2025, 7, 8)}]
)
def test_no_judgement_without_evidence_day_and_name(store: Store, person: str, lacking: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        StakeholderService(store).add(replace(judged(person), **lacking))  # type: ignore[arg-type]
    assert [problem.field for problem in refused.value.problems] == list(lacking)


def test_a_judgement_is_corrected_removed_and_brought_back(store: Store, person: str) -> None:
    service, reading, history = StakeholderService(store), StakeholderQueries(store), HistoryService(store)
    id = service.add(judged(person)).id
    base = service.draft(id)
    service.correct(id, replace(base, value="2"), base)
    with pytest.raises(Conflict):
        service.correct(id, replace(base, value="5"), base)
    service.remove(id)
    assert reading.profile("person", person).power is None
    history.undo()
    row = reading.profile("person", person).power
    assert row is not None
    assert (row.value, row.evidence, row.assessed_on, row.assessor) == ("2", "chairs the board", DAY, "N. Sato")
    assert maintenance.check(store) == []


def test_only_people_and_organisations_that_are_there_are_judged(store: Store, person: str) -> None:
    service = StakeholderService(store)
    with pytest.raises(NotFound):
        service.add(judged("nobody"))
    with pytest.raises(Refused):
        service.add(replace(judged(person), subject_kind="meeting"))


def test_the_grid() -> None:
    assert [quadrant(power, interest) for power, interest in ((5, 5), (5, 1), (1, 5), (1, 1), (3, 3))] == [
        Quadrant.MANAGE_CLOSELY,
        Quadrant.KEEP_SATISFIED,
        Quadrant.KEEP_INFORMED,
        Quadrant.MONITOR,
        Quadrant.MANAGE_CLOSELY,
    ]


_SECRET = ("assessment", "stakeholders", "Stakeholder", "Assessed", "Stance", "quadrant", "Quadrant", "power_interest")
_OUTWARD = ("documents", "exchange")


def _names(source: str) -> set[str]:
    """Every name, attribute, import and literal of a module, without its docstrings."""
    tree = ast.parse(source)
    texts = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    }
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
        elif isinstance(node, ast.alias):
            found.add(node.name)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in texts:
            found.add(node.value)
    return found


def leaks(source: str) -> set[str]:
    """What a module says of judgements."""
    return {name for name in _names(source) if any(secret in name for secret in _SECRET)}


def test_nothing_that_leaves_the_mission_knows_of_judgements() -> None:
    root = Path(app.__file__).parent
    checked = 0
    outward = [path for folder in _OUTWARD for path in (root / folder).rglob("*.py")]
    outward += [root / "queries" / name for name in ("documents.py", "attendee_list.py", "letterhead.py")]
    outward += [root / "services" / "papers.py", root / "services" / "snapshots.py"]
    outward += sorted((root / "services").glob("exporting*.py")) + sorted((root / "queries").glob("record_paper*.py"))
    for path in outward:
        found = leaks(path.read_text(encoding="utf-8"))
        assert not found, f"{path.relative_to(root)} speaks of {sorted(found)}"
        checked += 1
    assert checked > 20


def test_the_rule_finds_a_leak() -> None:
    assert leaks('"""Of stakeholders."""\nfrom app.domain.stakeholders import Assessment\n')
    assert leaks('sql = "SELECT value FROM assessment"')
    assert not leaks('"""No assessment stands here."""\nx = 1\n')
