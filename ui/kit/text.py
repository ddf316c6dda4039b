"""Labels and buttons that know their msgid, so that a change of language reaches them without their page's help."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QToolButton, QWidget

from app.core.i18n import tr
from ui.theme import icons


class PlainLabel(QLabel):
    """A label that shows every text as it is: Qt's own takes a name like "<b>" for a mark and would load a picture."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)


def plain_tip(text: str) -> str:
    """A text as a tool tip that Qt does not take for HTML: the same to the eye."""
    if not QtGui.Qt.mightBeRichText(text):
        return text
    return text.replace("<", "<\u200b").replace("&lt;", "&\u200blt;")


class Label(PlainLabel):
    """A fixed sentence.

    `role` as in the style sheet: body, title, heading, strong, secondary, soft, faint, label, error.
    """

    def __init__(self, message: str = "", role: str = "body", parent: QWidget | None = None, **params: object) -> None:
        super().__init__("", parent)
        self.setProperty("role", role)
        self._message, self._params = message, params
        self._say()

    def set_message(self, message: str, /, **params: object) -> None:
        """Another msgid, with its `{name}` parameters."""
        self._message, self._params = message, params
        self._say()

    def set_data(self, text: str) -> None:
        """Show `text` as it is: a name, a number, anything that is not translated."""
        self._message, self._params = "", {}
        self.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _say(self) -> None:
        if self._message:
            self.setText(tr(self._message, **self._params))


class Title(Label):
    """The title of a page, 20 px."""

    def __init__(self, message: str = "", parent: QWidget | None = None, **params: object) -> None:
        super().__init__(message, "title", parent, **params)


class Heading(Label):
    """The title of a card or a part, 15 px."""

    def __init__(self, message: str = "", parent: QWidget | None = None, **params: object) -> None:
        super().__init__(message, "heading", parent, **params)


class SectionLabel(Label):
    """Small capitals over a group."""

    def __init__(self, message: str = "", parent: QWidget | None = None, **params: object) -> None:
        super().__init__(message, "label", parent, **params)


def pressed_by_key(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Enter presses the button that has the focus, as the space bar does; Qt does so only for a dialog's default."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or not plain:
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


class Button(QPushButton):
    """A button with words.

    `role`: "" (outlined), primary, danger, quiet, link; `icon` is a meaning of `ui.theme.icons`.
    """

    def __init__(
        self, message: str, role: str = "", icon: str = "", name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._message = message
        if name:
            self.setObjectName(name)
        if role:
            self.setProperty("role", role)
        if icon:
            tone = {"primary": "on_accent", "danger": "red", "link": "accent"}.get(role, "ink")
            icons.bind(self, icon, tone, 15)
        self.setAutoDefault(False)
        self._say()

    @property
    def message(self) -> str:
        """The msgid of its words."""
        return self._message

    def set_message(self, message: str) -> None:
        """Another msgid."""
        self._message = message
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_key(self, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _say(self) -> None:
        words = tr(self._message)
        self.setText(words)
        self.setAccessibleName(words.replace("&", ""))


class IconButton(QToolButton):
    """A button with a picture; its words are the tool tip and the accessible name."""

    def __init__(
        self,
        icon: str,
        message: str,
        name: str = "",
        parent: QWidget | None = None,
        tone: str = "soft",
        size: int = 17,
    ) -> None:
        super().__init__(parent)
        self._message = message
        if name:
            self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        icons.bind(self, icon, tone, size)
        self._say()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_key(self, event):
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _say(self) -> None:
        words = tr(self._message)
        self.setToolTip(words)
        self.setAccessibleName(words)


class Line(QWidget):
    """A one-pixel line across."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)
        self.setProperty("role", "line")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
