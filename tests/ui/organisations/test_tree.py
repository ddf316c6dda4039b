"""The tree of organisations, its facets and its saved filters, by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.core.enums import OrgKind
from app.core.settings import SAVED_FILTERS
from app.services.organisations import OrganisationDraft, OrgNameDraft
from tests.ui.embassy import Embassy
from ui.kit.table_model import Roles
from ui.organisations.page import Page
from ui.shell.route import Route


@pytest.fixture
def page(qtbot: QtBot, embassy: Embassy) -> Page:
    """The page over a ministry with an agency, a division and a desk, and a company."""
    services = embassy.container.services.organisations
    above = embassy.organisation("METI", "JP", OrgKind.MINISTRY)
    for name in ("Agency for Natural Resources", "Mineral Division", "Critical minerals desk"):
        names = (OrgNameDraft(name),)
        above = services.create(OrganisationDraft(names=names, kind=OrgKind.AGENCY, side="JP", parent_id=above)).id
    embassy.organisation("Attero")
    made = Page(embassy.desk, embassy.host)
    layout = embassy.host.layout()
    assert layout is not None
    layout.addWidget(made)
    embassy.host.show()
    qtbot.waitExposed(embassy.host)
    made.open(Route("organisations"))
    return made


def rows(page: Page) -> list[tuple[str, int]]:
    """Names and depths as they are shown."""
    found = []
    for at in range(page.model.rowCount()):
        level = page.model.index(at, 0).data(Roles.LEVEL)
        found.append((page.model.row(at).name, level.depth if level else -1))
    return found


def settle(page: Page) -> None:
    page.desk.bridge.flush()
    QApplication.processEvents()


TREE = [
    ("Attero", 0), ("METI", 0), ("Agency for Natural Resources", 1), ("Mineral Division", 2),
    ("Critical minerals desk", 3),
]  # fmt: skip


def test_the_switch_shows_the_tree_and_the_list_again(qtbot: QtBot, page: Page) -> None:
    assert [depth for _, depth in rows(page)] == [-1] * 5
    qtbot.keyClick(page.tree_switch, Qt.Key.Key_Space)
    assert rows(page) == TREE
    assert page.save_state()["tree"] is True
    qtbot.keyClick(page.tree_switch, Qt.Key.Key_Space)
    assert [name for name, _ in rows(page)] == sorted(name for name, _ in TREE)


def test_left_and_right_fold_unfold_and_walk(qtbot: QtBot, page: Page) -> None:
    page.tree_switch.click()
    view = page.list.view()
    view.setFocus()
    page.list.select(page.model.id_at(1))
    name = lambda: page.model.row(view.currentIndex()).name  # noqa: E731
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert rows(page) == TREE[:2]
    assert name() == "METI"
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert rows(page) == TREE
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert name() == "Agency for Natural Resources"
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert name() == "Mineral Division"
    told = page.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Name: METI, level 1, unfolded"


def test_a_new_one_appears_under_what_it_belongs_to(page: Page, embassy: Embassy) -> None:
    page.tree_switch.click()
    services = embassy.container.services.organisations
    attero = next(row.id for row in (page.model.row(at) for at in range(5)) if row.name == "Attero")
    services.create(OrganisationDraft(names=(OrgNameDraft("Attero Recycling"),), parent_id=attero))
    settle(page)
    assert rows(page)[:2] == [("Attero", 0), ("Attero Recycling", 1)]


def test_words_narrow_the_tree_and_keep_what_stands_above(page: Page) -> None:
    page.tree_switch.click()
    page.list.filters.set_values({"text": "mineral div"})
    page.list.filters.changed.emit(page.list.filters.values())
    assert [name for name, _ in rows(page)] == ["METI", "Agency for Natural Resources", "Mineral Division"]
    assert page.model.index(0, 0).data(Roles.LEVEL).in_passing


def test_what_is_folded_away_is_shown_when_its_record_opens(page: Page, embassy: Embassy) -> None:
    page.tree_switch.click()
    page.list.folded.emit(page.model.id_at(1), False)
    assert rows(page) == TREE[:2]
    desk = embassy.container.queries.choices.organisations("Critical minerals", 1)[0].id
    page.open(Route("organisations", desk))
    settle(page)
    assert rows(page) == TREE
    assert page.model.row(page.list.view().currentIndex()).id == desk


def test_filters_are_kept_under_a_name_and_taken_again(
    qtbot: QtBot, page: Page, embassy: Embassy, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.list.filters.set_values({"kind": "ministry"})
    page.list.filters.changed.emit(page.list.filters.values())
    monkeypatch.setattr(page.saved, "ask_name", lambda: "Ministries & co")
    save = next(action for action in page.saved.fill_menu().actions() if action.text() == "Save these filters…")
    save.trigger()
    assert page.saved.current() == "Ministries & co"
    assert embassy.desk.settings.get(SAVED_FILTERS) == {"organisations": {"Ministries & co": {"kind": "ministry"}}}
    page.list.filters.clear()
    assert page.model.rowCount() == 5
    assert page.saved.text() == "Saved filters"
    page.saved.setFocus()
    qtbot.keyClick(page.saved, Qt.Key.Key_Down)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert [name for name, _ in rows(page)] == ["METI"]
    assert page.saved.accessibleName() == "Saved filters: Ministries & co"
    again = Page(embassy.desk)
    qtbot.addWidget(again)
    assert again.saved.fill_menu().actions()[0].text() == "Ministries && co"
    again.saved.forget("Ministries & co")
    assert embassy.desk.settings.get(SAVED_FILTERS) == {"organisations": {}}


def test_beside_an_open_record_a_long_bar_shows_what_is_set(page: Page, embassy: Embassy) -> None:
    id = page.model.row(0).id
    side = page.findChild(QWidget, "organisations.filter.side")
    assert side is not None
    assert side.isVisible()
    page.list.filters.set_values({"kind": "company"})
    page.open(Route("organisations", id))
    if len(page.list.filters.chips) > 4:
        assert not side.isVisible()
        assert page.findChild(QWidget, "organisations.filter.kind").isVisible()
