"""From people and organisations on to the pages of import and pictures, with what one comes from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.embassy import Embassy
from ui.organisations.page import Page as OrganisationsPage
from ui.people.page import Page as PeoplePage
from ui.register.page import RegisterPage
from ui.shell.route import Route


def press(qtbot: QtBot, page: RegisterPage, name: str) -> None:
    button = page.findChild(QPushButton, name)
    assert button is not None
    assert button.isVisible()
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def test_a_list_leads_to_the_import_of_its_kind(
    qtbot: QtBot, people: PeoplePage, organisations: OrganisationsPage, embassy: Embassy
) -> None:
    for page, kind in ((people, "people"), (organisations, "organisations")):
        press(qtbot, page, f"{kind}.import")
        route = embassy.arrived[-1]
        assert (route.page, dict(route.extra)) == ("import", {"kind": kind})


def test_the_menu_of_a_record_shows_it_in_the_network(qtbot: QtBot, people: PeoplePage, embassy: Embassy) -> None:
    id = embassy.person("Aditi Rao")
    people.open(Route("people", id))
    QApplication.processEvents()
    menu = people.book.pane.menu()
    action = next(one for one in menu.actions() if one.text() == "Show in the network")
    action.trigger()
    route = embassy.arrived[-1]
    assert (route.page, route.part, dict(route.extra)) == (
        "pictures", "network", {"around": id, "name": "Aditi Rao"},
    )  # fmt: skip
