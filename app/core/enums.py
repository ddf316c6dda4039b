"""The closed vocabularies of the field (domain.md section 4), by value; their words stand in `core.wording`."""

from __future__ import annotations

from enum import StrEnum


class Script(StrEnum):
    """Script of a written name."""

    LATIN = "Latn"
    JAPANESE = "Jpan"
    KANA = "Kana"
    DEVANAGARI = "Deva"
    OTHER = "other"


class NameOrder(StrEnum):
    """How the parts of a person's name stand; a single name has no parts."""

    FAMILY_FIRST = "family-first"
    GIVEN_FIRST = "given-first"
    SINGLE = "single"


class OrgKind(StrEnum):
    MINISTRY = "ministry"
    DEPARTMENT = "department"
    DIVISION = "division"
    DESK = "desk"
    AGENCY = "agency"
    STATE_GOVERNMENT = "state-government"
    REGULATOR = "regulator"
    COMPANY = "company"
    GROUP = "group"
    SITE = "site"
    ASSOCIATION = "association"
    BANK = "bank"
    INVESTOR = "investor"
    RESEARCH_INSTITUTE = "research-institute"
    UNIVERSITY = "university"
    MEDIA = "media"
    INTERNATIONAL_ORGANISATION = "international-organisation"
    MISSION = "mission"


class OrgNameKind(StrEnum):
    LEGAL = "legal"
    SHORT = "short"
    ABBREVIATION = "abbreviation"
    NATIVE = "native"
    FORMER = "former"
    PRESS_VARIANT = "press-variant"


class LevelBand(StrEnum):
    """Rank bands of a position, highest first; a hint for ordering, never a silent sort."""

    HEAD_OF_STATE = "head-of-state"
    MINISTER = "minister"
    HEAD_OF_MISSION = "head-of-mission"
    SECRETARY = "secretary"
    DIRECTOR_GENERAL = "director-general"
    DIRECTOR = "director"
    OFFICER = "officer"
    CHAIR = "chair"
    EXECUTIVE = "executive"
    MANAGER = "manager"
    STAFF = "staff"


class MeetingKind(StrEnum):
    PLENARY = "plenary"
    PANEL = "panel"
    CLOSED_DOOR = "closed-door"
    ONE_TO_ONE = "one-to-one"
    COURTESY_CALL = "courtesy-call"
    BILATERAL = "bilateral"
    WORKING_LUNCH = "working-lunch"
    DINNER = "dinner"
    RECEPTION = "reception"
    SITE_VISIT = "site-visit"
    CALL = "call"
    INTERNAL = "internal"


class MeetingStatus(StrEnum):
    """requested -> tentative -> confirmed -> held; any but held -> postponed or cancelled, with a reason (6.2)."""

    REQUESTED = "requested"
    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class LanguageMode(StrEnum):
    ONE_LANGUAGE = "one-language"
    CONSECUTIVE = "consecutive"
    SIMULTANEOUS = "simultaneous"
    WHISPERED = "whispered"


class MeetingRule(StrEnum):
    """What may be said outside about what was said inside; not a marking, not closed doors (2.1)."""

    NONE = "none"
    ON_THE_RECORD = "on-the-record"
    OFF_THE_RECORD = "off-the-record"
    CHATHAM_HOUSE = "chatham-house"


class Channel(StrEnum):
    """The way an appointment was asked for."""

    DIRECT = "direct"
    NOTE_TO_MEA = "note-to-mea"
    NOTE_OTHER = "note-other"
    CHAMBER = "chamber"
    AGENCY = "agency"


class OutcomeKind(StrEnum):
    """What an agenda item is for."""

    INFORMATION = "information"
    DISCUSSION = "discussion"
    DECISION = "decision"
    SIGNATURE = "signature"


class ParticipantRole(StrEnum):
    CHAIR = "chair"
    HEAD = "head"
    MEMBER = "member"
    SPEAKER = "speaker"
    OBSERVER = "observer"
    INTERPRETER = "interpreter"
    NOTE_TAKER = "note-taker"
    PRESS = "press"
    SECURITY = "security"
    STAFF = "staff"


UNRANKED_ROLES = frozenset(
    {ParticipantRole.INTERPRETER, ParticipantRole.NOTE_TAKER, ParticipantRole.SECURITY, ParticipantRole.STAFF}
)
"""Roles never counted in precedence; listed last (4.6, 9)."""


class Attendance(StrEnum):
    """A participant's answer, and later whether they came."""

    INVITED = "invited"
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"
    PRESUMED_DECLINED = "presumed-declined"
    ATTENDED = "attended"
    ABSENT = "absent"
    LEFT_EARLY = "left-early"
    WALK_IN = "walk-in"


class RecordKind(StrEnum):
    MINUTES = "minutes"
    RECORD_OF_DISCUSSION = "record-of-discussion"
    AGREED_MINUTES = "agreed-minutes"
    NOTE_FOR_FILE = "note-for-file"
    AIDE_MEMOIRE = "aide-memoire"
    PRESS_LINE = "press-line"


class RecordStatus(StrEnum):
    DRAFT = "draft"
    UNDER_REVIEW = "under-review"
    SENT = "sent-to-counterpart"
    CONFIRMED = "confirmed"
    APPROVED = "approved"
    ISSUED = "issued"
    SUPERSEDED = "superseded"


class Confirmation(StrEnum):
    """Whether the other side confirmed what is written as theirs (Japan's 2017 guidelines, 2.1)."""

    NOT_SOUGHT = "not-sought"
    SENT = "sent"
    CONFIRMED = "confirmed"
    CONFIRMED_WITH_CHANGES = "confirmed-with-changes"
    REFUSED = "refused"
    NOT_POSSIBLE = "not-possible"


class Attribution(StrEnum):
    """Who may be named in a record."""

    FULL = "full"
    BY_SIDE = "by-side"
    NONE = "none"


class PointKind(StrEnum):
    STATEMENT = "statement"
    DISCUSSION = "discussion"
    AGREEMENT = "agreement"
    DECISION = "decision"
    RESERVATION = "reservation"
    DISSENT = "dissent"
    NOTING = "noting"
    ACTION = "action"
    COMMITMENT = "commitment"
    REQUEST = "request"
    PRESS_LINE = "press-line"
    NEXT_MEETING = "next-meeting"


PROMISE_KINDS = frozenset({PointKind.ACTION, PointKind.COMMITMENT, PointKind.REQUEST})
"""Points that become a follow-up with one side, one owner and a due date (4.6, 18 and 19)."""


class FollowupKind(StrEnum):
    COMMITMENT = "commitment"
    ACTION = "action"
    REQUEST = "request"
    INFORMATION = "information"


class FollowupStatus(StrEnum):
    """open -> in hand -> done (with evidence) / dropped (with reason) / superseded; overdue is computed."""

    OPEN = "open"
    IN_HAND = "in-hand"
    DONE = "done"
    DROPPED = "dropped"
    SUPERSEDED = "superseded"


class DuePrecision(StrEnum):
    DATE = "date"
    ASAP = "asap"
    BEFORE_EVENT = "before-event"
    QUARTER = "quarter"
    NONE = "none"


class VisitStatus(StrEnum):
    PLANNED = "planned"
    CONFIRMED = "confirmed"
    DONE = "done"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """A gate rule's answer; a visit is not confirmed while one is unanswered, even 'not required' counts (4.6, 30)."""

    UNANSWERED = "unanswered"
    REQUIRED = "required"
    NOT_REQUIRED = "not-required"


class PhotoPolicy(StrEnum):
    UNANSWERED = "unanswered"
    NONE = "none"
    OUTSIDE_ONLY = "outside-only"
    WITH_PERMISSION = "with-permission"
    ALLOWED = "allowed"


class PhonePolicy(StrEnum):
    UNANSWERED = "unanswered"
    KEEP = "keep"
    DEPOSIT = "deposit"
    FORBIDDEN = "forbidden"


class NdaPolicy(StrEnum):
    UNANSWERED = "unanswered"
    NOT_NEEDED = "not-needed"
    GROUP_UNDERTAKING = "group-undertaking"
    INDIVIDUAL = "individual"
    SIGNED = "signed"


class DelegationStatus(StrEnum):
    PROVISIONAL = "provisional"
    FINAL = "final"
    REVISED = "revised"


class MemberCategory(StrEnum):
    PRINCIPAL = "principal"
    GOVERNMENT = "government"
    INDUSTRY = "industry"
    SPOUSE = "spouse"
    STAFF = "staff"
    PRESS = "press"
    SECURITY = "security"
    INTERPRETER = "interpreter"


class ContactKind(StrEnum):
    """Ways to reach somebody (domain.md 4.1)."""

    EMAIL = "email"
    MOBILE = "mobile"
    OFFICE = "office"
    OFFICE_OF = "pa"
    ASSISTANT_EMAIL = "assistant-email"
    FAX = "fax"
    POST = "post"
    WEB = "web"


class Consent(StrEnum):
    """Whether somebody agreed that we keep and use a way to reach them."""

    UNKNOWN = "unknown"
    GIVEN = "given"
    REFUSED = "refused"


class Assessed(StrEnum):
    """What a stakeholder is assessed in (domain.md 2.5); an assessment never stands on a paper that leaves."""

    POWER = "power"
    INTEREST = "interest"
    STANCE = "stance"
    RELATIONSHIP = "relationship"


class Stance(StrEnum):
    """Position on our issue, as somebody of the mission judged it on a day, from evidence."""

    CHAMPION = "champion"
    SUPPORTER = "supporter"
    NEUTRAL = "neutral"
    SCEPTICAL = "sceptical"
    OPPOSED = "opposed"
    UNKNOWN = "unknown"


class Quadrant(StrEnum):
    """Where power and interest put a stakeholder (Mendelow's grid, domain.md 2.5); computed, never stored."""

    MANAGE_CLOSELY = "manage-closely"
    KEEP_SATISFIED = "keep-satisfied"
    KEEP_INFORMED = "keep-informed"
    MONITOR = "monitor"


class Audience(StrEnum):
    """Among whom somebody is addressed: a form of address is never a property of the person alone (domain.md 2.4)."""

    DOMESTIC_IN = "domestic-in"
    INTERNATIONAL = "international"
    JAPANESE = "japanese"


class AddressPurpose(StrEnum):
    """What a form of address is for."""

    SALUTATION = "salutation"
    ENVELOPE = "envelope"
    LIST = "list"
    SPOKEN = "spoken"


class DeedKind(StrEnum):
    """Large units of work that have a name of their own, so that they can be found and undone later."""

    IMPORT = "import"
    MERGE = "merge"


class ReviewState(StrEnum):
    """What a named approver answered about a record."""

    ASKED = "asked"
    CHANGES_REQUESTED = "changes-requested"
    APPROVED = "approved"


class QuoteConsent(StrEnum):
    """Whether the speaker agreed to be quoted; a public statement needs no consent but a source (4.6, 21)."""

    NOT_ASKED = "not-asked"
    GIVEN = "given"
    REFUSED = "refused"


class Edition(StrEnum):
    """For whom a copy of a record is made; one record, several editions."""

    INTERNAL = "internal"
    COUNTERPART = "counterpart"
    EXCERPT = "excerpt"


class Bilingual(StrEnum):
    """How a record in two languages is set."""

    STACKED = "stacked"
    SIDE_BY_SIDE = "side-by-side"


class OutwardList(StrEnum):
    """What a copy that leaves the mission says of who took part."""

    FULL = "full"
    COUNTS = "counts"
    NONE = "none"


class ReferenceState(StrEnum):
    """A number of the register: once taken it stays, used or cancelled (4.6, 22)."""

    USED = "used"
    CANCELLED = "cancelled"


class DispatchChannel(StrEnum):
    """The way a copy left."""

    PRINT = "print"
    FILE = "file"
    EMAIL = "email"
    BY_HAND = "by-hand"
    COURIER = "courier"
    NOTE_VERBALE = "note-verbale"
    CLIPBOARD = "clipboard"
