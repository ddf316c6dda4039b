"""A meeting's details: edited, refused beside the field, never overwritten unseen, never lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel

from app.core.enums import MeetingStatus
from app.core.i18n import set_language
from app.core.zones import local
from tests.ui.meetings.world import Screen, press, settle
from ui.kit.dialogs import ConflictDialog
from ui.meetings.details_tab import DetailsTab
from ui.meetings.presenter import MOVES


def write(tab: DetailsTab, key: str, text: str) -> None:
    """Replace the text of a field as a person would."""
    control = tab.form.edit(key).control()
    control.setFocus()
    control.selectAll()  # type: ignore[attr-defined]
    press(control, text)


def problem(tab: DetailsTab, key: str) -> str:
    label = tab.form.findChild(QLabel, f"meetings.details.{key}.problem")
    return label.text() if label is not None and label.isVisible() else ""


def test_an_edit_is_saved_with_the_keyboard_and_undone(screen: Screen) -> None:
    detail = screen.open("Cell manufacturing")
    write(detail.details, "title", "Cells and finance")
    assert detail.details.bar.isVisible()
    detail.details.save()
    settle()
    assert detail.title.text() == "Cells and finance"
    assert not detail.details.is_dirty()
    assert screen.said() == ["“Cells and finance” was saved."]
    screen.undo()
    assert detail.title.text() == "Cell manufacturing"
    assert detail.details.form.values()["title"] == "Cell manufacturing"


def test_control_s_saves_and_stays(screen: Screen) -> None:
    detail = screen.open("Cell manufacturing")
    write(detail.details, "title", "Cells")
    press(detail.details.form.edit("title").control(), Qt.Key.Key_S, ctrl=True)
    assert detail.title.text() == "Cells"
    assert screen.page.split.is_open()


def test_control_enter_saves_and_goes_back_to_the_list(screen: Screen) -> None:
    detail = screen.open("Cell manufacturing")
    write(detail.details, "title", "Cells")
    press(detail.details.form.edit("title").control(), Qt.Key.Key_Return, ctrl=True)
    assert screen.container.queries.meetings.get(screen.world.ids["Cell manufacturing"]).title == "Cells"
    assert not screen.page.split.is_open()
    assert screen.window.focusWidget() is screen.page.list.view()


def test_control_enter_stays_where_something_is_wrong(screen: Screen) -> None:
    detail = screen.open("Cell manufacturing")
    write(detail.details, "end", "10:00")
    press(detail.details.form.edit("end").control(), Qt.Key.Key_Return, ctrl=True)
    assert problem(detail.details, "end") == "The meeting ends before it starts."
    write(detail.details, "end", "16:30")
    press(detail.details.form.edit("end").control(), Qt.Key.Key_S, ctrl=True)
    assert screen.page.split.is_open(), "the wish to close was given up with the refusal"


def test_the_form_warns_of_a_room_and_a_person_wanted_twice(screen: Screen) -> None:
    talk = screen.container.queries.meetings.get(screen.world.ids["Cell manufacturing"])
    world, clock = screen.world, local(talk.starts_at, talk.time_zone)
    world.meeting("Second talk", talk.starts_at + timedelta(hours=3), room="Room 2", people=(("sato", "JP"),))
    tab = screen.open("Second talk").details
    assert not tab.warning.isVisible()
    write(tab, "start", f"{clock:%H:%M}")
    tab.look_for_overlaps()
    settle()
    assert tab.warning.text().startswith("The room and SATO Emi are taken by “Cell manufacturing”, ")
    tab.revert()
    tab.look_for_overlaps()
    assert not tab.warning.isVisible()


def test_an_end_before_the_start_is_refused_beside_the_field(screen: Screen) -> None:
    tab = screen.open("Cell manufacturing").details
    write(tab, "end", "10:00")
    tab.save()
    assert problem(tab, "end") == "The meeting ends before it starts."
    assert tab.is_dirty()


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("date", "29 Feb 2027", "29 February 2027 does not exist: February 2027 has 28 days."),
        ("start", "25:00", "“25:00” is not a time: a day runs from 00:00 to 23:59."),
        ("title", " ", "Enter what the meeting is about."),
        ("marking", "TOP SECRET", ""),
    ],
)
def test_what_cannot_be_stands_in_red_beside_its_field(screen: Screen, key: str, text: str, sentence: str) -> None:
    tab = screen.open("Cell manufacturing").details
    write(tab, key, text)
    tab.save()
    settle()
    assert problem(tab, key) == sentence if sentence else problem(tab, key)
    assert screen.container.queries.meetings.get(screen.world.ids["Cell manufacturing"]).title == "Cell manufacturing"


def test_an_hour_that_clocks_skip_is_refused_beside_the_start(screen: Screen) -> None:
    tab = screen.open("Cell manufacturing").details
    tab.form.edit("time_zone").set_value(("Europe/Berlin", "Europe/Berlin"))
    write(tab, "date", "30 March 2025")
    write(tab, "start", "02:30")
    write(tab, "end", "04:00")
    tab.save()
    assert "clocks go forward" in problem(tab, "start")


def test_moving_the_start_keeps_the_length(screen: Screen) -> None:
    tab = screen.open("Cell manufacturing").details
    write(tab, "start", "15:00")
    assert f"{tab.form.values()['end']:%H:%M}" == "16:00"
    assert tab.preview.text() == "Wed 9 July 2025, 15:00–16:00 IST (18:30 JST)"


def test_a_conflict_shows_both_values_and_saves_what_is_chosen(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    detail = screen.open("Cell manufacturing")
    meetings = screen.container.services.meetings
    id = screen.world.ids["Cell manufacturing"]
    write(detail.details, "title", "My title")
    write(detail.details, "marking", "IN CONFIDENCE")
    base = meetings.draft(id)
    meetings.update(id, replace(base, title="Their title", purpose="Theirs alone"), base)
    settle()
    assert detail.details.form.values()["title"] == "My title"

    def answer(dialog: QDialog) -> bool:
        assert isinstance(dialog, ConflictDialog)
        dialog.all_mine()
        return True

    monkeypatch.setattr(detail.details, "ask", answer)
    words: list[list[tuple[str, str, str]]] = []
    real = detail.details.conflict_words
    monkeypatch.setattr(detail.details, "conflict_words", lambda clash: words.append(real(clash)) or words[-1])
    detail.details.save()
    settle()
    assert words == [[("Title", "My title", "Their title")]]
    stored = screen.container.queries.meetings.get(id)
    assert (stored.title, stored.marking, stored.purpose) == ("My title", "IN CONFIDENCE", "Theirs alone")
    assert not detail.details.is_dirty()


def test_going_on_editing_after_a_conflict_saves_nothing(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    detail = screen.open("Cell manufacturing")
    meetings, id = screen.container.services.meetings, screen.world.ids["Cell manufacturing"]
    write(detail.details, "title", "My title")
    base = meetings.draft(id)
    meetings.update(id, replace(base, title="Their title"), base)
    settle()
    monkeypatch.setattr(detail.details, "ask", _no)
    detail.details.save()
    settle()
    assert meetings.draft(id).title == "Their title"
    assert detail.details.form.values()["title"] == "My title"


def test_edits_stay_while_another_meeting_is_looked_at(screen: Screen) -> None:
    detail = screen.open("Cell manufacturing")
    write(detail.details, "title", "Half done")
    screen.open("Working lunch")
    assert detail.details.form.values()["title"] == "Working lunch"
    assert "Half done" in screen.page.unsaved().values()
    screen.open("Cell manufacturing")
    assert detail.details.form.values()["title"] == "Half done"
    assert detail.details.is_dirty()


def test_a_change_of_language_keeps_unsaved_edits(screen: Screen) -> None:
    detail = screen.open("Cell manufacturing")
    write(detail.details, "title", "Half done")
    detail.details.form.edit("rule").set_value(type(detail.details.form.values()["rule"])("chatham-house"))
    detail.details.form.changed.emit("rule")
    set_language("ja")
    screen.window.rebuild()
    settle()
    values = screen.detail.details.form.values()
    assert (values["title"], values["rule"].value) == ("Half done", "chatham-house")
    assert screen.detail.details.is_dirty()


def test_hostile_text_goes_through_unharmed(screen: Screen) -> None:
    detail = screen.open("Cell manufacturing")
    hostile = "<b>x</b> & <img src=y> 山田 مرحبا 🎌"
    write(detail.details, "title", hostile)
    detail.details.save()
    settle()
    assert detail.title.text() == hostile
    assert detail.title.textFormat() is Qt.TextFormat.PlainText


# ---- states ----------------------------------------------------------------------------------------------------------


def test_the_button_brings_the_meeting_on_and_undo_takes_it_back(screen: Screen) -> None:
    detail = screen.open("Cell manufacturing")
    assert detail.next.text() == "Mark as held"
    detail.next.click()
    settle()
    current = detail.presenter.current
    assert current is not None
    assert current.detail.status is MeetingStatus.HELD
    assert not detail.next.isVisible()
    screen.undo()
    assert detail.next.text() == "Mark as held"


def test_postponing_asks_why(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    detail = screen.open("Cell manufacturing")
    monkeypatch.setattr(detail, "ask_reason", _none)
    detail.move_to(MeetingStatus.POSTPONED)
    settle()
    assert detail.presenter.current is not None
    assert detail.presenter.current.detail.status is MeetingStatus.CONFIRMED
    monkeypatch.setattr(detail, "ask_reason", _reason)
    texts = [action.text() for action in detail.menu().actions()]
    next(a for a in detail.menu().actions() if a.text() == MOVES[MeetingStatus.POSTPONED]).trigger()
    settle()
    assert texts[:2] == ["Postpone…", "Cancel the meeting…"]
    current = screen.detail.presenter.current
    assert current is not None
    assert (current.detail.status, current.detail.status_reason) == (MeetingStatus.POSTPONED, "The minister travels.")


def test_deleting_goes_back_to_the_list_and_can_be_undone(screen: Screen) -> None:
    detail = screen.open("Working lunch")
    next(a for a in detail.menu().actions() if a.text() == "Delete the meeting").trigger()
    settle()
    assert not screen.page.split.is_open()
    assert "Working lunch" not in screen.titles()
    screen.undo()
    assert "Working lunch" in screen.titles()


def test_a_duplicate_is_a_week_later_with_its_people(screen: Screen) -> None:
    detail = screen.open("Cell manufacturing")
    first = detail.presenter.current
    next(a for a in detail.menu().actions() if a.text() == "Duplicate a week later").trigger()
    settle()
    second = screen.detail.presenter.current
    assert first is not None
    assert second is not None
    assert second.detail.id != first.detail.id
    assert (second.detail.starts_at - first.detail.starts_at).days == 7
    names = [[row.person.shown() for row in one.detail.participants] for one in (first, second)]
    assert names[0] == names[1]
    assert second.detail.status is MeetingStatus.TENTATIVE


def test_facts_say_when_in_both_zones(screen: Screen) -> None:
    facts = screen.open("Cell manufacturing").facts.accessibleName()
    assert facts == "Wed 9 July 2025, 17:52–18:52 IST (21:22 JST), Room 2, Confirmed"


def _no(_dialog: QDialog) -> bool:
    return False


def _none(_state: MeetingStatus) -> None:
    return None


def _reason(_state: MeetingStatus) -> str:
    return "The minister travels."
