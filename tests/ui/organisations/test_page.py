"""The Organisations page over a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.enums import OrgKind, OrgNameKind
from app.services.organisations import OrganisationDraft, OrgNameDraft
from app.services.people import PersonDraft, PersonNameDraft, PositionDraft
from tests.ui.embassy import Embassy
from ui.organisations.form import script_of
from ui.organisations.page import Page
from ui.shell.route import Route


@pytest.fixture
def page(qtbot: QtBot, embassy: Embassy) -> Page:
    """The page, shown on its list."""
    made = Page(embassy.desk, embassy.host)
    layout = embassy.host.layout()
    assert layout is not None
    layout.addWidget(made)
    embassy.host.show()
    qtbot.waitExposed(embassy.host)
    made.open(Route("organisations"))
    return made


def line(page: Page, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def type_in(qtbot: QtBot, page: Page, name: str, text: str) -> QLineEdit:
    edit = line(page, name)
    edit.setFocus()
    if text.isascii():
        qtbot.keyClicks(edit, text)
    else:  # as an input method commits it: Qt's test keyboard has ASCII keys only
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(edit, event)
    return edit


def settle(page: Page) -> None:
    page.desk.bridge.flush()
    QApplication.processEvents()


def names(page: Page) -> list[str]:
    return [page.model.row(at).name for at in range(page.model.rowCount())]


def pick_first(page: Page, name: str) -> None:
    """Take the first choice of a picker, as Down and Enter do."""
    reference = page.findChild(QWidget, f"{name}.reference")
    assert reference is not None
    reference.search_now()  # type: ignore[attr-defined]
    reference._take(reference._completer.completionModel().index(0, 0))  # type: ignore[attr-defined]


def test_an_organisation_is_made_by_keyboard_with_names_in_two_scripts(
    qtbot: QtBot, page: Page, embassy: Embassy
) -> None:
    page.new()
    first = type_in(qtbot, page, "organisations.form.names.0.text", "Ministry of Economy, Trade and Industry")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    second = type_in(qtbot, page, "organisations.form.names.1.text", "経済産業省")
    qtbot.keyClick(second, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(page)
    assert names(page) == ["Ministry of Economy, Trade and Industry"]
    draft = embassy.container.services.organisations.draft(page.book.keeper.id)
    assert [name.script for name in draft.names] == ["Latn", "Jpan"]
    assert page.model.row(0).native == "経済産業省"


def test_the_name_for_lists_is_chosen(qtbot: QtBot, page: Page, embassy: Embassy) -> None:
    names_ = (OrgNameDraft("Japan External Trade Organization"), OrgNameDraft("JETRO", kind=OrgNameKind.ABBREVIATION))
    id = embassy.container.services.organisations.create(OrganisationDraft(names=names_)).id
    page.open(Route("organisations", id))
    page.book.edit()
    box = page.findChild(QWidget, "organisations.form.names.1.listed")
    qtbot.keyClick(box, Qt.Key.Key_Space)
    page.book.pane.form.save_and_leave()
    settle(page)
    assert names(page) == ["JETRO"]
    assert page.title() == "JETRO"


def test_an_organisation_cannot_stand_above_itself(qtbot: QtBot, page: Page, embassy: Embassy) -> None:
    services = embassy.container.services.organisations
    above = services.create(OrganisationDraft(names=(OrgNameDraft("Tata Group"),), kind=OrgKind.GROUP)).id
    services.create(OrganisationDraft(names=(OrgNameDraft("Tata Capital"),), parent_id=above))
    page.open(Route("organisations", above))
    page.book.edit()
    type_in(qtbot, page, "organisations.form.parent_id", "Tata Capital")
    pick_first(page, "organisations.form.parent_id")
    page.book.pane.form.save()
    settle(page)
    problem = page.findChild(QLabel, "organisations.form.parent_id.problem")
    assert problem is not None
    assert problem.text() == "An organisation cannot stand above itself."
    assert line(page, "organisations.form.parent_id").property("invalid") is True
    assert services.draft(above).parent_id is None


def test_what_belongs_to_it_is_shown_and_opens_by_route(qtbot: QtBot, page: Page, embassy: Embassy) -> None:
    services = embassy.container.services
    above = embassy.organisation("Tata Group", kind=OrgKind.GROUP)
    child = services.organisations.create(OrganisationDraft(names=(OrgNameDraft("Tata Capital"),), parent_id=above)).id
    person = services.people.create(
        PersonDraft(names=(PersonNameDraft("S. K. Rao"),), positions=(PositionDraft(above, {"en": "Chair"}),))
    ).id
    embassy.meeting("Panel", timedelta(hours=1), people={person: "IN"})
    page.open(Route("organisations", above))
    view = page.view
    assert [one.title for one in view.children_card.lines.lines.rows] == ["Tata Capital"]  # type: ignore[attr-defined]
    people = view.people.lines  # type: ignore[attr-defined]
    assert [(one.title, one.detail) for one in people.lines.rows] == [("S. K. Rao", "Chair")]
    people.setFocus()
    qtbot.keyClick(people, Qt.Key.Key_Return)
    assert embassy.last is not None
    assert (embassy.last.page, embassy.last.id) == ("people", person)
    page.open(Route("organisations", child))
    assert [one.title for one in view.above.lines.lines.rows] == ["Tata Group"]  # type: ignore[attr-defined]


def test_the_side_may_be_decided_per_meeting(qtbot: QtBot, page: Page, embassy: Embassy) -> None:
    id = embassy.organisation("Maruti Suzuki India Limited", "IN")
    page.open(Route("organisations", id))
    page.book.edit()
    combo = page.findChild(QComboBox, "organisations.form.side")
    assert combo is not None
    assert combo.itemText(0) == "Decided per meeting"
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    page.book.pane.form.save()
    settle(page)
    assert embassy.container.services.organisations.draft(id).side == ""
    assert page.model.row(0).side == ""


def test_filters_narrow_by_kind_and_by_any_script(page: Page, embassy: Embassy) -> None:
    services = embassy.container.services.organisations
    services.create(
        OrganisationDraft(
            names=(OrgNameDraft("METI"), OrgNameDraft("経済産業省", "ja", "Jpan", OrgNameKind.NATIVE)),
            kind=OrgKind.MINISTRY,
        )
    )
    embassy.organisation("Attero")
    settle(page)
    page.list.filters.set_values({"kind": "ministry"})
    page.list.filters.changed.emit({"kind": "ministry"})
    assert names(page) == ["METI"]
    page.list.filters.clear()
    text = line(page, "organisations.filter.text")
    text.setText("経済")
    text.returnPressed.emit()
    assert names(page) == ["METI"]


def test_one_in_use_is_kept_and_an_unused_one_goes_and_comes_back(page: Page, embassy: Embassy) -> None:
    used, free = embassy.organisation("METI", "JP"), embassy.organisation("Attero")
    embassy.container.services.people.create(
        PersonDraft(names=(PersonNameDraft("YAMADA Haruo"),), positions=(PositionDraft(used, {}),))
    )
    page.open(Route("organisations", used))
    page.book.delete()
    settle(page)
    assert any("was kept" in text for text in embassy.said())
    page.open(Route("organisations", free))
    page.book.delete()
    settle(page)
    assert names(page) == ["METI"]
    assert not page.book.split.is_open()
    button = embassy.notices.shown[-1].button
    assert button is not None
    button.click()
    settle(page)
    assert names(page) == ["Attero", "METI"]


def test_an_untouched_form_says_the_very_draft_it_was_filled_with(page: Page, embassy: Embassy) -> None:
    services = embassy.container.services.organisations
    parent = embassy.organisation("Daikin", "JP")
    draft = OrganisationDraft(
        names=(
            OrgNameDraft("Daikin Chemical Southeast Asia", preferred_for=("badge", "list")),
            OrgNameDraft("ダイキン", "ja", "Jpan", OrgNameKind.NATIVE),
            OrgNameDraft("Keizai", "ja", "Latn", OrgNameKind.FORMER),
        ),
        side="JP", country="SG", parent_id=parent, sectors=("chemicals", "coolants"), website="https://example.org",
        notes="a\nb", code="O9", source_codes=("S1",),
    )  # fmt: skip
    id = services.create(draft).id
    page.open(Route("organisations", id))
    form = page.book.pane.form
    made, problems = form._spec.draft(form.form.values(), form.base)
    assert problems == []
    assert made == services.draft(id)


def test_two_people_who_change_different_fields_both_win(qtbot: QtBot, page: Page, embassy: Embassy) -> None:
    services = embassy.container.services.organisations
    id = embassy.organisation("Attero")
    page.open(Route("organisations", id))
    page.book.edit()
    type_in(qtbot, page, "organisations.form.website", "https://example.org")
    draft = services.draft(id)
    services.update(id, replace(draft, country="IN"), draft)
    settle(page)
    assert line(page, "organisations.form.website").text() == "https://example.org"  # not refilled under the hand
    page.book.pane.form.save()
    settle(page)
    assert (services.draft(id).website, services.draft(id).country) == ("https://example.org", "IN")


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("JETRO", "Latn"),
        ("ＡＲＣＩ", "Latn"),
        ("日本貿易振興機構", "Jpan"),
        ("ﾀﾞｲｷﾝ", "Jpan"),
        ("लोहम", "Deva"),
        ("3", "Latn"),
    ],
)
def test_the_script_of_a_name_is_read_from_its_letters(text: str, script: str) -> None:
    assert script_of(text) == script
