"""What stands beside the list: a record's head, and under it either what is known of it or its form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.core.i18n import N_, tr
from ui.kit.card import FactsLine
from ui.kit.elided import ElidedLabel
from ui.kit.record import Loaded
from ui.kit.record_form import RecordForm
from ui.kit.text import Button, IconButton, Label
from ui.theme import theme


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over a record: its name, the name in another script, facts, and chips as (text, tone)."""

    title: str
    aside: str = ""
    facts: Sequence[str] = ()
    chips: Sequence[tuple[str, str]] = ()


class RecordView(QWidget):
    """A record as it is read. The feature says how; `show_record` is called for another one and for the same anew."""

    def show_record(self, loaded: Loaded) -> None:
        """Show it; what is on the screen stays in its place."""
        raise NotImplementedError

    def focus_first(self) -> None:
        """The keys go to its first part."""
        self.setFocus()


class RecordPane(QWidget):
    """Object names: `<prefix>.name`, `.native`, `.edit`, `.more`, `.facts`."""

    edit_wanted = Signal()
    delete_wanted = Signal()
    left = Signal()
    """The form of a new record was left."""

    def __init__(
        self,
        prefix: str,
        view: RecordView,
        form: RecordForm,
        head: Callable[[Loaded], Head],
        new_title: str,
        actions: Sequence[tuple[str, str, Callable[[], object]]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{prefix}.pane")
        self._prefix, self._head_of, self._new_title, self._actions = prefix, head, new_title, tuple(actions)
        self.view, self.form = view, form
        self.loaded: Loaded | None = None
        self.title = ElidedLabel("", "title")
        self.title.setObjectName(f"{prefix}.name")
        self.native = Label("", "soft")
        self.native.setObjectName(f"{prefix}.native")
        self.edit = Button(N_("Edit"), "primary", "", f"{prefix}.edit")
        self.edit.setToolTip(tr("F2"))
        self.edit.clicked.connect(self.edit_wanted)
        self.more = IconButton("menu", N_("More actions"), f"{prefix}.more")
        self.more.clicked.connect(self.open_menu)
        self.facts = FactsLine()
        self.facts.setObjectName(f"{prefix}.facts")
        self.stack = QStackedWidget()
        self.stack.addWidget(view)
        self.stack.addWidget(form)
        self._build()
        form.dirty_changed.connect(self._say_head)
        form.left.connect(self._leave_form)
        for keys, slot in (
            ("Ctrl+S", self._save),
            ("Ctrl+Return", self._save_and_leave),
            ("Ctrl+Enter", self._save_and_leave),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(self.title, 1)
        head.addWidget(self.more)
        head.addWidget(self.edit)
        second = QHBoxLayout()
        second.setSpacing(theme.px(12))
        second.addWidget(self.native)
        second.addWidget(self.facts, 1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(head)
        self._column.addLayout(second)
        self._column.addWidget(self.stack, 1)
        theme.notifier().changed.connect(self._restyle)
        self._restyle()

    # ---- what is shown ---------------------------------------------------------------------------------------------

    def editing(self) -> bool:
        """Whether the form is shown."""
        return self.stack.currentWidget() is self.form

    def show_record(self, loaded: Loaded) -> None:
        """Show a record, as it is read."""
        self.loaded = loaded
        self.view.show_record(loaded)
        if self.form.id != "" or not self.editing():
            self.form.show_record(loaded)
        self._say_head()

    def show_form(self) -> None:
        """Show the form, with the keys in its first field."""
        self.stack.setCurrentWidget(self.form)
        self._say_head()
        self.form.setFocus()

    def show_view(self) -> None:
        """Show the record as it is read."""
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self.stack.setCurrentWidget(self.view)
        self._say_head()
        if had_focus:
            self.view.focus_first()

    def menu(self) -> QMenu:
        """What can be done with the record beside editing it."""
        menu = QMenu(self)
        menu.setObjectName(f"{self._prefix}.more.menu")
        for at, (text, keys, _act) in enumerate(self._actions):
            action = menu.addAction(f"{tr(text)}\t{keys}" if keys else tr(text))
            action.setData(at)
        delete = menu.addAction(tr("Delete") + "\tDel")
        delete.setData(-1)
        menu.triggered.connect(self._triggered)
        return menu

    @Slot()
    def open_menu(self) -> None:
        """Show the menu under its button."""
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    # ---- slots -----------------------------------------------------------------------------------------------------

    @Slot(QAction)
    def _triggered(self, action: QAction) -> None:
        at = int(action.data())
        if at < 0:
            self.delete_wanted.emit()
        else:
            self._actions[at][2]()

    @Slot()
    def _save(self) -> None:
        if self.editing():
            self.form.save()

    @Slot()
    def _save_and_leave(self) -> None:
        if self.editing():
            self.form.save_and_leave()

    @Slot()
    def _leave_form(self) -> None:
        if self.form.id == "":
            self.left.emit()
        else:
            self.show_view()

    @Slot()
    def _say_head(self) -> None:
        new = self.editing() and self.form.id == ""
        unsaved = [(tr("Not saved yet"), "amber")] if self.form.dirty() else []
        self.edit.setVisible(not self.editing())
        self.more.setVisible(not new and self.loaded is not None)
        if new or self.loaded is None:
            self.title.set_text(tr(self._new_title) if new else "")
            self.native.hide()
            self.facts.set_facts((), unsaved)
            return
        head = self._head_of(self.loaded)
        self.title.set_text(head.title)
        self.native.set_data(head.aside)
        self.native.setVisible(bool(head.aside))
        self.facts.set_facts(head.facts, [*head.chips, *unsaved])

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say_head()

    @Slot()
    def _restyle(self) -> None:
        self._column.setContentsMargins(theme.px(24), theme.px(16), theme.px(20), 0)
        self._column.setSpacing(theme.px(10))
