"""The window's own actions: what every key of the desk does, registered once for keyboard, command box and help."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.core.i18n import LANGUAGES, N_
from app.core.settings import SCHEME, ZOOM, ZOOM_STEPS
from ui.shell.about import AboutDialog
from ui.shell.actions import HERE, Action
from ui.shell.dropping import KINDS, TARGET, Dropping
from ui.shell.help import HelpDialog
from ui.shell.main_window import MainWindow
from ui.theme import theme

PAGES, EDIT, VIEW, PROGRAM = N_("Pages"), N_("Undo"), N_("Window"), N_("Program")

_LANGUAGE_TITLES = {
    "en": N_("Show the window in English"),
    "ja": N_("Show the window in Japanese"),
    "hi": N_("Show the window in Hindi"),
}
_SCHEME_TITLES = {
    "system": N_("Colours: follow the system"),
    "light": N_("Colours: light"),
    "dark": N_("Colours: dark"),
    "high-contrast": N_("Colours: high contrast"),
}
_SCHEME_ICONS = {"system": "screen", "light": "light", "dark": "dark", "high-contrast": "contrast"}
_NEW_TITLES = {
    "meetings": N_("New meeting"),
    "delegations": N_("New delegation"),
    "people": N_("New person"),
    "organisations": N_("New organisation"),
    "followups": N_("New follow-up"),
}
_NEW_ICONS = {"meetings": "new-meeting", "people": "new-person"}
_OPEN_TITLES = {
    "today": N_("Go to Today"),
    "calendar": N_("Go to Calendar"),
    "meetings": N_("Go to Meetings"),
    "delegations": N_("Go to Delegations"),
    "people": N_("Go to People"),
    "organisations": N_("Go to Organisations"),
    "followups": N_("Go to Follow-ups"),
    "documents": N_("Go to Documents"),
    "pictures": N_("Go to Pictures"),
    "import": N_("Import…"),
}


class Commands(QObject):
    """Registers them with `window` and does what belongs to no page."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        registry = window.actions_registry
        registry.add(*self._here(), *self._edit())
        registry.add(*self._pages(), *self._new(), *self._view(), *self._program())
        registry.install(window)
        Dropping(window, window.navigation)

    def _here(self) -> list[Action]:
        page = self._on_page
        box = self._window.palette_box
        return [
            Action("new", N_("New on this page"), partial(page, "new"), "Ctrl+N", "add", group=HERE, hidden=True),
            Action("print", N_("Print"), partial(page, "print_"), "Ctrl+P", "print", group=HERE),
            Action("export", N_("Export"), partial(page, "export"), "Ctrl+E", "export", group=HERE),
            Action("around", N_("Show in the network"), self._around, "", "pictures", self._has_record, HERE),
            Action("search", N_("Search or command"), box.summon, "Ctrl+K", "search", group=VIEW, hidden=True),
        ]

    def _edit(self) -> list[Action]:
        undo = self._window.undo
        return [
            Action("undo", N_("Undo the last change"), undo.undo, "Ctrl+Z", "undo", undo.can_undo, EDIT),
            Action("redo", N_("Redo"), undo.redo, "Ctrl+Shift+Z; Ctrl+Y", "redo", undo.can_redo, EDIT),
        ]

    def _pages(self) -> list[Action]:
        go = self._window.navigation
        specs = self._window.specs
        actions = [
            Action(f"page.{s.key}", _OPEN_TITLES.get(s.key, s.title), partial(self._go, s.key), s.shortcut, s.icon,
                   group=PAGES)
            for s in specs
        ]  # fmt: skip
        actions += [
            Action("back", N_("Back"), go.back, "Alt+Left", "back", self._can_back, PAGES),
            Action("forward", N_("Forward"), go.forward, "Alt+Right", "forward", self._can_forward, PAGES),
        ]
        return actions

    def _new(self) -> list[Action]:
        return [
            Action(f"new.{s.key}", _NEW_TITLES[s.key], partial(self._begin, s.key), "", _NEW_ICONS.get(s.key, "add"))
            for s in self._window.specs
            if s.key in _NEW_TITLES
        ]

    def _view(self) -> list[Action]:
        actions = [
            Action("zoom.in", N_("Larger text"), partial(self._zoom, 1), "Ctrl++; Ctrl+=", "zoom-in", group=VIEW),
            Action("zoom.out", N_("Smaller text"), partial(self._zoom, -1), "Ctrl+-", "zoom-out", group=VIEW),
            Action("zoom.reset", N_("Normal text size"), partial(self._zoom, 0), "Ctrl+0", "search", group=VIEW),
        ]
        for key, title in _SCHEME_TITLES.items():
            actions.append(Action(f"scheme.{key}", title, partial(self._scheme, key), "", _SCHEME_ICONS[key]))
        for lang in LANGUAGES:
            wanted = partial(self._window.language_wanted.emit, lang)
            actions.append(Action(f"language.{lang}", _LANGUAGE_TITLES[lang], wanted, "", "language"))
        return actions

    def _program(self) -> list[Action]:
        return [
            Action("verify", N_("Verify a printed hash…"), self.verify, "", "shield", group=PROGRAM),
            Action("patterns", N_("Number patterns…"), self.patterns, "", "number", group=PROGRAM),
            Action("help", N_("Keys and help"), self.show_help, "F1", "help", group=PROGRAM),
            Action("about", N_("About Chancery"), self.show_about, "", "info", group=PROGRAM),
            Action("quit", N_("Quit"), self._window.quit, "Ctrl+Q", "sign-out", group=PROGRAM),
        ]

    def verify(self) -> None:
        """Whether a paper is ours, by the digits at its foot."""
        self._window.navigation.open("documents", extra={"verify": "1"})

    def patterns(self) -> None:
        """How reference numbers are written."""
        self._window.navigation.open("documents", part="numbers", extra={"patterns": "1"})

    def show_help(self) -> None:
        """F1: the keys of this page and of the window."""
        page = self._window.page
        HelpDialog(self._window.actions_registry.all(), page.help() if page else [], self._window).exec()

    def show_about(self) -> None:
        """Versions and licences."""
        AboutDialog(self._window).exec()

    def apply_theme(self) -> None:
        """Put the chosen colours and size on the program."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            chosen = theme.Scheme(self._window.settings.get(SCHEME))
            theme.apply(application, chosen, self._window.settings.get(ZOOM) / 100)

    def _on_page(self, verb: str) -> None:
        page = self._window.page
        if page is not None:
            act: Callable[[], None] = getattr(page, verb)
            act()

    def _go(self, page: str) -> None:
        """To a page; Import takes along what the page one comes from holds."""
        here = self._window.navigation.route
        kind = here.page if page == TARGET and here is not None and here.page in KINDS else ""
        self._window.navigation.open(page, extra={"kind": kind} if kind else None)

    def _begin(self, page: str) -> None:
        self._window.navigation.new(page)

    def _has_record(self) -> bool:
        here = self._window.navigation.route
        return here is not None and bool(here.id) and here.kind in ("person", "organisation")

    def _around(self) -> None:
        """The network around the person or the organisation that is open."""
        here, page = self._window.navigation.route, self._window.page
        if here is not None and page is not None:
            extra = {"around": here.id, "name": page.title()}
            self._window.navigation.open("pictures", part="network", extra=extra)

    def _can_back(self) -> bool:
        return self._window.navigation.can_back

    def _can_forward(self) -> bool:
        return self._window.navigation.can_forward

    def _zoom(self, by: int) -> None:
        settings = self._window.settings
        now = settings.get(ZOOM)
        if by == 0:
            settings.set(ZOOM, 100)
        else:
            further = [step for step in ZOOM_STEPS if (step > now if by > 0 else step < now)]
            if further:
                settings.set(ZOOM, min(further) if by > 0 else max(further))
        self.apply_theme()

    def _scheme(self, scheme: str) -> None:
        self._window.settings.set(SCHEME, scheme)
        self.apply_theme()
