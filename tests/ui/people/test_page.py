"""The People page over a real store, worked by keyboard as a protocol officer would."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.enums import NameOrder, Script
from app.services.people import PersonDraft, PersonNameDraft, PositionDraft
from tests.ui.embassy import Embassy
from ui.kit.dialogs import ConflictDialog
from ui.people.page import Page
from ui.shell.route import Route

YAMADA = (
    PersonNameDraft("", Script.LATIN, NameOrder.FAMILY_FIRST, "Yamada", "Haruo"),
    PersonNameDraft("", Script.JAPANESE, NameOrder.FAMILY_FIRST, "山田", "春男", "やまだ はるお"),
)


@pytest.fixture
def page(qtbot: QtBot, embassy: Embassy) -> Page:
    """The page, shown on its list."""
    made = Page(embassy.desk, embassy.host)
    layout = embassy.host.layout()
    assert layout is not None
    layout.addWidget(made)
    embassy.host.show()
    qtbot.waitExposed(embassy.host)
    made.open(Route("people"))
    return made


def part(page: Page, name: str, kind: type = QLineEdit) -> QWidget:
    found = page.findChild(kind, name)
    assert found is not None, name
    return found


def text_of(page: Page, name: str) -> str:
    found = page.findChild(QLabel, name)
    assert found is not None, name
    return found.text()


def type_in(qtbot: QtBot, page: Page, name: str, text: str) -> QWidget:
    line = part(page, name)
    line.setFocus()
    if text.isascii():
        qtbot.keyClicks(line, text)
    else:  # as an input method commits it: Qt's test keyboard has ASCII keys only
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(line, event)
    return line


def settle(page: Page) -> None:
    page.desk.bridge.flush()
    QApplication.processEvents()


def names(page: Page) -> list[str]:
    return [page.model.row(at).name for at in range(page.model.rowCount())]


def test_a_person_with_a_single_name_is_made_by_keyboard(qtbot: QtBot, page: Page, embassy: Embassy) -> None:
    page.new()
    line = QApplication.focusWidget()
    assert line is not None
    assert line.objectName() == "people.form.names.0.full"  # the keys are where typing begins
    qtbot.keyClicks(line, "Kanimozhi")
    qtbot.keyClick(line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(page)
    assert names(page) == ["Kanimozhi"]
    assert page.title() == "Kanimozhi"
    assert not page.book.pane.editing()
    assert "Kanimozhi was added." in embassy.said()
    draft = embassy.container.services.people.draft(page.book.keeper.id)
    assert (draft.names[0].full, draft.names[0].family, draft.names[0].given) == ("Kanimozhi", "", "")


def test_the_preview_prints_family_first_names_as_lists_do(qtbot: QtBot, page: Page) -> None:
    page.new()
    assert "single name is enough" in text_of(page, "people.form.names.preview")
    type_in(qtbot, page, "people.form.names.0.family", "Yamada")
    given = type_in(qtbot, page, "people.form.names.0.given", "Haruo")
    order = part(page, "people.form.names.0.order", QComboBox)
    assert isinstance(order, QComboBox)
    order.setCurrentIndex(0)
    order.activated.emit(0)
    assert text_of(page, "people.form.names.preview") == "In lists: YAMADA Haruo"
    qtbot.keyClick(given, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is part(page, "people.form.names.1.full")
    script = part(page, "people.form.names.1.script", QComboBox)
    assert isinstance(script, QComboBox)
    script.setCurrentIndex(1)
    script.activated.emit(1)
    type_in(qtbot, page, "people.form.names.1.full", "山田春男")
    assert text_of(page, "people.form.names.preview") == "In lists: YAMADA Haruo  山田春男"


def test_every_cell_of_a_row_has_a_name_of_its_own(page: Page) -> None:
    page.new()
    assert part(page, "people.form.names.0.family").accessibleName() == "Names and scripts, row 1: Family name"
    assert part(page, "people.form.positions.0.held_to").accessibleName() == "Positions, row 1: Held until"


def test_rows_are_moved_and_taken_out_by_keyboard(qtbot: QtBot, page: Page) -> None:
    page.new()
    first = type_in(qtbot, page, "people.form.names.0.full", "S. K. Rao")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    second = type_in(qtbot, page, "people.form.names.1.full", "Rao")
    qtbot.keyClick(second, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    value = page.book.pane.form.form.values()["names"]
    assert [row["full"] for row in value] == ["Rao", "S. K. Rao"]
    assert QApplication.focusWidget() is second
    qtbot.keyClick(second, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    assert [row["full"] for row in page.book.pane.form.form.values()["names"]] == ["S. K. Rao"]


def test_a_position_that_ends_before_it_starts_is_refused_beside_it(qtbot: QtBot, page: Page) -> None:
    page.new()
    type_in(qtbot, page, "people.form.names.0.full", "Kanimozhi")
    type_in(qtbot, page, "people.form.positions.0.title.en", "Scientist E")
    type_in(qtbot, page, "people.form.positions.0.held_from", "1 July 2024")
    last = type_in(qtbot, page, "people.form.positions.0.held_to", "1 July 2023")
    qtbot.keyClick(last, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(page)
    assert names(page) == []
    assert text_of(page, "people.form.positions.0.problem") == "This position ends before it starts."
    assert last.property("invalid") is True
    assert QApplication.focusWidget() is last
    last.selectAll()  # type: ignore[attr-defined]
    qtbot.keyClicks(last, "1 July 2025")
    assert text_of(page, "people.form.positions.0.problem") == ""
    qtbot.keyClick(last, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(page)
    assert names(page) == ["Kanimozhi"]
    assert page.book.pane.editing()  # Ctrl+S stays in the form


def test_a_day_that_does_not_exist_is_refused_at_its_row(qtbot: QtBot, page: Page) -> None:
    page.new()
    type_in(qtbot, page, "people.form.names.0.full", "Kanimozhi")
    type_in(qtbot, page, "people.form.positions.0.title.en", "Scientist E")
    line = type_in(qtbot, page, "people.form.positions.0.held_from", "29 February 2027")
    qtbot.keyClick(line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settle(page)
    assert names(page) == []
    assert "2027" in text_of(page, "people.form.positions.0.problem")


def test_a_person_without_a_name_is_refused(qtbot: QtBot, page: Page) -> None:
    page.new()
    line = type_in(qtbot, page, "people.form.contacts.0.value", "x@example.org")
    qtbot.keyClick(line, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert text_of(page, "people.form.names.problem") == "Enter a name."


def test_an_edit_conflict_shows_both_values_and_saves_what_is_chosen(
    qtbot: QtBot, page: Page, embassy: Embassy, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = embassy.container.services.people
    id = people.create(PersonDraft(names=YAMADA, phone="1", email="old@example.org")).id
    page.open(Route("people", id))
    page.book.edit()
    type_in(qtbot, page, "people.form.contacts.1.value", "00")
    draft = people.draft(id)
    people.update(id, replace(draft, phone="222", email="new@example.org"), draft)
    settle(page)
    seen: list[tuple[str, str, str]] = []
    form = page.book.pane.form

    def choose_mine(dialog: object) -> bool:
        assert isinstance(dialog, ConflictDialog)
        dialog.all_mine()
        return True

    words = form.conflict_words
    monkeypatch.setattr(form, "conflict_words", lambda clash: seen.extend(words(clash)) or words(clash))
    monkeypatch.setattr(form, "ask", choose_mine)
    form.save()
    settle(page)
    assert seen == [("Phone", "001", "222")]
    now = people.draft(id)
    assert (now.phone, now.email) == ("001", "new@example.org")  # mine where asked, theirs where I touched nothing
    assert not form.dirty()


def test_delete_and_undo(qtbot: QtBot, page: Page, embassy: Embassy) -> None:
    embassy.person("Vidya Sharma")
    settle(page)
    view = page.list.view()
    view.setFocus()
    view.setCurrentIndex(page.model.index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    settle(page)
    assert names(page) == []
    notice = embassy.notices.shown[-1]
    assert notice.text == "Vidya Sharma was deleted."
    assert notice.button is not None
    notice.button.click()
    settle(page)
    assert names(page) == ["Vidya Sharma"]


def test_somebody_who_is_still_named_is_kept_and_the_sentence_says_why(page: Page, embassy: Embassy) -> None:
    id = embassy.person("Vidya Sharma")
    embassy.meeting("Panel", timedelta(hours=1), people={id: "IN"})
    page.open(Route("people", id))
    page.book.delete()
    settle(page)
    assert names(page) == ["Vidya Sharma"]
    assert any("was kept" in text for text in embassy.said())


def test_esc_keeps_what_is_typed(qtbot: QtBot, page: Page, embassy: Embassy) -> None:
    first, second = embassy.person("Vidya Sharma"), embassy.person("S. K. Rao")
    page.open(Route("people", first))
    page.book.edit()
    line = type_in(qtbot, page, "people.form.contacts.0.value", "12345")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert not page.book.pane.editing()
    page.open(Route("people", second))
    qtbot.keyClick(page.view.positions.lines, Qt.Key.Key_Escape)  # type: ignore[attr-defined]
    assert not page.book.split.is_open()
    kept = [text for name, text in page.unsaved().items() if name.endswith(": Ways to reach them")]
    assert len(kept) == 1
    assert "12345" in kept[0]
    page.open(Route("people", first))
    page.book.edit()
    assert part(page, "people.form.contacts.0.value").text() == "12345"  # type: ignore[attr-defined]


def test_unsaved_text_comes_back_into_a_page_built_anew(qtbot: QtBot, page: Page, embassy: Embassy) -> None:
    id = embassy.container.services.people.create(
        PersonDraft(names=YAMADA, positions=(PositionDraft(None, {"en": "Director"}, held_from=date(2024, 4, 1)),))
    ).id
    page.open(Route("people", id))
    page.book.edit()
    type_in(qtbot, page, "people.form.positions.0.title.ja", "審議官")
    kept = page.unsaved()
    again = Page(embassy.desk)
    qtbot.addWidget(again)
    again.open(Route("people", id))
    again.restore_unsaved(kept)
    again.book.pane.form.save()
    settle(again)
    position = embassy.container.services.people.draft(id).positions[0]
    assert dict(position.title) == {"en": "Director", "ja": "審議官"}
    assert position.held_from == date(2024, 4, 1)


def test_an_untouched_form_says_the_very_draft_it_was_filled_with(page: Page, embassy: Embassy) -> None:
    meti = embassy.organisation("METI", "JP")
    draft = PersonDraft(
        names=YAMADA,
        positions=(PositionDraft(meti, {"en": "Director", "ja": "課長"}, None, date(2023, 7, 1), date(2024, 6, 30)),),
        side="JP", nationality="JP", honorific="Dr.", languages=("ja", "en"), is_sealed=True,
        outward_label={"en": "An official"}, email="y@example.org", phone="1", notes="two\nlines", code="PE1",
    )  # fmt: skip
    id = embassy.container.services.people.create(draft).id
    page.open(Route("people", id))
    form = page.book.pane.form
    made, problems = form._spec.draft(form.form.values(), form.base)
    assert problems == []
    assert made == embassy.container.services.people.draft(id)
    assert not form.dirty()


def test_the_list_is_narrowed_by_japanese_text(page: Page, embassy: Embassy) -> None:
    embassy.container.services.people.create(PersonDraft(names=YAMADA))
    embassy.person("Vidya Sharma")
    settle(page)
    assert names(page) == ["Vidya Sharma", "YAMADA Haruo"]
    line = part(page, "people.filter.text")
    assert isinstance(line, QLineEdit)
    for typed in ("山田", "ﾔﾏﾀﾞ", "春"):
        line.setText(typed)
        line.returnPressed.emit()
        assert names(page) == ["YAMADA Haruo"], typed
    line.setText("誰もいない")
    line.returnPressed.emit()
    assert page.list.findChild(QWidget, "people.nothing").isVisible()
    page.list.filters.clear()
    assert len(names(page)) == 2
    assert line.text() == ""


def test_a_list_of_5000_opens_with_its_first_rows_and_all_ids(qtbot: QtBot, page: Page, embassy: Embassy) -> None:
    store = embassy.container.store
    for at in range(3):
        embassy.person(f"Aname {at}")
    with store.write() as work:
        work.session.connection().exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 3 UNION ALL SELECT i + 1 FROM n WHERE i < 4999) "
            "INSERT INTO person SELECT " + _copied(store) + " FROM person p, n WHERE p.shown_name = 'Aname 0'"
        )
    page.book.feed.open()
    settle(page)
    assert page.model.rowCount() == 5000
    page.list.view().setCurrentIndex(page.model.index(4999, 0))
    qtbot.waitUntil(lambda: page.model.row(4999) is not None)
    assert page.model.row(4999).name == "Name 4999"
    rows = {page.model.id_at(at) for at in range(5000)}
    assert len(rows) == 5000


def _copied(store: object) -> str:
    """The columns of a copied person, with an id, a name and a key of its own."""
    with store.read() as session:  # type: ignore[attr-defined]
        found = session.connection().exec_driver_sql("SELECT name FROM pragma_table_info('person')")
        columns = [row[0] for row in found]
    own = {
        "id": "'copy' || printf('%027d', n.i)",
        "shown_name": "'Name ' || n.i",
        "sort_name": "'name ' || printf('%05d', n.i)",
    }
    return ", ".join(own.get(name, f"p.{name}") for name in columns)


def test_a_change_elsewhere_refreshes_without_moving_the_place(page: Page, embassy: Embassy) -> None:
    for name in ("B", "C", "D"):
        embassy.person(name)
    settle(page)
    page.list.view().setCurrentIndex(page.model.index(1, 0))
    embassy.person("A")
    settle(page)
    assert names(page) == ["A", "B", "C", "D"]
    assert page.model.row(page.list.view().currentIndex()).name == "C"


def test_what_is_shown_with_a_person_opens_by_route(qtbot: QtBot, page: Page, embassy: Embassy) -> None:
    id = embassy.person("Vidya Sharma")
    meeting = embassy.meeting("Panel: recycling", timedelta(hours=2), people={id: "IN"})
    page.open(Route("people", id))
    lines = page.view.meetings.lines  # type: ignore[attr-defined]
    lines.setFocus()
    qtbot.keyClick(lines, Qt.Key.Key_Return)
    assert embassy.last is not None
    assert (embassy.last.page, embassy.last.id) == ("meetings", meeting)


def test_layout_and_filters_come_back(qtbot: QtBot, page: Page, embassy: Embassy) -> None:
    embassy.person("Vidya Sharma", "IN")
    embassy.person("YAMADA Haruo", "JP")
    settle(page)
    page.list.filters.set_values({"side": "JP"})
    page.list.filters.changed.emit({"side": "JP"})
    page.model.sort_requested.emit("name", True)
    state = page.save_state()
    again = Page(embassy.desk)
    qtbot.addWidget(again)
    again.restore_state(state)
    again.open(Route("people"))
    assert names(again) == ["YAMADA Haruo"]
    assert again.book.feed.sort_order == ("name", True)


def test_an_empty_page_offers_the_one_thing_that_fills_it(page: Page) -> None:
    empty = page.list.findChild(QWidget, "people.empty")
    assert empty.isVisible()
    empty.button.click()  # type: ignore[attr-defined]
    assert page.book.pane.editing()
