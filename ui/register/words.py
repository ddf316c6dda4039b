"""Words that both pages of the register use: of sides in a list, of judgements for lines, forms and notices."""

from __future__ import annotations

from app.core.enums import Assessed, Stance
from app.core.i18n import N_, ptr, tr
from app.core.wording import label, side_name

SCALES: dict[Assessed, tuple[str, ...]] = {
    Assessed.POWER: ("1", "2", "3", "4", "5"),
    Assessed.INTEREST: ("1", "2", "3", "4", "5"),
    Assessed.RELATIONSHIP: ("0", "1", "2", "3", "4"),
    Assessed.STANCE: tuple(stance.value for stance in Stance),
}
"""What a judgement of each kind may say, in the order in which it is offered."""

STANCE_TONES = {
    Stance.CHAMPION: "green",
    Stance.SUPPORTER: "green",
    Stance.NEUTRAL: "neutral",
    Stance.SCEPTICAL: "amber",
    Stance.OPPOSED: "red",
    Stance.UNKNOWN: "neutral",
}


def side_cell(code: str) -> str:
    """A side in a list's column; whoever is given one by each meeting says so in two words that fit."""
    return side_name(code) if code else ptr("side", "Per meeting")


def value(about: Assessed, stored: str) -> str:
    """A judgement's value as it is read: "4 of 5", "Supporter"."""
    if not stored:
        return tr("not judged yet")
    if about is Assessed.STANCE:
        return label(Stance(stored))
    most = SCALES[about][-1]
    return tr("{value} of {most}", value=stored, most=most)


def tone(about: Assessed, stored: str) -> str:
    """The colour of its chip."""
    return STANCE_TONES[Stance(stored)] if about is Assessed.STANCE and stored else "neutral"


def choice(stored: str) -> str:
    """A value in the form's list of choices; the ends of the scale say what they mean."""
    if not stored:
        return ""
    if not stored.isdigit():
        return label(Stance(stored))
    said = {"0": N_("0, none"), "1": N_("1, little"), "5": N_("5, very much")}.get(stored)
    return tr(said) if said else stored


def moved(about: Assessed, before: str, now: str) -> str:
    """How a judgement moved from the one before it: "up from 3 of 5"; "" for the first and for no movement."""
    if not before or before == now:
        return ""
    scale = SCALES[about]
    # A stance is offered from the best to the worst, a number from little to much.
    up = (scale.index(now) > scale.index(before)) != (about is Assessed.STANCE)
    if about is Assessed.STANCE and Stance.UNKNOWN.value in (before, now):
        return tr("was {value}", value=value(about, before))
    words = N_("up from {value}") if up else N_("down from {value}")
    return tr(words, value=value(about, before))
