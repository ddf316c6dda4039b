"""A person's photo: set, taken away, shown round or square. The store makes it small and forgets where it was taken."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.core.changes import Written
from app.core.errors import Refused, ToolFault
from app.core.i18n import N_, tr
from app.core.settings import PORTRAIT
from app.jobs.lanes import Lane
from app.services.photos import LARGEST, PhotoService
from ui.desk import Desk
from ui.kit.portrait import Portrait

_SET, _REMOVE, _ROUND, _SQUARE = "set", "remove", "round", "square"


class PhotoFlow(QObject):
    """The menu of `portrait` and what it does. Object names: `people.photo.menu`."""

    def __init__(self, desk: Desk, portrait: Portrait, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._portrait, self._parent = desk, portrait, parent
        self._id = self._name = ""
        portrait.set_round(desk.settings.get(PORTRAIT) == _ROUND)

    def menu(self, id: str, name: str, *, has_photo: bool) -> QMenu:
        """What can be done with the photo of person `id`."""
        self._id, self._name = id, name
        menu = QMenu(self._parent)
        menu.setObjectName("people.photo.menu")
        self._add(menu, tr("Change the photo…") if has_photo else tr("Set a photo…"), _SET)
        if has_photo:
            self._add(menu, tr("Take the photo away"), _REMOVE)
        menu.addSeparator()
        for shape, words in ((_ROUND, tr("Show photos round")), (_SQUARE, tr("Show photos square"))):
            action = self._add(menu, words, shape)
            action.setCheckable(True)
            action.setChecked(self._portrait.is_round() == (shape == _ROUND))
        menu.triggered.connect(self._triggered)
        return menu

    def open_menu(self, id: str, name: str, *, has_photo: bool) -> None:
        """Show the menu under the photo."""
        menu = self.menu(id, name, has_photo=has_photo)
        menu.popup(self._portrait.mapToGlobal(QPoint(0, self._portrait.height())))

    def set_photo(self, id: str, name: str, path: Path) -> None:
        """Keep the image file as the photo of person `id`."""
        job = partial(_keep, self._desk.services.photos, id, path)
        said = tr("The photo of {name} was set.", name=name)
        self._desk.tasks.run(Lane.DB, job, partial(self._written, said), owner=self)

    def ask_path(self) -> Path | None:
        """Which file; None for Esc."""
        title, kinds = tr("Photo of {name}", name=self._name), tr("Photos (*.jpg *.jpeg *.png *.webp)")
        path, _ = QFileDialog.getOpenFileName(self._parent, title, "", kinds)
        return Path(path) if path else None

    def _add(self, menu: QMenu, text: str, verb: str) -> QAction:
        action = menu.addAction(text)
        action.setData(verb)
        return action

    @Slot(QAction)
    def _triggered(self, action: QAction) -> None:
        verb = action.data()
        if verb == _SET:
            path = self.ask_path()
            if path is not None:
                self.set_photo(self._id, self._name, path)
        elif verb == _REMOVE:
            said = tr("The photo of {name} was taken away.", name=self._name)
            job = partial(self._desk.services.photos.remove, self._id)
            self._desk.tasks.run(Lane.DB, job, partial(self._written, said), owner=self)
        else:
            self._desk.settings.set(PORTRAIT, verb)
            self._desk.settings.save()
            self._portrait.set_round(verb == _ROUND)

    def _written(self, said: str, written: Written) -> None:
        self._desk.notices.done(said, written.changes)


def _keep(photos: PhotoService, id: str, path: Path) -> Written:
    """Read and keep; a file that is too large is not read at all."""
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(N_("The photo is larger than 10 MB and was not taken."))
        content = path.read_bytes()
    except OSError as error:
        raise ToolFault(N_("{name} cannot be read. Nothing was changed."), name=path.name) from error
    return photos.set(id, content)
