"""What a printed document needs to know: frozen, plain, complete. Queries fill it; kinds and renderers only read it.

Nothing here looks anything up: names, titles and organisations are snapshots of the day (domain.md 4.6, 1), instants
are aware datetimes in UTC with the IANA zone of the place beside them, and text is either a `str` (one language) or an
LText (language -> text), from which the document's language is picked when it is printed. A record in two languages
gives its texts as LTexts with both.

What may leave the mission is decided here by flags (`internal`, `sealed`, `anonymised`, `organisations`) and kept by
the kinds. The name of a sealed person is never put into these objects, except into `MinutesData.withheld`, whose only
use is to strike it out where somebody typed it.
"""

from __future__ import annotations

from app.documents.data.letterhead import SHORT_HASH, ControlData, DateStyle, MissionData, Paper, Text
from app.documents.data.lists import (
    AttendeeData,
    AttendeeListData,
    DelegationGroup,
    ListColumn,
    ListData,
    OrganisationGroup,
    SideGroup,
)
from app.documents.data.meeting_papers import AgendaData, AgendaEntry, GuestData, SigninData
from app.documents.data.options import Options
from app.documents.data.record import (
    AgendaItemData,
    AnnexData,
    ConfirmationData,
    DecisionData,
    FollowupData,
    MinutesData,
    NextMeetingData,
    ParticipantData,
    PointData,
    SideData,
    SignatoryData,
    SignedData,
)

__all__ = [
    "SHORT_HASH",
    "AgendaData",
    "AgendaEntry",
    "AgendaItemData",
    "AnnexData",
    "AttendeeData",
    "AttendeeListData",
    "ConfirmationData",
    "ControlData",
    "DateStyle",
    "DecisionData",
    "DelegationGroup",
    "FollowupData",
    "GuestData",
    "ListColumn",
    "ListData",
    "MinutesData",
    "MissionData",
    "NextMeetingData",
    "Options",
    "OrganisationGroup",
    "Paper",
    "ParticipantData",
    "PointData",
    "SideData",
    "SideGroup",
    "SignatoryData",
    "SignedData",
    "SigninData",
    "Text",
]
