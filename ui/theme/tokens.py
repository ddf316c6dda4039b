"""The colours by what they say, so that no widget ever names a colour itself.

Three sets: light, dark and high contrast. `soft` backgrounds go with the full tone of the same name as text.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """One theme. Every value is `#rrggbb`."""

    bg: str
    """Behind everything."""
    panel: str
    """Cards, lists, inputs."""
    side: str
    """The side bar."""
    line: str
    """One-pixel lines."""
    ink: str
    soft: str
    faint: str
    """Only for what is said elsewhere too: its contrast may be below 4.5 : 1."""
    accent: str
    accent_soft: str
    on_accent: str
    """Text on a filled accent."""
    red: str
    red_soft: str
    amber: str
    amber_soft: str
    green: str
    green_soft: str
    violet: str
    violet_soft: str

    def tone(self, name: str) -> tuple[str, str]:
        """(text, background) of a chip tone: neutral, accent, red, amber, green or violet; KeyError for any other."""
        return {
            "neutral": (self.soft, mix(self.line, self.panel, 0.5)),
            "accent": (self.accent, self.accent_soft),
            "red": (self.red, self.red_soft),
            "amber": (self.amber, self.amber_soft),
            "green": (self.green, self.green_soft),
            "violet": (self.violet, self.violet_soft),
        }[name]

    @property
    def hover(self) -> str:
        """Under the pointer: half way between a panel and its line."""
        return mix(self.line, self.panel, 0.35)

    @property
    def control_line(self) -> str:
        """Border of a control that is known by it alone (an unchecked box): 3 : 1 against panel."""
        return self.faint

    @property
    def input_line(self) -> str:
        """Border of an input, which is also known by its place and its label."""
        return mix(self.faint, self.line, 0.4)


TONES: tuple[str, ...] = ("neutral", "accent", "red", "amber", "green", "violet")
"""Chip tones, see `Tokens.tone`."""


def mix(one: str, other: str, share: float) -> str:
    """`share` (0..1) of `one` and the rest of `other`, both `#rrggbb`."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1..21 (WCAG 2.2, "relative luminance")."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in _channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


LIGHT = Tokens(
    bg="#f6f7f9",
    panel="#ffffff",
    side="#eef1f5",
    line="#dfe3e8",
    ink="#1b2430",
    soft="#5b6675",
    faint="#8a94a3",
    accent="#2f5d9b",
    accent_soft="#e4edf9",
    on_accent="#ffffff",
    red="#b42318",
    red_soft="#fdecea",
    amber="#8a5a00",
    amber_soft="#fdf3dc",
    green="#1f6b3a",
    green_soft="#e5f3ea",
    violet="#5b3fa0",
    violet_soft="#efeafa",
)

DARK = Tokens(
    bg="#15181d",
    panel="#1c2027",
    side="#181b21",
    line="#2d333c",
    ink="#e6e9ee",
    soft="#a7b0bd",
    faint="#7b8593",
    accent="#8ab4f0",
    accent_soft="#22334d",
    on_accent="#10213a",
    red="#ff8a80",
    red_soft="#3a2223",
    amber="#f0c36a",
    amber_soft="#352c1a",
    green="#86d19f",
    green_soft="#1d3126",
    violet="#c0a9f5",
    violet_soft="#2b2540",
)

HIGH_CONTRAST = Tokens(
    bg="#000000",
    panel="#000000",
    side="#000000",
    line="#c8c8c8",
    ink="#ffffff",
    soft="#f0f0f0",
    faint="#d0d0d0",
    accent="#ffd84d",
    accent_soft="#3a3000",
    on_accent="#000000",
    red="#ff9c92",
    red_soft="#3d0500",
    amber="#ffc34d",
    amber_soft="#332200",
    green="#7df0a0",
    green_soft="#00290f",
    violet="#d3bfff",
    violet_soft="#22104d",
)
