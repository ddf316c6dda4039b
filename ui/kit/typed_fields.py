"""Editors for what is typed and then read: days, times, numbers.

They are plain lines with a parser, not Qt's date editors: those set an impossible day right in silence, and here
29 Feb 2027 must come back as a problem.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QSpinBox, QToolButton

from app.core.errors import AppError
from app.core.formats import clock_time, date_plain
from app.core.i18n import N_, tr
from app.core.problems import Problem
from app.core.when import parse_time
from ui.kit.fields import FieldEdit, WheelGuard
from ui.kit.text import IconButton
from ui.theme import icons, theme


class TypedField(FieldEdit):
    """A line that a parser reads: dates, times. `value()` is None when empty, the raw text when it cannot be read.

    When the user leaves the field, what was understood is written out, so that he sees how he was understood.
    """

    def __init__(
        self,
        name: str,
        parse: Callable[[str], Any],
        show: Callable[[Any], str],
        placeholder: str = "",
        width: int = 200,
    ) -> None:
        super().__init__(name)
        self._parse, self._show = parse, show
        self._placeholder, self._width = placeholder, width
        self.edit = QLineEdit()
        self.edit.setObjectName(name)
        self.edit.textEdited.connect(self._edited)
        self.edit.editingFinished.connect(self._write_out)
        self._restyle()
        theme.notifier().changed.connect(self._restyle)
        self._arrange()
        self.retranslate()

    def control(self) -> QLineEdit:
        return self.edit

    def value(self) -> Any:
        text = self.edit.text()
        if not text.strip():
            return None
        try:
            return self._parse(text)
        except (AppError, ValueError):
            return text

    def problem(self, key: str) -> Problem | None:
        text = self.edit.text()
        if not text.strip():
            return None
        try:
            self._parse(text)
        except AppError as error:
            return Problem(key, error.message, dict(error.params))
        except ValueError:
            return Problem(key, N_("“{text}” cannot be read."), {"text": text.strip()})
        return None

    def set_value(self, value: Any) -> None:
        self.edit.setText("" if value is None else value if isinstance(value, str) else self._show(value))

    def retranslate(self) -> None:
        self.edit.setPlaceholderText(tr(self._placeholder))
        self._write_out()

    def _arrange(self) -> None:
        self._fill(self.edit, stretch=True)

    @Slot()
    def _edited(self) -> None:
        self.edited.emit()

    @Slot()
    def _write_out(self) -> None:
        if not self.edit.hasFocus() and self.edit.text().strip() and self.problem("") is None:
            self.edit.setText(self._show(self._parse(self.edit.text())))

    @Slot()
    def _restyle(self) -> None:
        self.edit.setFixedWidth(theme.px(self._width))


class DateField(TypedField):
    """A day, typed or picked (Alt+Down opens a month)."""

    def __init__(
        self,
        name: str,
        parse: Callable[[str], date],
        show: Callable[[date], str] = date_plain,
        placeholder: str = "",
    ) -> None:
        self._button = IconButton("calendar", N_("Pick a day"), f"{name}.pick")
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has Alt+Down
        super().__init__(name, parse, show, placeholder)
        self._calendar: QCalendarWidget | None = None
        self._button.clicked.connect(self.open_calendar)
        self.edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            alt_down = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
            if watched is self.edit and alt_down:
                self.open_calendar()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def open_calendar(self) -> QCalendarWidget:
        """Show a month under the field."""
        if self._calendar is None:
            self._calendar = QCalendarWidget(self)
            self._calendar.setWindowFlag(Qt.WindowType.Popup)
            self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
            self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
            self._calendar.activated.connect(self._picked)
            self._calendar.clicked.connect(self._picked)
        self._colour(self._calendar)
        now = self.value()
        if isinstance(now, date):
            self._calendar.setSelectedDate(QDate(now.year, now.month, now.day))
        self._calendar.setAccessibleName(tr(N_("Pick a day")))
        self._calendar.adjustSize()
        self._calendar.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        self._calendar.show()
        self._calendar.setFocus()
        return self._calendar

    def _arrange(self) -> None:
        self._fill(self.edit, self._button, stretch=True)

    def _colour(self, calendar: QCalendarWidget) -> None:
        """What the style sheet does not reach: the arrows, and the weekend, which Qt paints pure red."""
        weekend = QTextCharFormat()
        weekend.setForeground(QColor(theme.tokens().soft))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, weekend)
        for name, meaning in (("qt_calendar_prevmonth", "back"), ("qt_calendar_nextmonth", "forward")):
            button = calendar.findChild(QToolButton, name)
            if isinstance(button, QToolButton):
                icons.bind(button, meaning, "soft")

    @Slot(QDate)
    def _picked(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self.edit.setText(self._show(date(day.year(), day.month(), day.day())))
        self.edit.setFocus()
        self.edited.emit()


class TimeField(TypedField):
    """A time of day, typed."""

    def __init__(
        self,
        name: str,
        parse: Callable[[str], time] = parse_time,
        show: Callable[[time], str] = clock_time,
        placeholder: str = "",
    ) -> None:
        super().__init__(name, parse, show, placeholder, 96)


class NumberField(FieldEdit):
    """A whole number from `minimum` to `maximum`, with `suffix` (msgid) after it; `optional`: may be empty (None)."""

    def __init__(
        self,
        name: str,
        minimum: int = 0,
        maximum: int = 999_999,
        suffix: str = "",
        step: int = 1,
        optional: bool = False,
    ) -> None:
        super().__init__(name)
        self._suffix, self._optional, self._minimum = suffix, optional, minimum
        self.spin = QSpinBox()
        self.spin.setObjectName(name)
        # An optional number has one value below its least, which is shown as nothing.
        self.spin.setRange(minimum - 1 if optional else minimum, maximum)
        self.spin.setSpecialValueText(" " if optional else "")
        self.spin.setSingleStep(step)
        self.spin.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._guard = WheelGuard(self)
        self.spin.installEventFilter(self._guard)
        self._filling = False
        self.spin.valueChanged.connect(self._edited)
        self._fill(self.spin, stretch=True)
        self.retranslate()
        self._restyle()
        theme.notifier().changed.connect(self._restyle)
        self.set_value(None)

    def control(self) -> QSpinBox:
        return self.spin

    def value(self) -> int | None:
        number = self.spin.value()
        return None if self._optional and number < self._minimum else number

    def set_value(self, value: Any) -> None:
        self._filling = True
        self.spin.setValue(self.spin.minimum() if value is None else int(value))
        self._filling = False

    def retranslate(self) -> None:
        self.spin.setSuffix(f" {tr(self._suffix)}" if self._suffix else "")

    @Slot()
    def _edited(self) -> None:
        if not self._filling:
            self.edited.emit()

    @Slot()
    def _restyle(self) -> None:
        self.spin.setMinimumWidth(theme.px(120))
        # The style sheet's padding does not reach the line within.
        self.spin.lineEdit().setTextMargins(theme.px(8), 0, 0, 0)
