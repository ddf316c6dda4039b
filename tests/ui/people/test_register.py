"""What a person's page knows beyond names and posts: ways to reach them, rank, photo, address, last contact."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.core.enums import Consent, ContactKind, LevelBand, MeetingStatus, NameOrder, Script
from app.core.settings import PORTRAIT
from app.services.contacts import ContactDraft
from app.services.people import PersonDraft, PersonNameDraft, PositionDraft
from app.services.topics import ClaimDraft, SourceDraft
from tests.ui.embassy import Embassy
from ui.people.page import Page
from ui.shell.route import Route

CTRL = Qt.KeyboardModifier.ControlModifier


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


def settle(page: Page) -> None:
    page.desk.bridge.flush()
    QApplication.processEvents()


def line(page: Page, name: str) -> QLineEdit:
    found = page.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def type_in(qtbot: QtBot, page: Page, name: str, text: str) -> QLineEdit:
    found = line(page, name)
    found.setFocus()
    qtbot.keyClicks(found, text)
    return found


def facts(page: Page, name: str) -> dict[str, str]:
    grid = page.findChild(QWidget, name)
    assert grid is not None, name
    return {label.text(): value.text() for label, value in grid._labels}  # type: ignore[attr-defined]


def test_ways_to_reach_somebody_are_typed_with_consent_and_checking(qtbot: QtBot, page: Page, embassy: Embassy) -> None:
    id = embassy.person("Vidya Sharma")
    page.open(Route("people", id))
    page.book.edit()
    first = type_in(qtbot, page, "people.form.contacts.0.value", "v.sharma@example.org")
    type_in(qtbot, page, "people.form.contacts.0.consent_basis", "card handed over")
    type_in(qtbot, page, "people.form.contacts.0.verified_on", "1 June 2025")
    consent = page.findChild(QComboBox, "people.form.contacts.0.consent")
    assert consent is not None
    consent.setFocus()
    qtbot.keyClicks(consent, "Giv")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    second = type_in(qtbot, page, "people.form.contacts.1.value", "+91 11 1")
    kind = page.findChild(QComboBox, "people.form.contacts.1.kind")
    assert kind is not None
    kind.setFocus()
    qtbot.keyClicks(kind, "Mob")
    qtbot.keyClick(second, Qt.Key.Key_Return, CTRL)
    settle(page)
    draft = embassy.container.services.people.draft(id)
    assert draft.contacts == (
        ContactDraft(
            ContactKind.EMAIL, "v.sharma@example.org", "", Consent.GIVEN, "card handed over", None, date(2025, 6, 1)
        ),
        ContactDraft(ContactKind.MOBILE, "+91 11 1"),
    )
    assert (draft.email, draft.phone) == ("v.sharma@example.org", "+91 11 1")
    lines = page.view.contacts.lines.lines.rows
    assert [(one.title, one.chip) for one in lines] == [("v.sharma@example.org", "consent"), ("+91 11 1", "")]
    assert lines[0].detail == "E-mail · verified 1 June 2025 · consent: card handed over"
    assert lines[1].detail == "Mobile · never verified"
    ways = page.view.contacts.lines
    ways.setFocus()
    qtbot.keyClick(ways, Qt.Key.Key_Return)
    assert QApplication.clipboard().text() == "v.sharma@example.org"
    assert "v.sharma@example.org was copied." in embassy.said()


@pytest.mark.parametrize(
    ("cell", "text", "told"),
    [
        ("contacts.0.label", "+91 11 1", "Enter the address or the number, or take the row out (Ctrl+Del)."),
        ("contacts.0.verified_on", "sometime", "“sometime” is not a date. Write it like 2 July 2025 or 2025-07-02."),
        ("positions.0.held_from", "sometime", "“sometime” is not a date. Write it like 2 July 2025 or 2025-07-02."),
        (
            "positions.0.organisation_id",
            "Nobody knows it",
            "Choose “Nobody knows it” from the list, or empty the line.",
        ),
    ],
)
def test_what_was_typed_into_the_wrong_cell_is_not_thrown_away(
    qtbot: QtBot, page: Page, embassy: Embassy, cell: str, text: str, told: str
) -> None:
    id = embassy.person("Vidya Sharma")
    page.open(Route("people", id))
    page.book.edit()
    settle(page)
    edit = type_in(qtbot, page, f"people.form.{cell}", text)
    qtbot.keyClick(edit, Qt.Key.Key_Return, CTRL)
    settle(page)
    field, row, _ = cell.split(".")
    problem = page.findChild(QLabel, f"people.form.{field}.{row}.problem")
    assert problem is not None
    assert problem.text() == told
    assert edit.text() == text, "the form stays open with what was typed"
    assert edit.isVisible()


def test_two_who_mend_the_mail_and_the_telephone_are_both_right(qtbot: QtBot, page: Page, embassy: Embassy) -> None:
    people = embassy.container.services.people
    id = people.create(PersonDraft(names=(PersonNameDraft("Vidya Sharma"),), email="old@example.org", phone="1")).id
    page.open(Route("people", id))
    page.book.edit()
    type_in(qtbot, page, "people.form.contacts.1.value", "23")
    draft = people.draft(id)
    people.update(id, PersonDraft(**{**_fields(draft), "email": "new@example.org"}), draft)
    page.book.pane.form.save()
    settle(page)
    now = people.draft(id)
    assert (now.email, now.phone) == ("new@example.org", "231")


def _fields(draft: PersonDraft) -> dict[str, object]:
    return {name: getattr(draft, name) for name in PersonDraft.__dataclass_fields__}


def test_several_posts_at_once_with_their_rank(qtbot: QtBot, page: Page, embassy: Embassy) -> None:
    jica, mission = embassy.organisation("JICA", "JP"), embassy.organisation("Embassy", "JP")
    id = embassy.container.services.people.create(
        PersonDraft(
            names=(PersonNameDraft("ONO Ken"),),
            positions=(
                PositionDraft(mission, {"en": "Ambassador"}, held_from=date(2024, 1, 15)),
                PositionDraft(jica, {"en": "Adviser"}),
                PositionDraft(jica, {"en": "Director"}, held_to=date(2023, 12, 31)),
            ),
        )
    ).id
    page.open(Route("people", id))
    page.book.edit()
    type_in(qtbot, page, "people.form.positions.0.precedence_article", "8")
    last = type_in(qtbot, page, "people.form.positions.0.precedence_date", "12 March 2024")
    qtbot.keyClick(last, Qt.Key.Key_Return, CTRL)
    settle(page)
    position = embassy.container.services.people.draft(id).positions[0]
    assert (position.precedence_article, position.precedence_date) == (8, date(2024, 3, 12))
    shown = [(one.title, one.detail, one.chip) for one in page.view.positions.lines.lines.rows]
    assert shown == [
        ("Ambassador", "since 15 January 2024 · Embassy · article 8, since 12 March 2024", "now"),
        ("Adviser", "JICA", "now"),
        ("Director", "until 31 December 2023 · JICA", ""),
    ]


def test_an_article_that_is_none_is_refused_at_its_row(qtbot: QtBot, page: Page, embassy: Embassy) -> None:
    id = embassy.person("ONO Ken")
    page.open(Route("people", id))
    page.book.edit()
    type_in(qtbot, page, "people.form.positions.0.title.en", "Ambassador")
    bad = type_in(qtbot, page, "people.form.positions.0.precedence_article", "eight")
    qtbot.keyClick(bad, Qt.Key.Key_S, CTRL)
    assert bad.property("invalid") is True
    assert embassy.container.services.people.draft(id).positions == ()


def test_a_form_of_address_overrides_what_is_formed(qtbot: QtBot, page: Page, embassy: Embassy) -> None:
    id = embassy.person("Vidya Sharma")
    page.open(Route("people", id))
    page.book.edit()
    last = type_in(qtbot, page, "people.form.address_forms", "Hon'ble Secretary")
    qtbot.keyClick(last, Qt.Key.Key_Return, CTRL)
    settle(page)
    assert embassy.container.services.people.draft(id).address_forms == {"en": "Hon'ble Secretary"}
    told = facts(page, "people.addressed")
    assert told["Salutation"] == "Hon'ble Secretary (written by hand)"
    assert told["In lists"] == "Vidya Sharma"


def test_the_form_of_address_follows_language_and_audience(qtbot: QtBot, page: Page, embassy: Embassy) -> None:
    mission = embassy.organisation("Embassy of Japan", "JP")
    id = embassy.container.services.people.create(
        PersonDraft(
            names=(PersonNameDraft("", Script.LATIN, NameOrder.FAMILY_FIRST, "Ono", "Keiichi"),
                   PersonNameDraft("小野啓一", Script.JAPANESE)),
            positions=(PositionDraft(mission, {"en": "Ambassador", "ja": "大使"}, LevelBand.HEAD_OF_MISSION),),
            side="JP", honorific="Mr.",
        )
    ).id  # fmt: skip
    page.open(Route("people", id))
    assert facts(page, "people.addressed")["Envelope"] == "H.E. Mr. ONO Keiichi"
    box = page.findChild(QComboBox, "people.address.language")
    assert box is not None
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert facts(page, "people.addressed")["Salutation"].endswith("閣下")
    page.view.address.write.click()
    line = QApplication.focusWidget()
    assert line is not None
    assert line.objectName() == "people.form.address_forms.ja"


def test_a_photo_is_set_shown_and_taken_away(
    qtbot: QtBot, page: Page, embassy: Embassy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = embassy.person("Vidya Sharma")
    page.open(Route("people", id))
    portrait = page.view.portrait
    assert portrait.accessibleName() == "No photo of Vidya Sharma"
    file = tmp_path / "face.png"
    Image.new("RGB", (300, 500), "red").save(file)
    monkeypatch.setattr(page.photo, "ask_path", lambda: file)
    page.photo.menu(id, "Vidya Sharma", has_photo=False).actions()[0].trigger()
    settle(page)
    assert portrait.accessibleName() == "Photo of Vidya Sharma"
    middle = QColor(portrait.grab().toImage().pixelColor(36, 36))
    assert middle.red() > 200 > 80 > middle.green()
    corner = QColor(portrait.grab().toImage().pixelColor(3, 3))
    assert corner.green() > 200  # round: the corner is the page's
    menu = page.photo.menu(id, "Vidya Sharma", has_photo=True)
    next(action for action in menu.actions() if action.text() == "Show photos square").trigger()
    assert embassy.desk.settings.get(PORTRAIT) == "square"
    menu.actions()[1].trigger()
    settle(page)
    assert portrait.accessibleName() == "No photo of Vidya Sharma"
    notice = embassy.notices.shown[-1]
    assert notice.text == "The photo of Vidya Sharma was taken away."


def test_a_file_that_is_no_photo_is_refused_in_words(page: Page, embassy: Embassy, tmp_path: Path) -> None:
    id = embassy.person("Vidya Sharma")
    page.open(Route("people", id))
    file = tmp_path / "notes.png"
    file.write_text("no picture")
    page.photo.set_photo(id, "Vidya Sharma", file)
    page.photo.set_photo(id, "Vidya Sharma", tmp_path / "gone.png")
    said = embassy.said()
    assert any("no PNG, JPEG or WebP" in text for text in said)
    assert any(text.startswith("gone.png cannot be read") for text in said)


def test_the_last_contact_and_its_cadence_are_told(page: Page, embassy: Embassy) -> None:
    id = embassy.container.services.people.create(
        PersonDraft(names=(PersonNameDraft("S. K. Rao"),), cadence_days=7, relationship_owner="Economic section")
    ).id
    meeting = embassy.meeting("Panel", -timedelta(days=10), people={id: "IN"})
    embassy.container.services.meetings.move(meeting, MeetingStatus.HELD)
    page.open(Route("people", id))
    assert facts(page, "people.met") == {
        "Last met": "27 June 2025, no contact for 10 days",
        "Cadence": "every 7 days",
        "Next contact": "4 July 2025",
        "Kept by": "Economic section",
    }
    assert "contact 3 days overdue" in page.book.pane.facts.accessibleName()


def test_what_sources_say_stands_side_by_side(page: Page, embassy: Embassy) -> None:
    id = embassy.person("Vidya Sharma")
    services = embassy.container.services
    for code, value in (("S3", "2 July"), ("S5", "3 July")):
        source = services.sources.create(SourceDraft(code=code, title=code)).id
        services.claims.create(ClaimDraft("person", id, "Arrival", value, source_id=source))
    page.open(Route("people", id))
    assert facts(page, "people.sources") == {"Arrival": "2 July [S3] / 3 July [S5]. The sources disagree."}


def test_what_sources_speak_of_is_called_in_words(page: Page, embassy: Embassy) -> None:
    id = embassy.person("Vidya Sharma")
    for about in ("name-hi", "press-statement", "plant_capacity"):
        embassy.container.services.claims.create(ClaimDraft("person", id, about, "x"))
    page.open(Route("people", id))
    assert set(facts(page, "people.sources")) == {"Name (हिन्दी)", "Said to the press", "Plant capacity"}


def test_the_side_of_a_list_fits_its_column(page: Page, embassy: Embassy) -> None:
    embassy.person("Vidya Sharma", side="")
    embassy.person("Yamada", side="JP")
    page.desk.bridge.flush()
    column = [column.key for column in page.model.columns].index("side")
    cells = {page.model.index(at, column).data() for at in range(2)}
    assert cells == {"Per meeting", "Japanese side"}


def test_people_sort_by_their_reading(page: Page, embassy: Embassy) -> None:
    people = embassy.container.services.people
    for family, given, reading in (
        ("Wada", "Ai", "わだ あい"),
        ("Aoki", "Jun", "あおき じゅん"),
        ("Ito", "Yo", "いとう よう"),
    ):
        people.create(
            PersonDraft(
                names=(
                    PersonNameDraft("", Script.LATIN, NameOrder.FAMILY_FIRST, family, given),
                    PersonNameDraft(family, Script.JAPANESE, reading=reading),
                )
            )
        )
    people.create(PersonDraft(names=(PersonNameDraft("花子", Script.JAPANESE, reading="うえの はなこ"),)))
    embassy.person("Aditi Example")
    settle(page)
    column = next(no for no, one in enumerate(page.model.columns) if one.key == "reading")
    page.model.sort(column)
    shown = [page.model.row(at).name for at in range(page.model.rowCount())]
    assert shown == ["AOKI Jun", "ITO Yo", "花子", "WADA Ai", "Aditi Example"]
