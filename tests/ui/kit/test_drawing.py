"""A drawing in the window: walked through by keys, found by letters, opened, zoomed; the same texts as on paper."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.drawing import Bar, Disc, Drawing, Stroke, Target, Tone, Words
from ui.kit import drawing_paint
from ui.kit.drawing import DrawingView
from ui.theme import theme


def target(id: str) -> Target:
    return Target("organisation", id)


def picture(*, internal: bool = False) -> Drawing:
    places = {"middle": (150, 100), "left": (50, 100), "right": (250, 104), "above": (150, 30), "below": (154, 170)}
    names = {
        "middle": "Tokai Metals",
        "left": "日本電池",
        "right": "भारत लिथियम",
        "above": "Asahi",
        "below": "Tata Power",
    }
    discs = [
        Disc(x, y, 20 if id == "middle" else 8, target=target(id), name=names[id], said=f"{names[id]}, 3 meetings")
        for id, (x, y) in places.items()
    ]
    words = [Words(x, y + 22, names[id], 9, 80, target=target(id)) for id, (x, y) in places.items()]
    lines = [
        Stroke((150, 100), (50, 100), ends=(target("middle"), target("left"))),
        Stroke((250, 104), (150, 30), quiet=True, ends=(target("right"), target("above"))),
    ]
    return Drawing(300, 200, "Who met whom", (*lines, *discs, *words), "Five organisations.", internal)


@pytest.fixture
def view(qtbot: QtBot) -> DrawingView:
    made = DrawingView("test.drawing")
    qtbot.addWidget(made)
    made.resize(640, 440)
    made.show_drawing(picture())
    made.show()
    made.setFocus()
    return made


def press(view: DrawingView, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(view, key)


def test_arrows_walk_from_thing_to_thing_and_enter_opens(view: DrawingView, qtbot: QtBot) -> None:
    said: list[str] = []
    view.looked_at.connect(said.append)
    press(view, Qt.Key.Key_Right)
    assert view.current() == target("middle"), "the largest comes first"
    press(view, Qt.Key.Key_Right)
    assert view.current() == target("right")
    press(view, Qt.Key.Key_Left, Qt.Key.Key_Up)
    assert view.current() == target("above")
    press(view, Qt.Key.Key_Home, Qt.Key.Key_Down)
    assert view.current() == target("below")
    assert said[-1] == "Tata Power, 3 meetings"
    assert view.accessibleName() == "Tata Power, 3 meetings"
    with qtbot.waitSignal(view.opened) as opened:
        press(view, Qt.Key.Key_Return)
    assert opened.args == [target("below")]


def test_letters_find_a_name_also_in_the_middle_of_it(view: DrawingView) -> None:
    QTest.keyClicks(view, "ta")
    assert view.current() == target("below")
    view._forget_typed()
    QTest.keyClicks(view, "metal")
    assert view.current() == target("middle")


def test_escape_lets_go_and_enter_then_opens_nothing(view: DrawingView, qtbot: QtBot) -> None:
    press(view, Qt.Key.Key_Home, Qt.Key.Key_Escape)
    assert view.current() is None
    with qtbot.assertNotEmitted(view.opened):
        press(view, Qt.Key.Key_Return)


def test_plus_and_minus_zoom_and_nought_shows_all(view: DrawingView) -> None:
    whole = view.scale()
    press(view, Qt.Key.Key_Home)
    QTest.keyClicks(view, "+++")
    assert view.scale() == pytest.approx(whole * 1.25**3)
    assert view.horizontalScrollBar().maximum() > 0
    at = view._on_screen(150, 100)
    assert view.viewport().rect().contains(at.toPoint()), "what one looks at stays in sight"
    QTest.keyClicks(view, "-")
    assert view.scale() == pytest.approx(whole * 1.25**2)
    QTest.keyClicks(view, "0")
    assert view.scale() == pytest.approx(whole)
    assert view.horizontalScrollBar().maximum() == 0
    QTest.keyClicks(view, "-")
    assert view.scale() == pytest.approx(whole), "never smaller than the whole"


def test_walking_in_a_zoomed_picture_scrolls_along(view: DrawingView) -> None:
    press(view, Qt.Key.Key_Home)
    for _ in range(6):
        view.zoom_in()
    press(view, Qt.Key.Key_Right)
    assert view.viewport().rect().contains(view._on_screen(250, 104).toPoint())


def test_a_click_opens_what_is_under_the_pointer_and_nothing_beside_it(view: DrawingView, qtbot: QtBot) -> None:
    at = view._on_screen(50, 100).toPoint()
    QTest.mouseMove(view.viewport(), at)
    with qtbot.waitSignal(view.opened) as opened:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert opened.args == [target("left")]
    with qtbot.assertNotEmitted(view.opened):
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at + QPoint(60, 60)
        )


def test_what_is_looked_at_stays_when_the_picture_is_drawn_anew(view: DrawingView) -> None:
    press(view, Qt.Key.Key_Home)
    view.show_drawing(picture())
    assert view.current() == target("middle")
    view.show_drawing(Drawing(10, 10, "Empty", ()))
    assert view.current() is None
    view.show_drawing(None)
    press(view, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert view.current() is None


def test_the_painter_draws_the_drawings_texts(view: DrawingView, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[str] = []
    original = drawing_paint._words

    def hear(painter: QPainter, shape: Words, share: float, ground: object) -> None:
        painted.append(shape.text)
        original(painter, shape, share, ground)  # type: ignore[arg-type]

    monkeypatch.setattr(drawing_paint, "_words", hear)
    pixmap = QPixmap(300, 200)
    painter = QPainter(pixmap)
    drawing_paint.paint_drawing(painter, picture())
    painter.end()
    assert painted == list(picture().texts())


def test_a_quiet_line_is_seen_only_while_one_of_its_ends_is_looked_at(view: DrawingView) -> None:
    def ink(looked_at: Target | None) -> bool:
        pixmap = QPixmap(300, 200)
        pixmap.fill(theme.tokens().panel)
        painter = QPainter(pixmap)
        drawing_paint.paint_drawing(painter, picture(), looked_at)
        painter.end()
        image = pixmap.toImage()
        # the middle of the line from right to above
        return any(image.pixelColor(200 + x, 67 + y).lightness() < 120 for x in (-1, 0, 1) for y in (-1, 0, 1))

    assert not ink(None)
    assert not ink(target("left"))
    assert ink(target("right"))


def test_bars_can_be_gone_to_as_well(qtbot: QtBot) -> None:
    view = DrawingView("test.bars")
    qtbot.addWidget(view)
    bars = [Bar(0, 20 * n, 100, 18, Tone.ACCENT, target=target(str(n)), name=str(n)) for n in range(3)]
    view.show_drawing(Drawing(120, 80, "Bars", tuple(bars)))
    press(view, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert view.current() == target("1")
