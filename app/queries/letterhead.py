"""What every document says alike: whose it is, where the meeting was, and who may read it."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.ltext import LText
from app.documents.data import MissionData, Paper
from app.domain.markings import is_tlp
from app.domain.mission import Mission
from app.domain.places import Room
from app.queries.meetings import MeetingDetail


def mission_data(session: Session) -> MissionData:
    """The letterhead's data; an installation without a mission prints none."""
    row = session.scalar(select(Mission))
    if row is None:
        return MissionData(name={})
    return MissionData(
        name=row.name,
        address=row.address,
        contact=row.letterhead,
        emblem_png=row.letterhead_image,
        sending_state=row.sending_state,
        receiving_state=row.receiving_state,
        time_zone=row.time_zone,
        home_time_zone=row.home_time_zone,
        paper=Paper(row.paper) if row.paper in tuple(Paper) else Paper.A4,
        sample=row.is_sample,
    )


def place_of(session: Session, meeting: MeetingDetail) -> tuple[LText | str, LText]:
    """(room, venue); a meeting without a room of ours has its place for the venue."""
    row = session.get(Room, meeting.room_id) if meeting.room_id else None
    if row is None:
        return "", meeting.place
    return row.name, row.venue.name


def markings_of(marking: str) -> tuple[tuple[str, ...], str]:
    """A marking as (the house's own markings, a label of the Traffic Light Protocol), one of them empty."""
    if is_tlp(marking):
        return (), marking
    return (marking,) if marking else (), ""
