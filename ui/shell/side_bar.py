"""The side bar: the program's name, the pages, and whose desk this is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout, QWidget

from app.core.i18n import LANGUAGES, tr
from app.core.ltext import LText, exact
from ui.kit.elided import ElidedLabel
from ui.kit.text import PlainLabel
from ui.shell.pages import PageSpec
from ui.theme import icons, theme

WIDTH = 196
FOLDED = 56
_ROW = 32


class PageButton(QAbstractButton):
    """One page: picture and word, only the picture when the bar is folded. Arrow keys go to its neighbours."""

    def __init__(self, spec: PageSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self.folded = False
        self.setCheckable(True)
        # A click must leave the keys to the page it opens; Tab still reaches the bar.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setObjectName(f"shell.page.{spec.key}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.retranslate()

    def retranslate(self) -> None:
        """Its word in the interface's language."""
        self.setText(tr(self.spec.title))
        self.setAccessibleName(self.text())
        keys = self.spec.shortcut
        self.setToolTip(tr("{page} ({shortcut})", page=self.text(), shortcut=keys) if keys else self.text())

    def sizeHint(self) -> QSize:
        return QSize(theme.px(FOLDED if self.folded else WIDTH) - theme.px(20), theme.px(_ROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        elif event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tokens = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(1, 1, -1, -1)
        radius = theme.px(6)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent_soft if self.isChecked() else tokens.hover))
            painter.drawRoundedRect(box, radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, radius, radius)
        tone = "accent" if self.isChecked() else "soft"
        side = theme.px(17)
        left = (self.width() - side) // 2 if self.folded else theme.px(12)
        picture = icons.pixmap(self.spec.icon, tone, ratio=self.devicePixelRatioF())
        painter.drawPixmap(QRect(left, (self.height() - side) // 2, side, side), picture)
        if not self.folded:
            painter.setPen(QColor(getattr(tokens, tone)))
            painter.setFont(theme.font("strong" if self.isChecked() else "body"))
            words = QRect(left + side + theme.px(11), 0, self.width() - left - side - theme.px(15), self.height())
            text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()


class SideBar(QFrame):
    """The pages. `chosen` carries a page's key."""

    chosen = Signal(str)

    def __init__(self, pages: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self.setObjectName("shell.side")
        self._folded = False
        self._name: LText = {}
        self._column = QVBoxLayout(self)
        self.program = PlainLabel("Chancery")
        self.program.setProperty("role", "heading")
        self._column.addWidget(self.program)
        self.buttons: dict[str, PageButton] = {}
        group = QButtonGroup(self)
        for spec in pages:
            button = PageButton(spec)
            group.addButton(button)
            self._column.addWidget(button)
            self.buttons[spec.key] = button
        group.buttonClicked.connect(self._clicked)
        self._column.addStretch(1)
        self.mission: dict[str, ElidedLabel] = {}
        for at, lang in enumerate(LANGUAGES):
            label = ElidedLabel("", "soft" if at == 0 else "faint")
            label.setObjectName(f"shell.mission.{lang}")
            self._column.addWidget(label)
            self.mission[lang] = label
        self.retranslate()
        self._restyle()
        theme.notifier().changed.connect(self._restyle)

    def show_page(self, key: str) -> None:
        """Mark the page that is open."""
        if key in self.buttons:
            self.buttons[key].setChecked(True)

    def show_mission(self, name: LText) -> None:
        """The post's name in each language it has one in."""
        self._name = dict(name)
        for lang, label in self.mission.items():
            label.set_text(exact(self._name, lang))
            label.setVisible(bool(label.text()) and not self._folded)

    def fold(self, folded: bool) -> None:
        """Pictures only, or pictures and words."""
        if folded != self._folded:
            self._folded = folded
            for button in self.buttons.values():
                button.folded = folded
            self.show_mission(self._name)
            self._restyle()

    @property
    def folded(self) -> bool:
        return self._folded

    def retranslate(self) -> None:
        """The language changed."""
        self.setAccessibleName(tr("Pages"))
        for button in self.buttons.values():
            button.retranslate()

    @Slot(QAbstractButton)
    def _clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, PageButton):
            self.chosen.emit(button.spec.key)

    @Slot()
    def _restyle(self) -> None:
        self.setFixedWidth(theme.px(FOLDED if self._folded else WIDTH))
        edge = theme.px(10)
        self._column.setContentsMargins(edge, theme.px(12), edge, theme.px(12))
        self._column.setSpacing(theme.px(2))
        self.program.setVisible(not self._folded)
        self.program.setContentsMargins(theme.px(8), 0, 0, theme.px(9))
        for label in self.mission.values():
            label.setContentsMargins(theme.px(8), 0, 0, 0)
        for button in self.buttons.values():
            button.updateGeometry()
            button.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
