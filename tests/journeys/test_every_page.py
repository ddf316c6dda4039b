"""Every page and every tab opens in every language, with every word translated and nothing left in braces."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from app.core import i18n
from tests.journeys.conftest import Open
from ui.shell.pages import PAGES

TABS = ("details", "people", "agenda", "record", "documents")


@pytest.fixture
def untranslated(monkeypatch: pytest.MonkeyPatch) -> Iterator[set[str]]:
    """Messages that were asked for in another language and came back in English."""
    missing: set[str] = set()
    original = i18n.Catalogue.text

    def text(self: i18n.Catalogue, message: str, /, **params: object) -> str:
        if self.lang != "en" and message and re.search(r"[A-Za-z]{3}", message):
            known = self._translations._catalog  # type: ignore[attr-defined]
            if message not in known and (message, 0) not in known:
                missing.add(message)
        return original(self, message, **params)

    monkeypatch.setattr(i18n.Catalogue, "text", text)
    i18n.catalogue.cache_clear()
    yield missing
    i18n.catalogue.cache_clear()


def words_of(root: QWidget) -> Iterator[tuple[str, str]]:
    for widget in root.findChildren(QWidget):
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.objectName() or type(widget).__name__, widget.text()
        if isinstance(widget, QLineEdit):
            yield widget.objectName(), widget.placeholderText()
        yield widget.objectName(), widget.accessibleName()
        yield widget.objectName(), widget.toolTip()


@pytest.mark.parametrize("lang", ["en", "ja", "hi"])
def test_every_page_opens_in_every_language(open_program: Open, lang: str, untranslated: set[str]) -> None:
    program = open_program(lang=lang)
    window = program.window
    assert window is not None
    assert program.container is not None
    shown = program.container.queries.meetings
    from app.queries.lister import Sort
    from app.queries.meetings import MeetingFilter

    meeting = next(row.id for row in shown.all(MeetingFilter(), Sort("starts_at")) if row.code == "MT6")
    for spec in PAGES:
        window.desk.navigation.open(spec.key)
        QApplication.processEvents()
        assert window.page is not None
        assert window.page.title()
    for tab in TABS:
        window.desk.navigation.open("meeting", meeting, tab)
        QApplication.processEvents()
    for name, text in words_of(window):
        assert not re.search(r"\{\w+\}", text), f"{name}: {text}"
    assert untranslated == set()


def test_the_language_changes_without_a_restart(open_program: Open) -> None:
    program = open_program()
    window = program.window
    assert window is not None
    for spec in PAGES:
        window.desk.navigation.open(spec.key)
    english = window.windowTitle()
    titles = {english}
    for lang in ("ja", "hi"):
        program.languages.speak(lang)
        window.rebuild()
        QApplication.processEvents()
        titles.add(window.windowTitle())
    assert len(titles) == 3


@pytest.mark.parametrize("spec", PAGES, ids=[spec.key for spec in PAGES])
def test_what_can_be_used_has_a_name_for_everybody(open_program: Open, spec: object) -> None:
    """Every control that takes the focus has an object name and an accessible name."""
    program = open_program()
    window = program.window
    assert window is not None
    window.desk.navigation.open(spec.key)  # type: ignore[attr-defined]
    QApplication.processEvents()
    page = window.page
    assert page is not None
    for widget in page.findChildren(QWidget):
        if not isinstance(widget, QAbstractButton | QLineEdit) or not widget.isVisibleTo(page):
            continue
        if widget.objectName().startswith("qt_") or isinstance(widget.parent(), QLineEdit):
            continue
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        assert widget.objectName(), f"{type(widget).__name__} {text!r} has no name"
        assert widget.accessibleName() or text, widget.objectName()
