"""The two pages of the register in a window, over a real store."""

from __future__ import annotations

from typing import TypeVar

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.embassy import Embassy
from ui.organisations.page import Page as OrganisationsPage
from ui.people.page import Page as PeoplePage
from ui.register.page import RegisterPage
from ui.shell.route import Route

P = TypeVar("P", bound=RegisterPage)


@pytest.fixture
def people(qtbot: QtBot, embassy: Embassy) -> PeoplePage:
    """The page of people, shown on its list."""
    return shown(qtbot, embassy, PeoplePage(embassy.desk, embassy.host), "people")


@pytest.fixture
def organisations(qtbot: QtBot, embassy: Embassy) -> OrganisationsPage:
    """The page of organisations, shown on its list."""
    return shown(qtbot, embassy, OrganisationsPage(embassy.desk, embassy.host), "organisations")


def shown(qtbot: QtBot, embassy: Embassy, page: P, list_name: str) -> P:
    layout = embassy.host.layout()
    assert layout is not None
    layout.addWidget(page)
    embassy.host.show()
    qtbot.waitExposed(embassy.host)
    page.open(Route(list_name))
    return page
