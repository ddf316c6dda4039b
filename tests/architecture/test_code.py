"""Manners that no linter knows: slots, names, messages, and what may not stand in a tracked file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture import rules
from tests.architecture.rules import Module, Rule
from tests.architecture.sources import CODE, ROOT, files, modules

CODE_RULES: list[Rule] = [
    rules.no_lambda_slots,
    rules.no_bare_except,
    rules.literal_messages,
    rules.filled_places,
]

# Taken apart, so that this file does not name what it forbids.
HOSTS = (
    "pypi" + ".org",
    "python" + "hosted.org",
    "registry." + "npmjs",
    "registry." + "yarnpkg",
    "conda." + "anaconda",
)
FORBIDDEN = re.compile(
    "|".join(
        [
            *(re.escape(host) for host in HOSTS),
            r"(?<![\w.])file:" + r"///\w",
            r"(?<![\w/.:])/(?:work|root|Users/\w+|home/[a-z]+/\w|opt/(?:pypi|wheels))" + r"(?:/|\b)",
            r"^\s*--(?:extra-)?index-url|^\s*--find-links|^\s*--trusted-host|^\s*-i\s+http",
        ]
    )
)


def forbidden(text: str) -> Iterator[str]:
    """Registry hosts, download options and paths of somebody's machine in `text`."""
    for number, line in enumerate(text.splitlines(), 1):
        for match in FORBIDDEN.finditer(line):
            yield f"{number}: {match.group().strip()}"


@pytest.mark.parametrize("rule", CODE_RULES, ids=lambda rule: rule.__name__)
def test_every_module_keeps_the_rule(rule: Rule) -> None:
    assert list(rule(modules("app", "ui", "main"))) == []


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        (rules.no_lambda_slots, "button.clicked.connect(lambda: self.save())"),
        (rules.no_lambda_slots, "QTimer.singleShot(0, lambda: None)"),
        (rules.no_lambda_slots, "menu.addAction('x', lambda: None)"),
        (rules.no_bare_except, "try:\n  f()\nexcept:\n  pass"),
        (rules.literal_messages, "tr(f'Hello {name}')"),
        (rules.literal_messages, "tr('Hello ' + name)"),
        (rules.literal_messages, "tr('Yes' if x else 'No')"),
        (rules.literal_messages, "i18n.tr(label())"),
        (rules.literal_messages, "tr('')"),
        (rules.literal_messages, "N_(message)"),
        (rules.literal_messages, "ntr('{n} person', many, 3)"),
        (rules.literal_messages, "ptr(context, 'Present')"),
        (rules.literal_messages, "words.plural(one, '{n} persons', 2)"),
        (rules.literal_messages, "words.in_context('document', word)"),
        (rules.literal_messages, "catalogue(lang).text('Minutes')"),
        (rules.literal_messages, "tr(LABELS.get(kind, 'Other'))"),
        (rules.filled_places, "tr('Saved {name}.')"),
        (rules.filled_places, "tr('Saved {name}.', nmae=x)"),
        (rules.filled_places, "tr('Saved.', name=x)"),
        (rules.filled_places, "ntr('{n} of {total}', '{n} of {total}', 3)"),
        (rules.filled_places, "tr('Saved {name.', name=x)"),
    ],
)
def test_the_rule_finds_a_planted_violation(rule: Rule, source: str) -> None:
    assert len(list(rule([Module.of("ui.x", source)]))) >= 1


@pytest.mark.parametrize(
    "source",
    [
        "tr('Saved {name}.', name=x)",
        "tr(LABELS[kind])",
        "tr(LABELS.get(kind, N_('Other')))",
        "catalogue(lang).text(N_('Minutes'))",
        "tr(self.message, **self.params)",
        "ntr('One meeting', '{n} meetings', count)",
        "ptr('people', 'Present')",
        "button.clicked.connect(self.save)",
    ],
)
def test_what_the_rules_allow(source: str) -> None:
    assert [line for rule in CODE_RULES for line in rule([Module.of("ui.x", source)])] == []


def test_no_module_is_called_after_nothing() -> None:
    code = [path.relative_to(ROOT) for path in files() if path.suffix == ".py"]
    assert list(rules.telling_names(path for path in code if path.parts[0] in CODE)) == []
    planted = [Path("app/utils.py"), Path("ui/common/x.py"), Path("app/core/names.py")]
    assert len(list(rules.telling_names(planted))) == 2


def test_no_registry_host_or_machine_path_is_tracked() -> None:
    found = []
    for path in files():
        data = path.read_bytes()
        if b"\0" not in data[:8000]:
            found += [f"{path.relative_to(ROOT)}:{line}" for line in forbidden(data.decode("utf-8", "replace"))]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "https://files.python" + "hosted.org/packages/x.whl",
        "    --index" + "-url https://mirror/simple",
        "cd /wo" + "rk/main",
        "'/ro" + "ot/.cache'",
        "file:/" + "//opt/x",
    ],
)
def test_a_planted_host_or_path_is_found(line: str) -> None:
    assert list(forbidden(f"first\n{line}\n"))


def test_an_address_on_the_web_is_no_machine_path() -> None:
    assert not list(forbidden("https://www.mofa.go.jp/work/index.html and pip-compile --no-emit-index-url"))


def test_no_label_guesses_html() -> None:
    """Qt's own label takes a name like "<b>" for a mark: ui.kit.text.PlainLabel shows it as it is."""
    found = [
        f"{path.name}:{no}"
        for path in (ROOT / "ui").rglob("*.py")
        for no, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"(?<!class PlainLabel\()\bQLabel\((?!.*\):$)", line)
    ]
    assert found == []
