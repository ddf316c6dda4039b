"""What is read must be readable: WCAG 2.2, 1.4.3 (text 4.5 : 1) and 1.4.11 (what a control is known by 3 : 1)."""

from __future__ import annotations

import pytest

from ui.theme.tokens import DARK, HIGH_CONTRAST, LIGHT, TONES, Tokens, contrast, mix

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK, HIGH_CONTRAST], ids=["light", "dark", "high-contrast"])


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


def test_mix_goes_from_one_colour_to_the_other() -> None:
    assert mix("#000000", "#ffffff", 1) == "#000000"
    assert mix("#000000", "#ffffff", 0) == "#ffffff"
    assert mix("#102030", "#304050", 0.5) == "#203040"


@THEMES
def test_text_can_be_read_on_every_ground(theme: Tokens) -> None:
    for ground in (theme.bg, theme.panel, theme.side, theme.hover):
        for ink in (theme.ink, theme.soft):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    for ground in (theme.bg, theme.panel):
        for ink in (theme.accent, theme.red, theme.amber, theme.green, theme.violet):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    for ink in (theme.ink, theme.soft):
        assert contrast(ink, theme.accent_soft) >= 4.5
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@THEMES
@pytest.mark.parametrize("tone", TONES)
def test_chips_can_be_read(theme: Tokens, tone: str) -> None:
    assert contrast(*theme.tone(tone)) >= 4.5


@THEMES
def test_an_unchecked_box_can_be_seen(theme: Tokens) -> None:
    assert contrast(theme.control_line, theme.panel) >= 3


def test_high_contrast_keeps_its_promise() -> None:
    assert contrast(HIGH_CONTRAST.ink, HIGH_CONTRAST.bg) >= 7
    assert contrast(HIGH_CONTRAST.soft, HIGH_CONTRAST.bg) >= 7
    assert contrast(HIGH_CONTRAST.faint, HIGH_CONTRAST.bg) >= 7


def test_an_unknown_tone_is_an_error() -> None:
    with pytest.raises(KeyError):
        LIGHT.tone("pink")
