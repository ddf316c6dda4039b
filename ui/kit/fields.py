"""The editors a form is made of: one class for each kind of value, all with the same few methods.

Setting a value never fires `edited`; only what the user does. Text is given back as it was typed, blanks and all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import LANGUAGES, NATIVE_NAMES, tr
from app.core.problems import Problem
from ui.kit.text import PlainLabel
from ui.theme import theme


class FieldEdit(QWidget):
    """What every editor can do. `control()` is what takes the focus and the red border."""

    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}.field")
        # A field has the height it needs; a form that is too long scrolls, it is not squeezed.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def control(self) -> QWidget:
        """The widget the label points at."""
        raise NotImplementedError

    def value(self) -> Any:
        """The value as the draft takes it."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show `value` without telling anybody."""
        raise NotImplementedError

    def problem(self, _key: str) -> Problem | None:
        """What stands in the way of a value, before any rule of the draft; None if nothing does."""
        return None

    def set_words(self, title: str) -> None:
        """Name the control for those who do not see its label."""
        self.control().setAccessibleName(title)

    def set_invalid(self, invalid: bool) -> None:
        """Red border or not."""
        control = self.control()
        control.setProperty("invalid", invalid)
        control.style().unpolish(control)
        control.style().polish(control)

    def retranslate(self) -> None:
        """Say its own fixed words anew."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _fill(self, *widgets: QWidget, stretch: bool = False) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in widgets:
            row.addWidget(widget)
        if stretch:
            row.addStretch(1)
        self.setFocusProxy(widgets[0])


class TextField(FieldEdit):
    """One line."""

    def __init__(self, name: str, placeholder: str = "", max_length: int = 0) -> None:
        super().__init__(name)
        self.edit = QLineEdit()
        self.edit.setObjectName(name)
        if max_length:
            self.edit.setMaxLength(max_length)
        self._placeholder = placeholder
        self.edit.textEdited.connect(self._edited)
        self._fill(self.edit)
        self.retranslate()

    def control(self) -> QLineEdit:
        return self.edit

    def value(self) -> str:
        return self.edit.text()

    def set_value(self, value: Any) -> None:
        self.edit.setText("" if value is None else str(value))
        self.edit.setCursorPosition(0)

    def retranslate(self) -> None:
        self.edit.setPlaceholderText(tr(self._placeholder))

    @Slot()
    def _edited(self) -> None:
        self.edited.emit()


class _Lines(QPlainTextEdit):
    """Tab leaves the field; the height is a number of lines."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self._lines = lines
        self._restyle()
        theme.notifier().changed.connect(self._restyle)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedHeight(theme.metrics("body").lineSpacing() * self._lines + theme.px(20))


class MultilineField(FieldEdit):
    """Several lines, `lines` high."""

    def __init__(self, name: str, lines: int = 4) -> None:
        super().__init__(name)
        self.edit = _Lines(lines)
        self.edit.setObjectName(name)
        self._filling = False
        self.edit.textChanged.connect(self._edited)
        self._fill(self.edit)

    def control(self) -> QPlainTextEdit:
        return self.edit

    def value(self) -> str:
        return self.edit.toPlainText()

    def set_value(self, value: Any) -> None:
        self._filling = True
        self.edit.setPlainText("" if value is None else str(value))
        self._filling = False

    @Slot()
    def _edited(self) -> None:
        if not self._filling:
            self.edited.emit()


class LTextField(FieldEdit):
    """The same words in English, Japanese and Hindi, a line each. The value leaves out empty languages."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._title = ""
        self._others: dict[str, str] = {}
        self.edits: dict[str, QLineEdit] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for row, lang in enumerate(LANGUAGES):
            mark = PlainLabel(NATIVE_NAMES[lang])
            mark.setProperty("role", "secondary")
            edit = self.edits[lang] = QLineEdit()
            edit.setObjectName(name if row == 0 else f"{name}.{lang}")
            edit.textEdited.connect(self._edited)
            mark.setBuddy(edit)
            grid.addWidget(edit, row, 0)
            grid.addWidget(mark, row, 1)
        self.setFocusProxy(self.edits[LANGUAGES[0]])

    def control(self) -> QLineEdit:
        return self.edits[LANGUAGES[0]]

    def value(self) -> dict[str, str]:
        typed = {lang: edit.text() for lang, edit in self.edits.items() if edit.text()}
        return {**typed, **self._others}

    def set_value(self, value: Any) -> None:
        words: Mapping[str, str] = value or {}
        self._others = {lang: text for lang, text in words.items() if lang not in self.edits}
        for lang, edit in self.edits.items():
            edit.setText(words.get(lang, ""))
            edit.setCursorPosition(0)  # a long title shows its beginning

    def set_words(self, title: str) -> None:
        self._title = title
        for lang, edit in self.edits.items():
            edit.setAccessibleName(f"{title} ({NATIVE_NAMES[lang]})")

    @Slot()
    def _edited(self) -> None:
        self.edited.emit()


class ChoiceField(FieldEdit):
    """One of `values`; `label(value)` gives the words and is asked again when the language changes.

    A value that is set but not among them stays, as a last entry, so that opening a record never changes it.
    """

    def __init__(self, name: str, values: Sequence[Any], label: Callable[[Any], str]) -> None:
        super().__init__(name)
        self._values, self._label = list(values), label
        self.combo = _QuietCombo()
        self.combo.setObjectName(name)
        self.combo.activated.connect(self._edited)
        self._fill(self.combo)
        self.retranslate()

    def control(self) -> QComboBox:
        return self.combo

    def value(self) -> Any:
        at = self.combo.currentIndex()
        return self._values[at] if at >= 0 else None

    def set_value(self, value: Any) -> None:
        if value not in self._values:
            if value is None:
                self.combo.setCurrentIndex(-1)
                return
            self._values.append(value)
            self.combo.addItem(self._label(value))
        self.combo.setCurrentIndex(self._values.index(value))

    def retranslate(self) -> None:
        at = self.combo.currentIndex()
        self.combo.clear()
        self.combo.addItems([self._label(value) for value in self._values])
        self.combo.setCurrentIndex(at if 0 <= at < self.combo.count() else -1)

    @Slot()
    def _edited(self) -> None:
        self.edited.emit()


class WheelGuard(QObject):
    """A wheel over a field that has not the focus scrolls the page; it must not change a value in passing."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


class _QuietCombo(QComboBox):
    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._guard = WheelGuard(self)
        self.installEventFilter(self._guard)


class CheckField(FieldEdit):
    """Yes or no; the words stand beside the box."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.box = QCheckBox()
        self.box.setObjectName(name)
        self.box.clicked.connect(self._edited)
        self._fill(self.box, stretch=True)

    def control(self) -> QCheckBox:
        return self.box

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: Any) -> None:
        self.box.setChecked(bool(value))

    def set_words(self, title: str) -> None:
        super().set_words(title)
        self.box.setText(title)

    @Slot()
    def _edited(self) -> None:
        self.edited.emit()


class CustomField(FieldEdit):
    """Any widget with `value()`, `set_value()` and a signal `edited`.

    It may have `problem(key)`, and `control()` if something within takes the focus and the red border.
    """

    def __init__(self, name: str, widget: QWidget) -> None:
        super().__init__(name)
        self.widget = widget
        if not widget.objectName():
            widget.setObjectName(name)
        widget.edited.connect(self.edited)  # type: ignore[attr-defined]  # what this class asks of the widget
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(widget)
        self.setFocusProxy(widget)

    def control(self) -> QWidget:
        ask = getattr(self.widget, "control", None)
        return ask() if callable(ask) else self.widget

    def set_words(self, title: str) -> None:
        self.widget.setAccessibleName(title)
        super().set_words(title)

    def value(self) -> Any:
        return self.widget.value()  # type: ignore[attr-defined]

    def set_value(self, value: Any) -> None:
        self.widget.set_value(value)  # type: ignore[attr-defined]

    def problem(self, key: str) -> Problem | None:
        ask = getattr(self.widget, "problem", None)
        return ask(key) if callable(ask) else None
