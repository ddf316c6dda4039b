"""Networks of any size, always the same for the same numbers."""

from __future__ import annotations

import random

from app.core.drawing import Target
from app.pictures.network import Knot, Tie

SIDES = [("JP", "Japanese side"), ("IN", "Indian side")]
_WORDS = [
    *("Tokai", "Heavy", "Industries", "Sakura", "Metals", "Bharat", "Lithium", "Ministry", "of", "Mines", "Nippon"),
    *(
        "Chemical",
        "経済産業省",
        "日本電池工業会",
        "भारी",
        "उद्योग",
        "मंत्रालय",
        "Gujarat",
        "Alkalies",
        "and",
        "Chemicals",
        "Limited",
    ),
]


def network(organisations: int, people: int, encounters: int) -> tuple[list[Knot], list[Tie]]:
    """Organisations of two sides and of others, most people in one of them, some in none."""
    chance = random.Random(7)
    bodies = [
        Knot(
            Target("organisation", f"o{n}"),
            " ".join(chance.choice(_WORDS) for _ in range(chance.randint(1, 6))),
            chance.choice(["JP", "JP", "IN", "IN", "AE"]),
            int(chance.paretovariate(1.1)),
        )
        for n in range(organisations)
    ]
    persons = [
        Knot(
            Target("person", f"p{n}"),
            chance.choice(["山田 太郎", "Arvind Kumar Mehta", "राजेश शर्मा"]),
            chance.choice(["JP", "IN"]),
            int(chance.paretovariate(1.3)),
            chance.choice(bodies).target if bodies and n % 9 else None,
        )
        for n in range(people)
    ]
    ties = []
    for crowd in (bodies, persons):
        for _ in range(encounters if len(crowd) > 1 else 0):
            a, b = chance.sample(crowd, 2)
            ties.append(Tie(a.target, b.target, int(chance.paretovariate(1.2))))
    return bodies + persons, ties
