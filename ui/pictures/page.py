"""The Pictures page. One drawing at a time, made on the store's lane whenever it is out of date and looked at."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.drawing import Target
from app.core.errors import AppError, ToolFault
from app.core.files import write_whole
from app.core.i18n import N_, language, tr
from app.core.zones import local
from app.jobs.lanes import Lane, Progress
from app.services.pictures import Drawn, Picture, Wish
from ui.desk import Desk
from ui.kit.drawing import DrawingView
from ui.kit.elided import ElidedLabel
from ui.kit.empty import EmptyState
from ui.kit.filter_bar import Filter, FilterBar
from ui.kit.find_filters import PickChip, add_pick
from ui.kit.preview import print_pdf
from ui.kit.searches import search_of
from ui.kit.tabs import TabBar
from ui.kit.text import Button, IconButton, Title
from ui.pictures import presenter
from ui.shell.page import PageBase
from ui.shell.route import Route
from ui.theme import theme

TOUCHED_BY = ("person", "organisation", "meeting", "assessment", "topic", "mission")
_FILTERS = {
    Picture.NETWORK.value: ("period", "topic", "around", "encounters", "shown"),
    Picture.POWER.value: ("period",),
    Picture.ENGAGEMENT.value: ("period", "topic"),
}
"""What narrows which picture."""


class Page(PageBase):
    """See the module."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.setObjectName("pictures.page")
        self._stale, self._asked = True, 0
        self.tabs = TabBar(presenter.TABS, "pictures")
        self.filters = FilterBar(
            (
                Filter("period", N_("All dates"), presenter.PERIODS),
                Filter("encounters", N_("Across the sides"), presenter.ENCOUNTERS),
                Filter("shown", N_("People and organisations"), presenter.SHOWN),
            ),
            "pictures",
        )
        run = partial(desk.tasks.run, Lane.DB)
        choices = desk.queries.choices
        add_pick(self.filters, "pictures", "topic", N_("Any topic"), search_of(run, choices.topics, self))
        add_pick(self.filters, "pictures", "around", N_("Around anybody"), search_of(run, self._anybody, self))
        self.view = DrawingView("pictures.drawing")
        self.said = ElidedLabel("", "secondary")
        self.said.setObjectName("pictures.said")
        self.empty = {key: self._empty(key) for key, _ in presenter.TABS}
        self.save = Button(N_("Save as PDF…"), "", "save", "pictures.save")
        self.print_button = Button(N_("Print…"), "", "print", "pictures.print")
        self._lay_out()
        self.tabs.opened.connect(self._tab_opened)
        self.tabs.stepped.connect(self._into_picture)
        self.filters.changed.connect(self._filtered)
        self.view.opened.connect(self._open_target)
        self.view.looked_at.connect(self.said.set_text)
        self.save.clicked.connect(self.export)
        self.print_button.clicked.connect(self.print_)
        desk.bridge.changed.connect(self._changed)
        self._show_filters()

    def _anybody(self, text: str, limit: int) -> list[Any]:
        choices = self.desk.queries.choices
        return [*choices.organisations(text, limit), *choices.people(text, limit)][:limit]

    # ---- what the frame asks ---------------------------------------------------------------------------------------

    def open(self, route: Route) -> None:
        if route.part and route.part != self.tabs.current():
            self.tabs.open(route.part)
        around = route.extra.get("around", "")
        if around:
            values = {**self.filters.values(), "around": [around, route.extra.get("name", "")], "encounters": "all"}
            self.filters.set_values(values)
            self._stale = True
        if self.isVisible():
            self.refresh()

    def title(self) -> str:
        return tr("Pictures")

    def help(self) -> list[tuple[str, str]]:
        return [
            ("Left", tr("Go from one to the next; also right, up and down")),
            ("Home", tr("Go to the largest")),
            ("A", tr("Type letters of a name to go there")),
            ("Return", tr("Open the person or the organisation")),
            ("+", tr("Larger")),
            ("-", tr("Smaller")),
            ("0", tr("Show the whole picture")),
            ("Ctrl+Tab", tr("The next picture")),
            ("Ctrl+E", tr("Save as PDF")),
            ("Ctrl+P", tr("Print")),
        ]

    def save_state(self) -> dict[str, Any]:
        return {"tab": self.tabs.current(), "filters": self.filters.values()}

    def restore_state(self, state: dict[str, Any]) -> None:
        tab, values = state.get("tab"), state.get("filters")
        if tab in {key for key, _ in presenter.TABS}:
            self.tabs.open(str(tab))
        if isinstance(values, dict):
            self.filters.set_values(values)
        self._stale = True

    # ---- drawing ---------------------------------------------------------------------------------------------------

    def wish(self) -> Wish:
        """What is asked for now."""
        key = self.tabs.current()
        values = {k: v for k, v in self.filters.values().items() if k in _FILTERS[key]}
        mission = self.desk.mission
        today = local(self.desk.clock.now(), mission.time_zone if mission else "UTC").date()
        return presenter.wish_of(key, values, today)

    def refresh(self) -> None:
        """Draw what is out of date."""
        if not self._stale:
            return
        self._stale = False
        self._asked += 1
        job = partial(_draw, self.desk, self.wish(), language())
        self.desk.tasks.run_long(
            Lane.WORK, job, partial(self._drawn, self._asked), owner=self, title=tr("Drawing the picture")
        )

    def _drawn(self, asked: int, drawn: Drawn) -> None:
        if asked != self._asked:
            return
        key, had_focus = self.tabs.current(), self.empty[self.tabs.current()].button.hasFocus()
        self.view.show_drawing(None if drawn.empty else drawn.drawing)
        self.stack.setCurrentWidget(self.empty[key] if drawn.empty else self.view)
        self.said.set_text(drawn.note)
        for button in (self.save, self.print_button, self.larger, self.smaller, self.whole):
            button.setEnabled(not drawn.empty)
        self.setFocusProxy(self.empty[key].button if drawn.empty else self.view)
        if had_focus and not drawn.empty:
            self.view.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if changes.touches(*TOUCHED_BY):
            self._again()

    @Slot(str)
    def _tab_opened(self, _key: str) -> None:
        self._show_filters()
        self.view.show_all()
        self._again()

    @Slot(str)
    def _into_picture(self, _key: str) -> None:
        self.setFocus()

    @Slot(dict)
    def _filtered(self, _values: dict[str, Any]) -> None:
        self._again()

    def _again(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _show_filters(self) -> None:
        shown = _FILTERS[self.tabs.current()]
        for key, chip in self.filters.chips.items():
            if isinstance(chip, PickChip):
                chip.show_in_bar(key in shown)
            else:
                chip.setVisible(key in shown)
        self.filters.updateGeometry()

    @Slot(object)
    def _open_target(self, target: Target) -> None:
        self.desk.navigation.open(target.kind, target.id)

    # ---- on paper --------------------------------------------------------------------------------------------------

    @Slot()
    def export(self) -> None:
        """Ask for a file and write the picture there."""
        if not self.save.isEnabled():
            super().export()
            return
        wish, lang = self.wish(), language()
        name = self.desk.services.pictures.file_name(wish, lang)
        path = self.ask_path(tr("Save the picture"), name, tr("PDF documents (*.pdf)"))
        if path is not None:
            job = partial(_write, self.desk, wish, lang, path)
            done = partial(self._written, path.name)
            self.desk.tasks.run_long(Lane.WORK, job, done, owner=self, title=tr("Making the document"))

    @Slot()
    def print_(self) -> None:
        """The system's print dialog, once the sheet is made."""
        if not self.print_button.isEnabled():
            super().print_()
            return
        job = partial(_pdf, self.desk, self.wish(), language())
        self.desk.tasks.run_long(Lane.WORK, job, self._print, owner=self, title=tr("Making the document"))

    def ask_path(self, title: str, name: str, kinds: str) -> Path | None:
        """Where to write a file; None for Esc."""
        path, _ = QFileDialog.getSaveFileName(self, title, name, kinds)
        return Path(path) if path else None

    def _written(self, name: str, _none: None) -> None:
        self.desk.notices.done(tr("Saved as {name}.", name=name))

    def _print(self, pdf: bytes) -> None:
        try:
            print_pdf(pdf, self)
        except AppError as error:
            self.desk.notices.error(error)

    # ---- looks -----------------------------------------------------------------------------------------------------

    def _empty(self, key: str) -> EmptyState:
        if key == Picture.POWER.value:
            text = N_("Once power and interest of a counterpart are assessed, it stands here, with how it moved.")
            action, act = N_("Go to Organisations"), partial(self.desk.navigation.open, "organisations")
        else:
            text = N_("Once meetings were held, their people and organisations stand here.")
            action, act = N_("Go to Meetings"), partial(self.desk.navigation.open, "meetings")
        return EmptyState("pictures", N_("Nothing to draw"), text, action, act, name=f"pictures.empty.{key}")

    def _lay_out(self) -> None:
        self.larger = IconButton("zoom-in", N_("Larger"), "pictures.larger")
        self.smaller = IconButton("zoom-out", N_("Smaller"), "pictures.smaller")
        self.whole = Button(N_("Show all"), "link", name="pictures.whole")
        self.larger.clicked.connect(self.view.zoom_in)
        self.smaller.clicked.connect(self.view.zoom_out)
        self.whole.clicked.connect(self.view.show_all)
        heading = Title(N_("Pictures"))
        heading.setObjectName("pictures.heading")
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(heading)
        head.addSpacing(theme.px(16))
        head.addWidget(self.tabs, 1)
        head.addWidget(self.save)
        head.addWidget(self.print_button)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        for empty in self.empty.values():
            self.stack.addWidget(empty)
        bar = QHBoxLayout()
        bar.setSpacing(theme.px(8))
        bar.addWidget(self.filters, 1)
        for widget in (self.smaller, self.larger, self.whole):
            bar.addWidget(widget)
        edge = theme.px(20)
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, theme.px(10), edge, theme.px(6))
        column.setSpacing(theme.px(6))
        column.addLayout(head)
        column.addLayout(bar)
        column.addWidget(self.stack, 1)
        column.addWidget(self.said)
        self.setFocusProxy(self.view)


def _draw(desk: Desk, wish: Wish, lang: str, progress: Progress) -> Drawn:
    progress.check()
    return desk.services.pictures.draw(wish, lang)


def _pdf(desk: Desk, wish: Wish, lang: str, progress: Progress) -> bytes:
    pictures = desk.services.pictures
    data = pictures.paper(wish, lang)
    progress.check()
    return pictures.pdf(data, lang)


def _write(desk: Desk, wish: Wish, lang: str, path: Path, progress: Progress) -> None:
    content = _pdf(desk, wish, lang, progress)
    try:
        write_whole(path, content)
    except OSError as error:
        message = N_("{name} could not be written: {reason}. Choose another folder.")
        raise ToolFault(message, name=path.name, reason=error.strerror or "") from error
