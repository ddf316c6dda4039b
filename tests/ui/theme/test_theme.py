"""One call changes the whole application, live, and everything drawn afterwards is in the new colours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import icons, theme
from ui.theme.theme import Scheme
from ui.theme.tokens import DARK, HIGH_CONTRAST, LIGHT


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, Scheme.LIGHT)
    yield
    theme.apply(qapp, Scheme.LIGHT)


def colours(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [(Scheme.LIGHT, LIGHT), (Scheme.DARK, DARK), (Scheme.HIGH_CONTRAST, HIGH_CONTRAST)],
)
def test_a_scheme_reaches_palette_and_windows(
    qtbot: QtBot, qapp: QApplication, scheme: Scheme, expected: object
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(20, 20)
    theme.apply(qapp, scheme)
    assert theme.tokens() is expected
    assert theme.scheme() is scheme
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == theme.tokens().bg
    assert colours(window.grab().toImage()) == {theme.tokens().bg}


def test_painters_are_told(qtbot: QtBot, qapp: QApplication) -> None:
    with qtbot.waitSignal(theme.notifier().changed, timeout=1000):
        theme.apply(qapp, Scheme.DARK)


def test_system_follows_the_desktop(qapp: QApplication) -> None:
    theme.apply(qapp, Scheme.SYSTEM)
    assert theme.scheme() is Scheme.SYSTEM
    assert theme.tokens() in (LIGHT, DARK)


@pytest.mark.parametrize(("asked", "kept"), [(0.1, 0.8), (1.5, 1.5), (9, 2.0)])
def test_zoom_has_bounds_and_scales_everything(qapp: QApplication, asked: float, kept: float) -> None:
    theme.apply(qapp, Scheme.LIGHT, asked)
    assert theme.zoom() == kept
    assert theme.px(10) == round(10 * kept)
    assert theme.px(0) == 0
    assert theme.px(0.1) == 1
    assert qapp.font().pixelSize() == round(13 * kept)


def test_our_fonts_are_used_with_the_weights_that_exist(qapp: QApplication) -> None:
    assert QFontInfo(theme.font("body")).family() == "Noto Sans"
    assert theme.font("body").families() == list(theme.FAMILIES)
    assert QFontInfo(theme.font("title")).weight() == QFont.Weight.DemiBold
    assert theme.font("title").pixelSize() == 20
    assert theme.font("heading").pixelSize() == 15
    assert theme.font("label").capitalization() is QFont.Capitalization.AllUppercase
    with pytest.raises(KeyError):
        theme.font("shouting")


@pytest.mark.parametrize("text", ["経済産業省", "भारत में जापान का दूतावास"])
def test_japanese_and_hindi_are_drawn_and_not_boxed(qapp: QApplication, text: str) -> None:
    for letter in text.replace(" ", ""):
        drawn, box = QImage(20, 24, QImage.Format.Format_RGB32), QImage(20, 24, QImage.Format.Format_RGB32)
        for image, what in ((drawn, letter), (box, "\U0010fffd")):
            label = QLabel(what)
            label.resize(20, 24)
            image.fill(0)
            label.render(image)
        assert drawn != box, letter


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST])
def test_an_unchecked_box_has_a_border(qtbot: QtBot, qapp: QApplication, scheme: Scheme) -> None:
    theme.apply(qapp, scheme)
    box = QCheckBox()
    qtbot.addWidget(box)
    box.resize(30, 24)
    assert theme.tokens().control_line in colours(box.grab().toImage())


def test_focus_is_two_pixels_of_accent_and_moves_nothing(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    one, other = QPushButton("One"), QPushButton("Other")
    column.addWidget(one)
    column.addWidget(other)
    window.show()
    one.setFocus()
    qtbot.waitUntil(one.hasFocus)
    focused = one.sizeHint()
    image = one.grab().toImage()
    middle = image.height() // 2
    assert [image.pixelColor(x, middle).name() for x in (0, 1)] == [LIGHT.accent] * 2
    assert image.pixelColor(2, middle).name() != LIGHT.accent
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    assert one.sizeHint() == focused


def test_the_marks_are_in_the_colours_of_their_theme(qapp: QApplication) -> None:
    for scheme in (Scheme.LIGHT, Scheme.DARK, Scheme.HIGH_CONTRAST):
        theme.apply(qapp, scheme)
        for name, colour in (
            ("check", theme.tokens().on_accent),
            ("dash", theme.tokens().on_accent),
            ("down", theme.tokens().soft),
            ("up", theme.tokens().soft),
        ):
            assert f'stroke="{colour}"' in (theme.mark_folder() / f"{name}.svg").read_text("utf-8")


def test_every_meaning_has_its_drawing(qapp: QApplication) -> None:
    empty = [meaning for meaning in icons.MEANINGS if len(colours(icons.pixmap(meaning).toImage())) < 2]
    assert not empty


def test_an_icon_is_drawn_in_its_tone_and_kept(qapp: QApplication) -> None:
    assert icons.icon("meetings", "red").cacheKey() == icons.icon("meetings", "red").cacheKey()
    seen = {QColor(c).name() for c in colours(icons.icon("meetings", "red", 24).pixmap(24, 24).toImage())}
    assert LIGHT.red in seen
    with pytest.raises(KeyError):
        icons.icon("no such meaning")


def test_a_bound_icon_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    icons.bind(button, "meetings", "ink", 24)
    theme.apply(qapp, Scheme.DARK, 1.5)
    assert DARK.ink in colours(button.icon().pixmap(36, 36).toImage())
    assert button.iconSize().width() == 36


def test_a_bound_button_may_die(qtbot: QtBot, qapp: QApplication) -> None:
    button = QPushButton()
    icons.bind(button, "meetings")
    button.deleteLater()
    qapp.sendPostedEvents(button, 52)  # QEvent.DeferredDelete
    theme.apply(qapp, Scheme.DARK)
    assert theme.tokens() is DARK
