"""The Pictures page over a real store: empty, drawn, narrowed, opened by keys, on paper without whoever is sealed."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.drawing import Target
from app.core.enums import Assessed, MeetingStatus, OrgNameKind, Script
from app.services.attendance import ParticipantDraft
from app.services.organisations import OrganisationDraft, OrgNameDraft
from app.services.people import PersonDraft, PersonNameDraft
from app.services.pictures import Picture, Wish
from app.services.stakeholders import AssessmentDraft
from tests.ui.embassy import DAY, Embassy
from ui.pictures import presenter
from ui.pictures.page import Page
from ui.shell.route import Route

HOUR = timedelta(hours=1)


def shown(embassy: Embassy, part: str = "network", **extra: str) -> Page:
    page = Page(embassy.desk, embassy.host)
    layout = embassy.host.layout()
    assert layout is not None
    layout.addWidget(page)
    page.open(Route("pictures", "", part, extra=extra))
    embassy.host.show()
    page.setFocus()
    QApplication.processEvents()
    return page


def held(embassy: Embassy, title: str, starts: timedelta, people: dict[str, str]) -> str:
    id = embassy.meeting(title, starts, people=people)
    embassy.container.services.meetings.move(id, MeetingStatus.HELD)
    return id


@pytest.fixture
def talked(embassy: Embassy) -> dict[str, str]:
    """Three who met, one of them sealed, and what the mission thinks of one."""
    ids = {"yamada": embassy.person("YAMADA Haruo", "JP"), "sharma": embassy.person("Vidya Sharma")}
    sealed = PersonDraft(
        names=(PersonNameDraft(full="Quiet Source"),), side="IN", is_sealed=True, outward_label={"en": "an official"}
    )
    ids["quiet"] = embassy.container.services.people.create(sealed).id
    held(embassy, "First talk", -30 * 24 * HOUR, {ids["yamada"]: "JP", ids["sharma"]: "IN"})
    held(embassy, "Second talk", -3 * HOUR, {ids["yamada"]: "JP", ids["sharma"]: "IN", ids["quiet"]: "IN"})
    for about, value, day in (
        (Assessed.POWER, "2", DAY - timedelta(days=200)),
        (Assessed.INTEREST, "4", DAY - timedelta(days=200)),
        (Assessed.POWER, "5", DAY - timedelta(days=2)),
    ):
        for who in ("sharma", "quiet"):
            embassy.container.services.stakeholders.add(
                AssessmentDraft("person", ids[who], about, value, "Said so in the talk.", day, "Economic section")
            )
    return ids


def read(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    text = str(document[0].get_textpage().get_text_bounded())
    document.close()
    return text


def test_an_empty_register_says_what_will_be_here(embassy: Embassy) -> None:
    page = shown(embassy)
    assert page.stack.currentWidget() is page.empty["network"]
    assert not page.save.isEnabled()
    page.empty["network"].button.click()
    assert embassy.last is not None
    assert embassy.last.page == "meetings"


def test_who_met_is_drawn_and_enter_opens_the_person(embassy: Embassy, talked: dict[str, str]) -> None:
    page = shown(embassy)
    drawing = page.view.drawing()
    assert drawing is not None
    assert {spot.target for spot in drawing.spots()} == {Target("person", id) for id in talked.values()}
    QTest.keyClicks(page.view, "vid")
    assert "Vidya Sharma" in page.said.text()
    assert "2 meetings" in page.said.text()
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert embassy.last is not None
    assert (embassy.last.kind, embassy.last.id) == ("person", talked["sharma"])


def test_a_period_leaves_out_what_lay_before(embassy: Embassy, talked: dict[str, str]) -> None:
    page = shown(embassy, "engagement")
    whole = page.view.drawing()
    assert whole is not None
    assert whole.said == "2 meetings held in the period."
    assert whole.spots() == (), "people without an organisation engage none"
    page.tabs.open("network")
    page.filters.set_values({"period": "last-year"})
    page.filters.changed.emit(page.filters.values())
    assert page.stack.currentWidget() is page.empty["network"]
    page.filters.clear()
    assert page.view.drawing() is not None


def test_the_network_around_one_record_comes_by_route(embassy: Embassy, talked: dict[str, str]) -> None:
    third = embassy.person("ONO Ken", "JP")
    held(embassy, "Other talk", -40 * 24 * HOUR, {third: "JP", embassy.person("S. K. Rao"): "IN"})
    page = shown(embassy, "network", around=talked["sharma"], name="Vidya Sharma")
    drawing = page.view.drawing()
    assert drawing is not None
    ids = {spot.target.id for spot in drawing.spots() if spot.target is not None}
    assert talked["yamada"] in ids
    assert third not in ids
    assert page.wish().around_id == talked["sharma"]


def test_a_new_meeting_is_drawn_when_it_is_held(embassy: Embassy, talked: dict[str, str]) -> None:
    page = shown(embassy)
    rao = embassy.person("S. K. Rao")
    held(embassy, "Third talk", -2 * HOUR, {talked["yamada"]: "JP", rao: "IN"})
    QApplication.processEvents()
    drawing = page.view.drawing()
    assert drawing is not None
    assert Target("person", rao) in {spot.target for spot in drawing.spots()}


def test_the_map_shows_how_somebody_moved(embassy: Embassy, talked: dict[str, str]) -> None:
    page = shown(embassy, "power")
    QTest.keyClick(page.view, Qt.Key.Key_Home)
    QTest.keyClicks(page.view, "vid")
    assert "power 5, interest 4" in page.said.text()
    assert "power 2" in page.said.text()


def test_on_paper_stands_what_the_window_shows_but_nobody_sealed(
    embassy: Embassy, talked: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(embassy, "power")
    drawing = page.view.drawing()
    assert drawing is not None
    assert "Quiet Source" in set(drawing.texts())
    target = tmp_path / "map.pdf"
    monkeypatch.setattr(page, "ask_path", lambda *_: target)
    page.save.click()
    text = read(target.read_bytes())
    assert "Quiet" not in text
    assert b"Quiet" not in target.read_bytes()
    for one in set(drawing.texts()) - {"Quiet Source"}:
        assert one in text.replace("\r\n", "\n"), one
    assert text.count("INTERNAL") == 2
    page.tabs.open("network")
    page.export()
    assert "Quiet" not in read(target.read_bytes())


def test_a_folder_that_takes_no_file_is_said(
    embassy: Embassy, talked: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = shown(embassy)
    monkeypatch.setattr(page, "ask_path", lambda *_: tmp_path / "nowhere" / "x.pdf")
    page.save.click()
    assert any("could not be written" in said for said in embassy.said())


def test_tab_and_filters_are_kept(embassy: Embassy, talked: dict[str, str]) -> None:
    page = shown(embassy, "power")
    page.filters.set_values({"period": "year"})
    state = page.save_state()
    other = Page(embassy.desk, embassy.host)
    other.restore_state(state)
    assert other.tabs.current() == "power"
    assert other.wish().since == date(2024, 7, 1)


@pytest.mark.parametrize(
    ("period", "since", "until"),
    [
        ("quarter", date(2025, 4, 1), DAY),
        ("year", date(2024, 7, 1), DAY),
        ("this-year", date(2025, 1, 1), DAY),
        ("last-year", date(2024, 1, 1), date(2024, 12, 31)),
        ("three-years", date(2022, 7, 1), DAY),
        ("", None, None),
    ],
)
def test_periods_are_whole_months(period: str, since: date | None, until: date | None) -> None:
    assert presenter.bounds(period, DAY) == (since, until)


def test_a_picture_names_everybody_in_its_own_language(embassy: Embassy) -> None:
    services = embassy.container.services
    names = (
        PersonNameDraft(full="YAMADA Haruo"),
        PersonNameDraft(full="山田春男", script=Script.JAPANESE, lang="ja"),
    )
    someone = services.people.create(PersonDraft(names=names, side="JP")).id
    body = services.organisations.create(
        OrganisationDraft(
            names=(
                OrgNameDraft("Ministry of Mines"),
                OrgNameDraft("昔の名", "ja", kind=OrgNameKind.FORMER),
                OrgNameDraft("鉱山省", "ja", kind=OrgNameKind.NATIVE),
            ),
            side="IN",
        )
    ).id
    other = embassy.person("Vidya Sharma")
    id = embassy.meeting("Talk", -3 * HOUR, people={someone: "JP", other: "IN"})
    services.attendance.add(id, [ParticipantDraft(organisation_id=body)])
    services.meetings.move(id, MeetingStatus.HELD)
    pictures = services.pictures
    for lang, wanted in (
        ("en", {"YAMADA Haruo", "Ministry of Mines", "Vidya Sharma"}),
        ("ja", {"山田春男", "鉱山省", "Vidya Sharma"}),
        ("hi", {"YAMADA Haruo", "Ministry of Mines", "Vidya Sharma"}),
    ):
        assert {spot.name for spot in pictures.draw(Wish(Picture.NETWORK), lang).drawing.spots()} == wanted
    assert "鉱山省" in {spot.name for spot in pictures.draw(Wish(Picture.ENGAGEMENT), "ja").drawing.spots()}
