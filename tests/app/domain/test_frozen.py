"""Canonical content: equal content gives equal bytes, is read back as it was, and one letter changes its digest."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.enums import PointKind, RecordKind, RecordStatus
from app.core.ids import new_id
from app.core.names import Name, PersonSnapshot
from app.documents.data import ControlData, MinutesData, MissionData, PointData, SideData
from app.domain.frozen import canonical, chained, copied_id, digest, plain, restored

AT = datetime(2025, 7, 2, 12, 15, tzinfo=UTC)
PAPER = MinutesData(
    mission=MissionData(name={"ja": "大使館", "en": "Embassy"}, emblem_png=b"\x89PNG\x00"),
    control=ControlData("EOJ/1", "1", RecordStatus.APPROVED, AT),
    subject="Cells",
    starts_at=AT,
    ends_at=AT + timedelta(hours=1),
    time_zone="Asia/Kolkata",
    sides=(SideData("JP"),),
    matters_arising=(
        PointData(PointKind.NOTING, {"en": "noted", "ja": "留意"}, speaker=PersonSnapshot((Name("佐藤"),))),
    ),
    signed_on=date(2025, 7, 4),
)


def test_what_was_frozen_is_read_back_as_it_was() -> None:
    assert restored(MinutesData, plain(PAPER)) == PAPER


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_any_text_is_frozen_and_read_back(said: str) -> None:
    kept = replace(PAPER, subject=said, comment=f"{said}\u2028\x00", withheld=(PersonSnapshot((Name(said),)),))
    text = canonical(kept)
    assert text == canonical(restored(MinutesData, json.loads(text)))


def test_the_order_of_writing_the_zone_and_the_form_of_accents_make_no_difference() -> None:
    turned = replace(
        PAPER,
        mission=replace(PAPER.mission, name={"en": "Embassy", "ja": "大使館"}),
        starts_at=AT.astimezone(timezone(timedelta(hours=9))),
    )
    assert canonical(turned) == canonical(PAPER)
    for form in ("NFC", "NFD"):
        assert canonical(unicodedata.normalize(form, "Aide-mémoire が")) == '"Aide-mémoire が"'


def test_one_letter_changes_the_digest() -> None:
    assert digest(canonical(PAPER)) != digest(canonical(replace(PAPER, subject="cells")))
    assert len(digest(canonical(PAPER))) == 64


def test_every_value_of_a_version_and_the_version_before_it_are_in_the_chain() -> None:
    values = {"seq": 2, "record_id": "r", "reference": "EOJ/2", "edition": 1, "sha256": "ab", "at": AT, "by": "S"}
    changed = {"seq": 3, "record_id": "x", "reference": "EOJ/3", "edition": 2, "sha256": "ac",
               "at": AT + timedelta(seconds=1), "by": "T"}  # fmt: skip
    links = {chained("p", **values), chained("q", **values)}  # type: ignore[arg-type]
    for name, value in changed.items():
        links.add(chained("p", **{**values, name: value}))  # type: ignore[arg-type]
    assert len(links) == 2 + len(changed)


@dataclass(frozen=True)
class _Later:
    subject: str
    colour: str = "plain"


def test_a_later_program_reads_what_an_older_one_froze() -> None:
    assert restored(_Later, {"subject": "Cells", "dropped": [1]}) == _Later("Cells")


def test_what_has_no_canonical_form_is_a_mistake_of_ours() -> None:
    with pytest.raises(TypeError):
        canonical({"rate": 1.5})


def test_a_lines_copy_is_found_again_and_differs_in_each_correction() -> None:
    point, one, two = new_id(), new_id(), new_id()
    assert copied_id(point, one) == copied_id(point, one) != copied_id(point, two)
    assert RecordKind.MINUTES.value == plain(RecordKind.MINUTES)
