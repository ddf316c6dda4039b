"""Forms as they are filled in: nothing is set right in silence, nothing fires that the user did not do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, time
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.i18n import set_language
from app.core.problems import Problem
from app.core.when import parse_date
from ui.kit.choices import Choice
from ui.kit.form import Field, Form, custom
from ui.kit.typed_fields import DateField

KINDS = {"closed": "Closed-door", "courtesy": "Courtesy call"}


def kind_label(value: str) -> str:
    return KINDS.get(value, value)


def search(text: str, done: Callable[[Sequence[Choice]], None]) -> None:
    done([Choice("p1", "SATO Emi", "Ministry of Finance")])


FIELDS = (
    Field("", "What", "section"),
    Field("title", "&Title", required=True, placeholder="Short"),
    Field("name", "&Name", "ltext"),
    Field("kind", "&Kind", "choice", values=list(KINDS), choice_label=kind_label),
    Field("note", "No&te", "multiline", hint="Seen by the mission only."),
    Field("day", "&Day", "date", parse=partial(parse_date, today=date(2025, 7, 1))),
    Field("start", "&Start", "time"),
    Field("length", "&Length", "number", suffix="min", maximum=600),
    Field("places", "&Places", "number", minimum=1, optional=True),
    Field("closed", "Held &behind closed doors", "check"),
    Field("head", "&Head", "reference", search=search),
    Field("with", "&With", "references", search=search),
)
VALUES = {
    "title": "  Panel  ",
    "name": {"en": "Panel", "ja": "分科会", "fr": "Table ronde"},
    "kind": "courtesy",
    "note": "One\ntwo ",
    "day": date(2025, 7, 2),
    "start": time(17, 45),
    "length": 60,
    "places": None,
    "closed": True,
    "head": ("p1", "SATO Emi"),
    "with": [("p1", "SATO Emi"), ("p2", "ONO Ken")],
}


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form(FIELDS, "thing")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


def line(form: Form, key: str) -> QLineEdit:
    found = form.findChild(QLineEdit, f"thing.{key}")
    assert isinstance(found, QLineEdit)
    return found


def sentence(form: Form, key: str) -> QLabel:
    found = form.findChild(QLabel, f"thing.{key}.problem")
    assert isinstance(found, QLabel)
    return found


def test_values_come_back_as_they_were_set(form: Form, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.changed):
        form.set_values(VALUES)
    assert form.values() == {**VALUES, "head": "p1", "with": ["p1", "p2"]}
    assert not form.dirty()


def test_only_the_user_s_edits_are_told(form: Form, qtbot: QtBot) -> None:
    form.set_values(VALUES)
    with qtbot.waitSignal(form.changed, timeout=1000) as changed:
        qtbot.keyClicks(line(form, "title"), "x")
    assert changed.args == ["title"]
    assert form.dirty_fields() == ["title"]
    form.mark_clean()
    assert not form.dirty()
    with qtbot.waitSignal(form.changed, timeout=1000) as changed:
        form.edit("closed").control().click()  # type: ignore[attr-defined]
    assert changed.args == ["closed"]
    with qtbot.waitSignal(form.changed, timeout=1000) as changed:
        qtbot.keyClick(form.edit("kind").control(), Qt.Key.Key_Up)
    assert changed.args == ["kind"]
    assert form.values()["kind"] == "closed"


def test_a_value_that_is_no_choice_any_more_is_kept(form: Form) -> None:
    form.set_values({"kind": "abolished"})
    assert form.values()["kind"] == "abolished"


@pytest.mark.parametrize(
    ("typed", "day"),
    [("2025-07-02", date(2025, 7, 2)), ("2 July 2025", date(2025, 7, 2)), ("2.7.2025", date(2025, 7, 2))],
)
def test_dates_as_people_type_them(form: Form, typed: str, day: date) -> None:
    line(form, "day").setText(typed)
    assert form.values()["day"] == day
    assert form.problems() == []


@pytest.mark.parametrize("typed", ["15:00", "3 pm", "1500"])
def test_times_as_people_type_them(form: Form, typed: str) -> None:
    line(form, "start").setText(typed)
    assert form.values()["start"] == time(15, 0)


def test_an_impossible_day_is_a_problem_and_stays_as_typed(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(line(form, "day"), "29 Feb 2027")
    line(form, "title").setFocus()
    assert line(form, "day").text() == "29 Feb 2027"
    assert form.values()["day"] == "29 Feb 2027"
    assert form.collect() is None
    assert sentence(form, "day").isVisible()
    assert "2027" in sentence(form, "day").text()
    qtbot.waitUntil(line(form, "day").hasFocus, timeout=1000)
    assert line(form, "day").property("invalid") is True
    qtbot.keyClick(line(form, "day"), Qt.Key.Key_Backspace)
    assert not sentence(form, "day").isVisible()


def test_a_read_date_is_written_out_when_the_field_is_left(form: Form, qtbot: QtBot) -> None:
    day = line(form, "day")
    day.setFocus()
    qtbot.keyClicks(day, "2025-07-02")
    line(form, "title").setFocus()
    qtbot.waitUntil(lambda: day.text() != "2025-07-02", timeout=1000)
    assert form.values()["day"] == date(2025, 7, 2)


def test_problems_stand_at_their_fields(form: Form, qtbot: QtBot) -> None:
    form.show_problems([
        Problem("with[1].name", "Not one of ours."),
        Problem("title", "A title is needed."),
        Problem("title", "It is too short."),
        Problem("somewhere", "All is wrong with {what}.", {"what": "this"}),
    ])  # fmt: skip
    assert sentence(form, "title").text() == "A title is needed.\nIt is too short."
    assert sentence(form, "with").text() == "Not one of ours."
    general = form.findChild(QLabel, "thing.problem")
    assert isinstance(general, QLabel)
    assert general.text() == "All is wrong with this."
    qtbot.waitUntil(line(form, "title").hasFocus, timeout=1000)
    assert line(form, "title").accessibleDescription().startswith("A title is needed.")
    form.show_problems(())
    assert not sentence(form, "title").isVisible()
    assert line(form, "title").property("invalid") is False


def test_labels_name_and_reach_their_fields(form: Form, qtbot: QtBot) -> None:
    for declared in FIELDS:
        if declared.kind != "section":
            assert form.edit(declared.key).control().accessibleName(), declared.key
    labels = {label.text(): label for label in form.findChildren(QLabel) if label.buddy() is not None}
    assert labels["&Title *"].buddy() is line(form, "title")
    assert labels["&Head"].buddy() is line(form, "head")
    assert line(form, "title").accessibleName() == "Title"
    assert line(form, "name.ja").accessibleName() == "Name (日本語)"


def test_tab_goes_through_every_field(form: Form, qtbot: QtBot) -> None:
    form.focus_first()
    qtbot.waitUntil(line(form, "title").hasFocus, timeout=1000)
    seen: list[str] = []
    for _ in range(20):
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus.objectName() in seen:
            break
        seen.append(focus.objectName())
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    for key in ("title", "name", "name.hi", "kind", "note", "day", "start", "length", "closed", "head", "with"):
        assert f"thing.{key}" in seen


def test_a_wheel_over_a_field_changes_nothing(form: Form) -> None:
    form.set_values(VALUES)
    for key in ("kind", "length"):
        control = form.edit(key).control()
        middle = control.rect().center()
        wheel = QWheelEvent(
            middle, control.mapToGlobal(middle), middle, middle * -3, Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(control, wheel)
    assert form.values()["length"] == 60
    assert form.values()["kind"] == "courtesy"


def test_a_day_is_picked_from_the_month(form: Form, qtbot: QtBot) -> None:
    form.set_values(VALUES)
    field = form.edit("day")
    assert isinstance(field, DateField)
    qtbot.keyClick(field.edit, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    month = field.open_calendar()
    assert month.selectedDate().toPython() == date(2025, 7, 2)
    month.activated.emit(month.selectedDate().addDays(1))
    assert form.values()["day"] == date(2025, 7, 3)
    assert not month.isVisible()


def test_fields_can_be_hidden_and_closed(form: Form) -> None:
    form.set_shown("note", False)
    assert not form.edit("note").isVisible()
    form.set_enabled("title", False)
    assert not line(form, "title").isEnabled()


def test_another_language_reaches_the_labels(form: Form, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, "courtesy", "表敬訪問")
    form.set_values(VALUES)
    set_language("ja")
    QApplication.sendEvent(form, QEvent(QEvent.Type.LanguageChange))
    kind = form.edit("kind").control()
    assert kind.currentText() == "表敬訪問"  # type: ignore[attr-defined]
    assert not form.dirty()


class Stars(QWidget):
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.stars = 0

    def value(self) -> int:
        return self.stars

    def set_value(self, value: int) -> None:
        self.stars = value

    def problem(self, key: str) -> Problem | None:
        return Problem(key, "Too many.") if self.stars > 5 else None


def test_a_feature_s_own_widget(qtbot: QtBot) -> None:
    made = Form([custom("stars", "Stars", Stars)], "thing")
    qtbot.addWidget(made)
    made.set_values({"stars": 9})
    assert made.values() == {"stars": 9}
    assert [str(problem) for problem in made.problems()] == ["Too many."]
    with qtbot.waitSignal(made.changed, timeout=1000) as changed:
        made.edit("stars").control().edited.emit()  # type: ignore[attr-defined]
    assert changed.args == ["stars"]
