"""Who may import whom: one sentence a rule, and for each rule a violation that it must find."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import pytest

from tests.architecture import rules
from tests.architecture.rules import Module, Rule
from tests.architecture.sources import modules


def migrations_import_no_model(code: Iterable[Module]) -> Iterator[str]:
    return rules.migrations_import_no_model(code, frozenset(sys.stdlib_module_names))


IMPORT_RULES: list[Rule] = [
    rules.app_layers,
    rules.app_without_qt,
    rules.ui_through_the_doors,
    rules.kit_knows_no_entity,
    rules.features_stand_apart,
    migrations_import_no_model,
    rules.imports_at_the_top,
    rules.no_cycles,
]


@pytest.mark.parametrize("rule", IMPORT_RULES, ids=lambda rule: rule.__name__)
def test_every_module_keeps_the_rule(rule: Rule) -> None:
    code = modules("app", "ui", "main", "migrations")
    assert any(m.name == "app.core.errors" for m in code), "the sources were not found"
    assert list(rule(code)) == []


@pytest.mark.parametrize(
    ("rule", "planted", "sentence"),
    [
        (rules.app_layers, {"app.core.x": "from app.domain import people"}, "app.core.x:1 imports app.domain.people"),
        (rules.app_layers, {"app.core.x": "import ui.shell"}, "app.core.x:1 imports ui.shell"),
        (rules.app_layers, {"app.domain.x": "from ..services import base"}, "app.domain.x:1 imports app.services.base"),
        (rules.app_layers, {"app.documents.x": "from app.queries.x import Row"}, "imports app.queries.x.Row"),
        (rules.app_layers, {"app.queries.x": "import app.documents.render.pdf"}, "imports app.documents.render.pdf"),
        (rules.app_layers, {"app.services.x": "from app.container import C"}, "imports app.container.C"),
        (rules.app_layers, {"app.stuff.x": ""}, "app.stuff has no place"),
        (rules.app_without_qt, {"app.core.x": "def f():\n  from PySide6.QtCore import QObject"}, "app.core.x:2"),
        (rules.ui_through_the_doors, {"ui.x": "from sqlalchemy.orm import Session"}, "imports sqlalchemy.orm.Session"),
        (rules.ui_through_the_doors, {"ui.x": "from app import domain"}, "imports app.domain"),
        (rules.ui_through_the_doors, {"ui.x": "import app.db.engine"}, "imports app.db.engine"),
        (rules.kit_knows_no_entity, {"ui.kit.x": "from app.services.people import Draft"}, "ui.kit.x:1"),
        (rules.kit_knows_no_entity, {"ui.theme.x": "from app.core.enums import PointKind"}, "ui.theme.x:1"),
        (rules.kit_knows_no_entity, {"ui.theme.x": "from ui.kit.chip import Chip"}, "ui.theme.x:1"),
        (
            rules.features_stand_apart,
            {"ui.people": "", "ui.meetings": "", "ui.meetings.page": "from ui.people.form import Form"},
            "ui.meetings.page:1 imports ui.people.form.Form",
        ),
        (migrations_import_no_model, {"migrations.versions.x": "from app.domain import tables"}, "app.domain.tables"),
        (rules.imports_at_the_top, {"app.x": "def f():\n  import app.y"}, "app.x:2 imports app.y inside a function"),
        (
            rules.no_cycles,
            {"app.a": "import app.b", "app.b": "from . import c", "app.c": "from .a import x"},
            "app.a, ",
        ),
    ],
)
def test_the_rule_finds_a_planted_violation(rule: Rule, planted: dict[str, str], sentence: str) -> None:
    found = list(rule([Module.of(name, source, package=not source) for name, source in planted.items()]))
    assert len(found) == 1
    assert sentence in found[0]


@pytest.mark.parametrize(
    ("rule", "allowed"),
    [
        (rules.app_layers, {"app.services.x": "from app.queries.y import Row\nfrom app.services.base import Service"}),
        (rules.app_layers, {"app.queries.x": "from app.documents.data import MinutesData"}),
        (rules.app_layers, {"app.container": "import app.db.engine, app.services.people"}),
        (rules.ui_through_the_doors, {"ui.x": "from app.container import Container\nfrom ui.kit.card import Card"}),
        (rules.imports_at_the_top, {"app.x": "def f():\n  import reportlab.platypus"}),
        (
            rules.no_cycles,
            {"app.a": "import app.b", "app.b": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n  import app.a"},
        ),
    ],
)
def test_what_the_rule_allows(rule: Rule, allowed: dict[str, str]) -> None:
    assert list(rule([Module.of(name, source) for name, source in allowed.items()])) == []
