"""The pages of the side bar, one line a page. A page's module is imported at its first visit only."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_
from ui.shell.page import PageBase

if TYPE_CHECKING:
    from ui.desk import Desk

PageFactory = Callable[["Desk", QWidget | None], PageBase]
PartFactory = Callable[["Desk", QWidget | None], QWidget]


@dataclass(frozen=True, slots=True)
class PageSpec:
    """`key` names the page in routes and settings; `kinds` are the records it shows, the page's own kind first.

    `icon` is a meaning known to `ui.theme.icons`; `factory` builds the page; `shortcut` is in Qt's portable form.
    """

    key: str
    title: str
    icon: str
    factory: PageFactory
    shortcut: str
    kinds: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The page's own kind of record, or ""."""
        return self.kinds[0] if self.kinds else ""


def page_of(feature: str) -> PageFactory:
    """The factory for `ui/<feature>/page.py`, which holds `class Page`.

    Imported by name and late: eight features with their models would otherwise stand between a click on the icon and
    the first page, and the shell would know every feature.
    """

    def build(desk: Desk, parent: QWidget | None) -> PageBase:
        return cast(PageBase, import_module(f"ui.{feature}.page").Page(desk, parent))

    return build


def part_of(feature: str, name: str) -> PartFactory:
    """The factory for a widget of `ui/<feature>` on another feature's page; features never import each other."""

    def build(desk: Desk, parent: QWidget | None) -> QWidget:
        return cast(QWidget, getattr(import_module(f"ui.{feature}"), name)(desk, parent))

    return build


PARTS: Mapping[str, PartFactory] = {"record_tab": part_of("minutes", "RecordTab")}
"""What a page may show of another feature, by the name it asks `desk.parts` for."""

PAGES: tuple[PageSpec, ...] = (
    PageSpec("today", N_("Today"), "today", page_of("today"), "Ctrl+1"),
    PageSpec("calendar", N_("Calendar"), "calendar", page_of("calendar"), "Ctrl+2"),
    PageSpec("meetings", N_("Meetings"), "meetings", page_of("meetings"), "Ctrl+3", ("meeting",)),
    PageSpec("delegations", N_("Delegations"), "delegations", page_of("delegations"), "Ctrl+4", ("delegation",)),
    PageSpec("people", N_("People"), "people", page_of("people"), "Ctrl+5", ("person",)),
    PageSpec(
        "organisations", N_("Organisations"), "organisations", page_of("organisations"), "Ctrl+6", ("organisation",)
    ),
    PageSpec("followups", N_("Follow-ups"), "follow-ups", page_of("followups"), "Ctrl+7", ("followup", "visit")),
    PageSpec("documents", N_("Documents"), "documents", page_of("documents"), "Ctrl+8", ("document",)),
    PageSpec("pictures", N_("Pictures"), "pictures", page_of("pictures"), "Ctrl+9"),
    PageSpec("import", N_("Import"), "import", page_of("exchange"), "Ctrl+I"),
)
