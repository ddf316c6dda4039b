"""The first start: whose desk is this? Or a look round in the sample story.

Asks only what a letterhead, two clocks and a page need; all of it can be changed later. Nothing is guessed: choosing a
state offers that state's time zone, which stays a choice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import available_timezones

from PySide6.QtCore import QLocale, Qt, QTimeZone, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import Refused
from app.core.i18n import LANGUAGES, N_, NATIVE_NAMES, language, tr
from app.core.problems import Problem
from app.core.zones import zone_abbreviation
from app.services.mission import PAPERS, MissionDraft
from ui.kit.fields import ChoiceField, FieldEdit, LTextField, MultilineField
from ui.kit.text import Button, Label, PlainLabel, Title
from ui.shell.clocks import zone_of
from ui.theme import theme

MISSION, SAMPLE = "mission", "sample"


@dataclass(frozen=True, slots=True)
class FirstRun:
    """What was chosen: `MISSION` with its draft, or `SAMPLE`."""

    choice: str
    mission_draft: MissionDraft | None = None


class SearchField(ChoiceField):
    """A choice that is found by typing any part of its words."""

    def __init__(self, name: str, values: list[str], label: Callable[[str], str]) -> None:
        super().__init__(name, values, label)
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(self.combo.InsertPolicy.NoInsert)
        self.combo.setMaxVisibleItems(14)
        finder = QCompleter(self.combo.model(), self.combo)
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        finder.activated.connect(self._picked)
        self.combo.setCompleter(finder)
        line = self.combo.lineEdit()
        if line is not None:
            line.setPlaceholderText(tr("Type to search"))
            line.editingFinished.connect(self._settle)
        self.set_value(None)

    def value(self) -> str:
        """The value whose words stand in the box, or ""."""
        typed = self.combo.currentText().strip().casefold()
        for at in range(self.combo.count()):
            if typed in (self.combo.itemText(at).casefold(), str(self._values[at]).casefold()):
                return str(self._values[at])
        return ""

    def set_value(self, value: object) -> None:
        super().set_value(value or None)
        if not value:
            self.combo.clearEditText()

    def retranslate(self) -> None:
        kept = self.value() if self.combo.isEditable() else ""
        super().retranslate()
        if self.combo.isEditable():
            self.set_value(kept)

    @Slot()
    def _settle(self) -> None:
        """Left half typed: the one choice that it can mean is taken, as the list below it showed."""
        typed = self.combo.currentText().strip().casefold()
        if not typed or self.value():
            return
        words = [self.combo.itemText(at).casefold() for at in range(self.combo.count())]
        found = [at for at, word in enumerate(words) if typed in word]
        begun = [at for at in found if words[at].startswith(typed)]
        if len(found) == 1 or len(begun) == 1:
            self.set_value(self._values[(begun or found)[0]])
            self.edited.emit()

    @Slot(str)
    def _picked(self, _text: str) -> None:
        self.edited.emit()


@dataclass(slots=True)
class _Line:
    name: str
    field: FieldEdit
    label: Label
    error: QLabel


class FirstRunDialog(QDialog):
    """`answer` after `exec()`: None when the user quit."""

    language_wanted = Signal(str)

    def __init__(self, save: Callable[[MissionDraft], None] | None = None, parent: QWidget | None = None) -> None:
        """`save` tries to set the mission up and may raise Refused, whose problems are then shown beside the fields."""
        super().__init__(parent)
        self.setObjectName("first_run")
        self.answer: FirstRun | None = None
        self._save = save
        self._lines: list[_Line] = []
        self._form = QVBoxLayout()
        self._form.setSpacing(theme.px(4))
        self._form.setContentsMargins(0, theme.px(8), theme.px(12), 0)
        self._build_form()
        inner = QWidget()
        inner.setProperty("role", "page")
        inner.setLayout(self._form)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setObjectName("first_run.form")
        self._area = area
        head = QHBoxLayout()
        head.addWidget(Title(N_("Whose desk is this?")), 1)
        for lang in LANGUAGES:
            button = QToolButton()
            button.setText(NATIVE_NAMES[lang])
            button.setAccessibleName(NATIVE_NAMES[lang])
            button.setObjectName(f"first_run.language.{lang}")
            button.setProperty("lang", lang)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setChecked(lang == language())
            button.clicked.connect(self._language)
            head.addWidget(button)
        words = Label(N_("The names and lines below stand on every paper. All of it can be changed later."), "soft")
        words.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(24),) * 4)
        column.setSpacing(theme.px(8))
        column.addLayout(head)
        column.addWidget(words)
        column.addWidget(area, 1)
        column.addLayout(self._buttons())
        self.setWindowTitle("Chancery")
        self.resize(theme.px(680), theme.px(700))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.start.click)
        self.field("name").setFocus()

    def _build_form(self) -> None:
        # The states' names in our three languages come from CLDR; babel is slow to load and needed only here.
        from babel import Locale

        locales = {lang: Locale(lang) for lang in LANGUAGES}
        codes = [str(code) for code in locales["en"].territories]
        codes = [code for code in codes if len(code) == 2 and code.isalpha() and code not in _NOT_STATES]

        def state(code: str) -> str:
            return str(locales[language()].territories.get(code, code))

        codes.sort(key=state)
        zones = sorted(
            name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/"))
        )
        self._add("name", N_("Name of the mission"), LTextField("first_run.name"))
        self._add("sending_state", N_("Sending state"), SearchField("first_run.sending_state", codes, state))
        self._add("receiving_state", N_("Receiving state"), SearchField("first_run.receiving_state", codes, state))
        self._add("city", N_("City"), LTextField("first_run.city"))
        self._add("time_zone", N_("Time zone of the mission"), SearchField("first_run.time_zone", zones, zone_words))
        self._add(
            "home_time_zone", N_("Time zone of the capital"), SearchField("first_run.home_time_zone", zones, zone_words)
        )
        self._add("letterhead", N_("Lines of the letterhead"), MultilineField("first_run.letterhead", 3))
        self._add("address", N_("Address"), LTextField("first_run.address"))
        paper = ChoiceField("first_run.paper", PAPERS, str)
        paper.set_value("A4")
        self._add("paper", N_("Paper"), paper)
        self._form.addStretch(1)
        self.field("sending_state").edited.connect(self._sending_chosen)
        self.field("receiving_state").edited.connect(self._receiving_chosen)

    def _buttons(self) -> QHBoxLayout:
        leave = Button(N_("Quit"), "quiet", name="first_run.quit")
        self.sample = Button(N_("Open the sample story"), name="first_run.sample")
        self.start = Button(N_("Set up this desk"), "primary", name="first_run.start")
        self.start.setDefault(True)
        leave.clicked.connect(self.reject)
        self.sample.clicked.connect(self._sample)
        self.start.clicked.connect(self._start)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(leave)
        row.addStretch(1)
        row.addWidget(self.sample)
        row.addWidget(self.start)
        return row

    def field(self, name: str) -> FieldEdit:
        """The editor of one of the draft's fields."""
        return next(line.field for line in self._lines if line.name == name)

    def error(self, name: str) -> str:
        """What is said beside the field, or ""."""
        return next(line.error.text() for line in self._lines if line.name == name)

    def draft(self) -> MissionDraft:
        """What stands in the fields."""
        values = {line.name: line.field.value() for line in self._lines}
        return MissionDraft(**values)

    def _add(self, name: str, title: str, field: FieldEdit) -> None:
        label = Label(title, "secondary")
        label.setBuddy(field.control())
        error = PlainLabel()
        error.setObjectName(f"first_run.{name}.problem")
        error.setProperty("role", "error")
        error.hide()
        field.set_words(tr(title))
        for part in (label, field, error):
            self._form.addWidget(part)
        self._form.addSpacing(theme.px(6))
        self._lines.append(_Line(name, field, label, error))

    def _show(self, problems: list[Problem]) -> None:
        first: FieldEdit | None = None
        for line in self._lines:
            said = [str(problem) for problem in problems if problem.field == line.name]
            line.error.setText(" ".join(said))
            line.error.setVisible(bool(said))
            line.field.set_invalid(bool(said))
            if said and first is None:
                first = line.field
        if first is not None:
            first.setFocus()
            self._area.ensureWidgetVisible(first)

    @Slot()
    def _start(self) -> None:
        draft = self.draft()
        problems = draft.problems()
        if not problems and self._save is not None:
            try:
                self._save(draft)
            except Refused as error:
                problems = list(error.problems) or [Problem("name", error.message, dict(error.params))]
        self._show(problems)
        if not problems:
            self.answer = FirstRun(MISSION, draft)
            self.accept()

    @Slot()
    def _sample(self) -> None:
        self.answer = FirstRun(SAMPLE)
        self.accept()

    @Slot()
    def _language(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton):
            self.language_wanted.emit(str(button.property("lang")))
            self._show([])

    @Slot()
    def _sending_chosen(self) -> None:
        self._offer("sending_state", "home_time_zone")

    @Slot()
    def _receiving_chosen(self) -> None:
        self._offer("receiving_state", "time_zone")

    def _offer(self, state: str, zone: str) -> None:
        """A state with one time zone fills an empty zone; with several, the person chooses."""
        if self.field(zone).value():
            return
        territory = QLocale.codeToTerritory(self.field(state).value())
        if territory == QLocale.Country.AnyCountry:
            return
        names = [bytes(one.data()).decode() for one in QTimeZone.availableTimeZoneIds(territory)]
        known = {name for name in names if "/" in name and zone_of(name)}
        offsets = {datetime.now().astimezone(zone_of(name)).utcoffset() for name in known}
        modern = sorted(known & set(_PREFERRED)) or sorted(known)
        if modern and len(offsets) == 1:
            self.field(zone).set_value(modern[0])


_PREFERRED = ("Asia/Kolkata", "Asia/Tokyo")
"""Where a state's zone has an older spelling beside it (Asia/Calcutta)."""

_NOT_STATES = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
"""Groupings and private codes in CLDR's list of territories."""


def zone_words(name: str) -> str:
    """ "Asia/Kolkata (IST)": the zone with the name its clocks bear now."""
    zone = zone_of(name)
    return f"{name} ({zone_abbreviation(name, datetime.now().astimezone(zone))})" if zone is not None else name
