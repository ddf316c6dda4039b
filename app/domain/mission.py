"""The user's post: one row for each installation (domain.md 4.1)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.base import Base, Body, Edited, InstantType, Line, LTextColumn, StrList, Trail


class Mission(Edited, Base):
    """Name, states, zones and paper of the post; `story_now` is set only in a sample store. `reference_patterns` maps a
    record kind to the pattern of its numbers ("EOJ/ECON/{kind}/{year}/{no:04}"), "" to the pattern of all others."""

    __tablename__ = "mission"
    trail = Trail("mission")

    name: Mapped[LTextColumn]
    sending_state: Mapped[str] = mapped_column(String(2))
    receiving_state: Mapped[str] = mapped_column(String(2))
    city: Mapped[LTextColumn]
    address: Mapped[LTextColumn]
    time_zone: Mapped[str] = mapped_column(String(64))
    home_time_zone: Mapped[str] = mapped_column(String(64))
    letterhead: Mapped[Body]
    letterhead_image: Mapped[bytes | None] = mapped_column(LargeBinary)
    paper: Mapped[str] = mapped_column(String(10), default="A4")
    reference_prefix: Mapped[Line]
    marking_ceiling: Mapped[Line]
    reference_patterns: Mapped[LTextColumn]
    fiscal_year_start: Mapped[str] = mapped_column(String(5), default="04-01")
    languages: Mapped[StrList]
    is_sample: Mapped[bool] = mapped_column(default=False)
    story_now: Mapped[datetime | None] = mapped_column(InstantType)
