"""All widgets on one sheet, in every scheme and language: named, reachable, and without a word from Qt.

`CHANCERY_GALLERY=<folder> pytest tests/ui/kit/test_gallery.py` also writes the sheets there as pictures.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date, time
from functools import partial
from pathlib import Path

import pytest
from kit_rows import COLUMNS, card_of, rows
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QTableView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.i18n import set_language
from app.core.problems import Problem
from app.core.when import parse_date
from ui.kit.card import Card, FactsLine
from ui.kit.chip import Chip
from ui.kit.choices import Choice
from ui.kit.dialogs import ConflictDialog
from ui.kit.elided import ElidedLabel
from ui.kit.flow import FlowLayout
from ui.kit.form import Field, Form
from ui.kit.list_page import EmptyState, Filter, ListView, MasterDetail, PagedModel, Sort
from ui.kit.scroll import ScrollPage
from ui.kit.tabs import TabBar
from ui.kit.text import Button, Heading, IconButton, Label, Line, SectionLabel, Title
from ui.theme import theme
from ui.theme.tokens import TONES

LONG = {
    "en": "Closed-door: cell manufacturing and finance",
    "ja": "非公開会合：蓄電池セル製造の現地化と公的金融支援の条件に関する日印官民合同意見交換会（第二回）",
    "hi": "बंद कमरे में बैठक: सेल विनिर्माण के स्थानीयकरण और सार्वजनिक वित्तीय सहायता की शर्तों पर विचार-विमर्श",
}


def search(text: str, done: Callable[[Sequence[Choice]], None]) -> None:
    done([Choice("p1", "SATO Emi", "Ministry of Finance", "Person")])


def fields(words: str) -> list[Field]:
    return [
        Field("", "What", "section"),
        Field("title", "&Title", "ltext", required=True),
        Field("kind", "&Kind", "choice", values=[words, "Courtesy call"]),
        Field("note", "&Note", "multiline", hint="Seen by the mission only.", lines=3),
        Field("", "When", "section"),
        Field(
            "day", "&Day", "date", True, parse=partial(parse_date, today=date(2025, 7, 1)), placeholder="2 July 2025"
        ),
        Field("start", "&Start", "time", placeholder="15:00"),
        Field("length", "&Length", "number", suffix="min", maximum=600, step=5),
        Field("closed", "Hold in confidence", "check"),
        Field("head", "&Head of delegation", "reference", search=search),
        Field("with", "&With", "references", search=search),
    ]


def made_form(words: str) -> Form:
    form = Form(fields(words), "gallery")
    form.set_values({
        "title": {"en": "Cell manufacturing", "ja": LONG["ja"], "hi": LONG["hi"]}, "kind": words, "note": words,
        "day": date(2025, 7, 2), "start": time(17, 45), "length": 60, "closed": True, "head": ("p1", "SATO Emi"),
        "with": [("p1", "SATO Emi"), ("p2", words)],
    })  # fmt: skip
    return form


def record(words: str) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(theme.px(24), theme.px(16), theme.px(24), theme.px(24))
    column.setSpacing(theme.px(8))
    head = QHBoxLayout()
    title = ElidedLabel(words, "title")
    head.addWidget(title, 1)
    head.addWidget(Button("Send for approval", name="gallery.send"))
    head.addWidget(Button("Minutes PDF", "primary", name="gallery.minutes"))
    column.addLayout(head)
    facts = FactsLine()
    facts.set_facts(["Wed 2 July 2025, 17:45–18:45 IST", "Room 2", words], [("Chatham House", "violet")])
    column.addWidget(facts)
    tabs = TabBar([("details", "Details"), ("people", "People"), ("record", "Record")], "gallery")
    tabs.set_count("people", 14)
    column.addWidget(tabs)
    column.addWidget(Line())
    form = made_form(words)
    form.show_problems([Problem("start", "The meeting would end after its room is given away."), Problem("", words)])
    card = Card("Details")
    card.set_corner(Label("Draft v0.3", "faint"))
    card.add(form)
    column.addWidget(card)
    column.addWidget(small_things())
    column.addStretch(1)
    return ScrollPage(page, 900)


def small_things() -> Card:
    card = Card("Small things")
    card.add(SectionLabel("Japanese side"))
    for role in ("strong", "body", "soft", "secondary", "faint", "error"):
        card.add(Label(f"The words of role {role}", role))
    chips = QWidget()
    flow = FlowLayout(chips, gap=8, line_gap=4)
    for tone in TONES:
        flow.addWidget(Chip(tone.capitalize(), tone))
    card.add(chips)
    row = QHBoxLayout()
    row.addWidget(Button("&Delete", "danger", "delete", "gallery.delete"))
    row.addWidget(Button("&Quiet", "quiet", name="gallery.quiet"))
    row.addWidget(Button("&Link", "link", name="gallery.link"))
    off = Button("Off", "primary", name="gallery.off")
    off.setEnabled(False)
    row.addWidget(off)
    row.addWidget(IconButton("edit", "Edit", "gallery.edit"))
    row.addStretch(1)
    card.add(row)
    return card


def gallery(words: str) -> MasterDetail:
    model = PagedModel(COLUMNS, card_of)
    empty = EmptyState("meetings", "No rows yet", "Rows will be here.", "Add a row")
    filters = [Filter("time", "Any time", [(1, "This week")]), Filter("state", "Any status", [(2, "Held")])]
    view = ListView("gallery", "Meetings", model, filters, empty)
    view.add_action(Button("&New meeting", "primary", "add", "gallery.new"))
    both = MasterDetail(view, "gallery")
    both.set_detail(record(words))
    model.reset(None, rows(0, 60), Sort("title"))
    view.filters.set_values({"time": 1})
    view.select(2)
    return both


def nameless(window: QWidget) -> list[str]:
    """Controls that the keyboard reaches and that have no name, or no object name of ours."""
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox, QTableView)
    found = []
    for widget in window.findChildren(QWidget):
        inside = isinstance(widget.parent(), (QAbstractSpinBox, QComboBox, QTableView, QTabBar))
        if isinstance(widget, kinds) and not inside and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            named = widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")
            if not named or "." not in widget.objectName():
                found.append(f"{type(widget).__name__} {widget.objectName()!r} {named!r}")
    return found


def keep(window: QWidget, name: str) -> None:
    folder = os.environ.get("CHANCERY_GALLERY")
    if folder:
        window.grab().save(str(Path(folder) / f"{name}.png"))


@pytest.mark.parametrize("lang", ["en", "ja", "hi"])
@pytest.mark.parametrize("scheme", [theme.Scheme.LIGHT, theme.Scheme.DARK, theme.Scheme.HIGH_CONTRAST])
@pytest.mark.parametrize("zoom", [1.0, 1.5])
def test_the_gallery(qtbot: QtBot, qapp: QApplication, lang: str, scheme: theme.Scheme, zoom: float) -> None:
    set_language(lang)
    theme.apply(qapp, scheme, zoom)
    window = gallery(LONG[lang])
    qtbot.addWidget(window)
    window.resize(int(1366 * zoom), int(1100 * zoom))
    window.show()
    qtbot.waitExposed(window)
    assert nameless(window) == []
    keep(window, f"list-{lang}-{scheme}-{zoom}")
    window.open()
    qapp.processEvents()
    assert nameless(window) == []
    keep(window, f"record-{lang}-{scheme}-{zoom}")
    form = window.findChild(Form, "gallery.form")
    assert form is not None
    for declared in fields(""):
        if declared.key:
            edit = form.edit(declared.key)
            assert edit.height() >= edit.minimumSizeHint().height(), declared.key
            assert edit.x() + edit.width() <= form.width(), declared.key


@pytest.mark.parametrize("scheme", [theme.Scheme.LIGHT, theme.Scheme.DARK])
def test_the_conflict(qtbot: QtBot, qapp: QApplication, scheme: theme.Scheme) -> None:
    theme.apply(qapp, scheme)
    dialog = ConflictDialog(
        [("Title", LONG["en"], "Cell manufacturing"), ("Room", "Room 1", ""), ("Note", "", LONG["hi"])]
    )
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert nameless(dialog) == []
    keep(dialog, f"conflict-{scheme}")


def test_theme_and_language_change_under_an_open_window(qtbot: QtBot, qapp: QApplication) -> None:
    window = gallery(LONG["en"])
    qtbot.addWidget(window)
    window.resize(1366, 900)
    window.open()
    window.show()
    qtbot.waitExposed(window)
    light = window.grab().toImage()
    theme.apply(qapp, theme.Scheme.DARK, 1.25)
    qapp.processEvents()
    assert window.grab().toImage() != light
    for lang in ("ja", "hi", "en"):
        set_language(lang)
        QApplication.sendEvent(window, QEvent(QEvent.Type.LanguageChange))
        qapp.processEvents()
        assert nameless(window) == []
    theme.apply(qapp, theme.Scheme.LIGHT)
    qapp.processEvents()
    form = window.findChild(Form, "gallery.form")
    assert form is not None
    assert not form.dirty()
    assert isinstance(window.findChild(Title), Title)
    assert isinstance(window.findChild(Heading), Heading)
