"""The words of every closed vocabulary, one table each; `core.wording` gives them out.

Each word has the name of its vocabulary as context, because one English word is several in Japanese and Hindi
("Confirmed": a meeting 確定, a record 先方確認済). Words begin with a capital, as a chip or a cell shows them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from app.core.enums import (
    AddressPurpose,
    Answer,
    Assessed,
    Attendance,
    Attribution,
    Audience,
    Bilingual,
    Channel,
    Confirmation,
    Consent,
    ContactKind,
    DeedKind,
    DelegationStatus,
    DispatchChannel,
    DuePrecision,
    Edition,
    FollowupKind,
    FollowupStatus,
    LanguageMode,
    LevelBand,
    MeetingKind,
    MeetingRule,
    MeetingStatus,
    MemberCategory,
    NameOrder,
    NdaPolicy,
    OrgKind,
    OrgNameKind,
    OutcomeKind,
    OutwardList,
    ParticipantRole,
    PhonePolicy,
    PhotoPolicy,
    PointKind,
    Quadrant,
    QuoteConsent,
    RecordKind,
    RecordStatus,
    ReferenceState,
    ReviewState,
    Script,
    Stance,
    VisitStatus,
)
from app.core.money import MoneyKind
from app.core.spoken import In

Words = dict[StrEnum, str]


def _script(say: In) -> Words:
    return {
        Script.LATIN: say.ptr("script", "Latin letters"),
        Script.JAPANESE: say.ptr("script", "Kanji"),
        Script.KANA: say.ptr("script", "Kana"),
        Script.DEVANAGARI: say.ptr("script", "Devanagari"),
        Script.OTHER: say.ptr("script", "Other script"),
    }


def _name_order(say: In) -> Words:
    return {
        NameOrder.FAMILY_FIRST: say.ptr("name order", "Family name first"),
        NameOrder.GIVEN_FIRST: say.ptr("name order", "Given name first"),
        NameOrder.SINGLE: say.ptr("name order", "As written"),
    }


def _org_kind(say: In) -> Words:
    return {
        OrgKind.MINISTRY: say.ptr("organisation kind", "Ministry"),
        OrgKind.DEPARTMENT: say.ptr("organisation kind", "Department"),
        OrgKind.DIVISION: say.ptr("organisation kind", "Division"),
        OrgKind.DESK: say.ptr("organisation kind", "Desk"),
        OrgKind.AGENCY: say.ptr("organisation kind", "Agency"),
        OrgKind.STATE_GOVERNMENT: say.ptr("organisation kind", "State government"),
        OrgKind.REGULATOR: say.ptr("organisation kind", "Regulator"),
        OrgKind.COMPANY: say.ptr("organisation kind", "Company"),
        OrgKind.GROUP: say.ptr("organisation kind", "Company group"),
        OrgKind.SITE: say.ptr("organisation kind", "Site"),
        OrgKind.ASSOCIATION: say.ptr("organisation kind", "Association"),
        OrgKind.BANK: say.ptr("organisation kind", "Bank"),
        OrgKind.INVESTOR: say.ptr("organisation kind", "Investor"),
        OrgKind.RESEARCH_INSTITUTE: say.ptr("organisation kind", "Research institute"),
        OrgKind.UNIVERSITY: say.ptr("organisation kind", "University"),
        OrgKind.MEDIA: say.ptr("organisation kind", "Media"),
        OrgKind.INTERNATIONAL_ORGANISATION: say.ptr("organisation kind", "International organisation"),
        OrgKind.MISSION: say.ptr("organisation kind", "Diplomatic mission"),
    }


def _org_name_kind(say: In) -> Words:
    return {
        OrgNameKind.LEGAL: say.ptr("organisation name", "Legal name"),
        OrgNameKind.SHORT: say.ptr("organisation name", "Short name"),
        OrgNameKind.ABBREVIATION: say.ptr("organisation name", "Abbreviation"),
        OrgNameKind.NATIVE: say.ptr("organisation name", "Name in its own script"),
        OrgNameKind.FORMER: say.ptr("organisation name", "Former name"),
        OrgNameKind.PRESS_VARIANT: say.ptr("organisation name", "Spelling in the press"),
    }


def _level_band(say: In) -> Words:
    return {
        LevelBand.HEAD_OF_STATE: say.ptr("level", "Head of State or Government"),
        LevelBand.MINISTER: say.ptr("level", "Minister"),
        LevelBand.HEAD_OF_MISSION: say.ptr("level", "Head of mission"),
        LevelBand.SECRETARY: say.ptr("level", "Secretary, vice-minister"),
        LevelBand.DIRECTOR_GENERAL: say.ptr("level", "Director-general, joint secretary"),
        LevelBand.DIRECTOR: say.ptr("level", "Director"),
        LevelBand.OFFICER: say.ptr("level", "Officer"),
        LevelBand.CHAIR: say.ptr("level", "Chair, chief executive"),
        LevelBand.EXECUTIVE: say.ptr("level", "Executive"),
        LevelBand.MANAGER: say.ptr("level", "Manager"),
        LevelBand.STAFF: say.ptr("level", "Staff"),
    }


def _meeting_kind(say: In) -> Words:
    return {
        MeetingKind.PLENARY: say.ptr("meeting kind", "Plenary"),
        MeetingKind.PANEL: say.ptr("meeting kind", "Panel"),
        MeetingKind.CLOSED_DOOR: say.ptr("meeting kind", "Closed-door meeting"),
        MeetingKind.ONE_TO_ONE: say.ptr("meeting kind", "One-to-one business talks"),
        MeetingKind.COURTESY_CALL: say.ptr("meeting kind", "Courtesy call"),
        MeetingKind.BILATERAL: say.ptr("meeting kind", "Bilateral meeting"),
        MeetingKind.WORKING_LUNCH: say.ptr("meeting kind", "Working lunch"),
        MeetingKind.DINNER: say.ptr("meeting kind", "Dinner"),
        MeetingKind.RECEPTION: say.ptr("meeting kind", "Reception"),
        MeetingKind.SITE_VISIT: say.ptr("meeting kind", "Site visit"),
        MeetingKind.CALL: say.ptr("meeting kind", "Call"),
        MeetingKind.INTERNAL: say.ptr("meeting kind", "Internal meeting"),
    }


def _meeting_status(say: In) -> Words:
    return {
        MeetingStatus.REQUESTED: say.ptr("meeting status", "Requested"),
        MeetingStatus.TENTATIVE: say.ptr("meeting status", "Tentative"),
        MeetingStatus.CONFIRMED: say.ptr("meeting status", "Confirmed"),
        MeetingStatus.HELD: say.ptr("meeting status", "Held"),
        MeetingStatus.POSTPONED: say.ptr("meeting status", "Postponed"),
        MeetingStatus.CANCELLED: say.ptr("meeting status", "Cancelled"),
    }


def _language_mode(say: In) -> Words:
    return {
        LanguageMode.ONE_LANGUAGE: say.ptr("language mode", "One language"),
        LanguageMode.CONSECUTIVE: say.ptr("language mode", "Consecutive"),
        LanguageMode.SIMULTANEOUS: say.ptr("language mode", "Simultaneous"),
        LanguageMode.WHISPERED: say.ptr("language mode", "Whispered"),
    }


def _meeting_rule(say: In) -> Words:
    return {
        MeetingRule.NONE: say.ptr("meeting rule", "No rule"),
        MeetingRule.ON_THE_RECORD: say.ptr("meeting rule", "On the record"),
        MeetingRule.OFF_THE_RECORD: say.ptr("meeting rule", "Off the record"),
        MeetingRule.CHATHAM_HOUSE: say.ptr("meeting rule", "Chatham House Rule"),
    }


def _channel(say: In) -> Words:
    return {
        Channel.DIRECT: say.ptr("channel", "Direct"),
        Channel.NOTE_TO_MEA: say.ptr("channel", "Note verbale to the Ministry of External Affairs"),
        Channel.NOTE_OTHER: say.ptr("channel", "Note verbale to another ministry"),
        Channel.CHAMBER: say.ptr("channel", "Through a chamber of commerce"),
        Channel.AGENCY: say.ptr("channel", "Through an agency"),
    }


def _outcome_kind(say: In) -> Words:
    return {
        OutcomeKind.INFORMATION: say.ptr("agenda item", "For information"),
        OutcomeKind.DISCUSSION: say.ptr("agenda item", "For discussion"),
        OutcomeKind.DECISION: say.ptr("agenda item", "For decision"),
        OutcomeKind.SIGNATURE: say.ptr("agenda item", "For signature"),
    }


def _participant_role(say: In) -> Words:
    return {
        ParticipantRole.CHAIR: say.ptr("role", "Chair"),
        ParticipantRole.HEAD: say.ptr("role", "Head"),
        ParticipantRole.MEMBER: say.ptr("role", "Member"),
        ParticipantRole.SPEAKER: say.ptr("role", "Speaker"),
        ParticipantRole.OBSERVER: say.ptr("role", "Observer"),
        ParticipantRole.INTERPRETER: say.ptr("role", "Interpreter"),
        ParticipantRole.NOTE_TAKER: say.ptr("role", "Note-taker"),
        ParticipantRole.PRESS: say.ptr("role", "Press"),
        ParticipantRole.SECURITY: say.ptr("role", "Security"),
        ParticipantRole.STAFF: say.ptr("role", "Staff"),
    }


def _attendance(say: In) -> Words:
    return {
        Attendance.INVITED: say.ptr("attendance", "Invited"),
        Attendance.ACCEPTED: say.ptr("attendance", "Accepted"),
        Attendance.TENTATIVE: say.ptr("attendance", "Tentative"),
        Attendance.DECLINED: say.ptr("attendance", "Declined"),
        Attendance.PRESUMED_DECLINED: say.ptr("attendance", "Presumed declined"),
        Attendance.ATTENDED: say.ptr("attendance", "Attended"),
        Attendance.ABSENT: say.ptr("attendance", "Absent"),
        Attendance.LEFT_EARLY: say.ptr("attendance", "Left early"),
        Attendance.WALK_IN: say.ptr("attendance", "Walk-in"),
    }


def _record_kind(say: In) -> Words:
    return {
        RecordKind.MINUTES: say.ptr("record kind", "Minutes"),
        RecordKind.RECORD_OF_DISCUSSION: say.ptr("record kind", "Record of discussion"),
        RecordKind.AGREED_MINUTES: say.ptr("record kind", "Agreed minutes"),
        RecordKind.NOTE_FOR_FILE: say.ptr("record kind", "Note for file"),
        RecordKind.AIDE_MEMOIRE: say.ptr("record kind", "Aide-mémoire"),
        RecordKind.PRESS_LINE: say.ptr("record kind", "Press line"),
    }


def _record_status(say: In) -> Words:
    return {
        RecordStatus.DRAFT: say.ptr("record status", "Draft"),
        RecordStatus.UNDER_REVIEW: say.ptr("record status", "Under review"),
        RecordStatus.SENT: say.ptr("record status", "Sent to counterpart"),
        RecordStatus.CONFIRMED: say.ptr("record status", "Confirmed"),
        RecordStatus.APPROVED: say.ptr("record status", "Approved"),
        RecordStatus.ISSUED: say.ptr("record status", "Issued"),
        RecordStatus.SUPERSEDED: say.ptr("record status", "Superseded"),
    }


def _confirmation(say: In) -> Words:
    return {
        Confirmation.NOT_SOUGHT: say.ptr("counterpart confirmation", "Not sought"),
        Confirmation.SENT: say.ptr("counterpart confirmation", "Sent for confirmation"),
        Confirmation.CONFIRMED: say.ptr("counterpart confirmation", "Confirmed"),
        Confirmation.CONFIRMED_WITH_CHANGES: say.ptr("counterpart confirmation", "Confirmed with changes"),
        Confirmation.REFUSED: say.ptr("counterpart confirmation", "Refused"),
        Confirmation.NOT_POSSIBLE: say.ptr("counterpart confirmation", "Could not be confirmed"),
    }


def _attribution(say: In) -> Words:
    return {
        Attribution.FULL: say.ptr("attribution", "Speakers named"),
        Attribution.BY_SIDE: say.ptr("attribution", "By side"),
        Attribution.NONE: say.ptr("attribution", "No attribution"),
    }


def _point_kind(say: In) -> Words:
    return {
        PointKind.STATEMENT: say.ptr("record point", "Statement"),
        PointKind.DISCUSSION: say.ptr("record point", "Discussion"),
        PointKind.AGREEMENT: say.ptr("record point", "Agreement"),
        PointKind.DECISION: say.ptr("record point", "Decision"),
        PointKind.RESERVATION: say.ptr("record point", "Reservation"),
        PointKind.DISSENT: say.ptr("record point", "Dissent"),
        PointKind.NOTING: say.ptr("record point", "Noting"),
        PointKind.ACTION: say.ptr("record point", "Action"),
        PointKind.COMMITMENT: say.ptr("record point", "Commitment"),
        PointKind.REQUEST: say.ptr("record point", "Request"),
        PointKind.PRESS_LINE: say.ptr("record point", "Press line"),
        PointKind.NEXT_MEETING: say.ptr("record point", "Next meeting"),
    }


def _followup_kind(say: In) -> Words:
    return {
        FollowupKind.COMMITMENT: say.ptr("follow-up kind", "Commitment"),
        FollowupKind.ACTION: say.ptr("follow-up kind", "Action"),
        FollowupKind.REQUEST: say.ptr("follow-up kind", "Request"),
        FollowupKind.INFORMATION: say.ptr("follow-up kind", "Information"),
    }


def _followup_status(say: In) -> Words:
    return {
        FollowupStatus.OPEN: say.ptr("follow-up status", "Open"),
        FollowupStatus.IN_HAND: say.ptr("follow-up status", "In hand"),
        FollowupStatus.DONE: say.ptr("follow-up status", "Done"),
        FollowupStatus.DROPPED: say.ptr("follow-up status", "Dropped"),
        FollowupStatus.SUPERSEDED: say.ptr("follow-up status", "Superseded"),
    }


def _due_precision(say: In) -> Words:
    return {
        DuePrecision.DATE: say.ptr("due", "On a date"),
        DuePrecision.ASAP: say.ptr("due", "As soon as possible"),
        DuePrecision.BEFORE_EVENT: say.ptr("due", "Before an event"),
        DuePrecision.QUARTER: say.ptr("due", "Within a quarter"),
        DuePrecision.NONE: say.ptr("due", "No date"),
    }


def _visit_status(say: In) -> Words:
    return {
        VisitStatus.PLANNED: say.ptr("visit status", "Planned"),
        VisitStatus.CONFIRMED: say.ptr("visit status", "Confirmed"),
        VisitStatus.DONE: say.ptr("visit status", "Done"),
        VisitStatus.CANCELLED: say.ptr("visit status", "Cancelled"),
    }


def _answer(say: In) -> Words:
    return {
        Answer.UNANSWERED: say.ptr("visit rule", "Not answered"),
        Answer.REQUIRED: say.ptr("visit rule", "Required"),
        Answer.NOT_REQUIRED: say.ptr("visit rule", "Not required"),
    }


def _photo_policy(say: In) -> Words:
    return {
        PhotoPolicy.UNANSWERED: say.ptr("photo rule", "Not answered"),
        PhotoPolicy.NONE: say.ptr("photo rule", "No photographs"),
        PhotoPolicy.OUTSIDE_ONLY: say.ptr("photo rule", "Outside only"),
        PhotoPolicy.WITH_PERMISSION: say.ptr("photo rule", "With permission"),
        PhotoPolicy.ALLOWED: say.ptr("photo rule", "Allowed"),
    }


def _phone_policy(say: In) -> Words:
    return {
        PhonePolicy.UNANSWERED: say.ptr("phone rule", "Not answered"),
        PhonePolicy.KEEP: say.ptr("phone rule", "Keep"),
        PhonePolicy.DEPOSIT: say.ptr("phone rule", "Deposit at the gate"),
        PhonePolicy.FORBIDDEN: say.ptr("phone rule", "Forbidden"),
    }


def _nda_policy(say: In) -> Words:
    return {
        NdaPolicy.UNANSWERED: say.ptr("undertaking", "Not answered"),
        NdaPolicy.NOT_NEEDED: say.ptr("undertaking", "Not needed"),
        NdaPolicy.GROUP_UNDERTAKING: say.ptr("undertaking", "Group undertaking"),
        NdaPolicy.INDIVIDUAL: say.ptr("undertaking", "Individual agreement"),
        NdaPolicy.SIGNED: say.ptr("undertaking", "Signed"),
    }


def _delegation_status(say: In) -> Words:
    return {
        DelegationStatus.PROVISIONAL: say.ptr("delegation list", "Provisional"),
        DelegationStatus.FINAL: say.ptr("delegation list", "Final"),
        DelegationStatus.REVISED: say.ptr("delegation list", "Revised"),
    }


def _member_category(say: In) -> Words:
    return {
        MemberCategory.PRINCIPAL: say.ptr("delegation member", "Principal"),
        MemberCategory.GOVERNMENT: say.ptr("delegation member", "Government"),
        MemberCategory.INDUSTRY: say.ptr("delegation member", "Industry"),
        MemberCategory.SPOUSE: say.ptr("delegation member", "Spouse"),
        MemberCategory.STAFF: say.ptr("delegation member", "Staff"),
        MemberCategory.PRESS: say.ptr("delegation member", "Press"),
        MemberCategory.SECURITY: say.ptr("delegation member", "Security"),
        MemberCategory.INTERPRETER: say.ptr("delegation member", "Interpreter"),
    }


def _money_kind(say: In) -> Words:
    return {
        MoneyKind.INTENTION: say.ptr("money", "Intention"),
        MoneyKind.COMMITMENT: say.ptr("money", "Commitment"),
        MoneyKind.CONTRACTED: say.ptr("money", "Contracted"),
        MoneyKind.DISBURSED: say.ptr("money", "Disbursed"),
    }


def _contact_kind(say: In) -> Words:
    return {
        ContactKind.EMAIL: say.ptr("contact", "E-mail"),
        ContactKind.MOBILE: say.ptr("contact", "Mobile"),
        ContactKind.OFFICE: say.ptr("contact", "Office telephone"),
        ContactKind.OFFICE_OF: say.ptr("contact", "Personal assistant"),
        ContactKind.ASSISTANT_EMAIL: say.ptr("contact", "Assistant’s e-mail"),
        ContactKind.FAX: say.ptr("contact", "Fax"),
        ContactKind.POST: say.ptr("contact", "Postal address"),
        ContactKind.WEB: say.ptr("contact", "Web address"),
    }


def _consent(say: In) -> Words:
    return {
        Consent.UNKNOWN: say.ptr("consent", "Not asked"),
        Consent.GIVEN: say.ptr("consent", "Given"),
        Consent.REFUSED: say.ptr("consent", "Refused"),
    }


def _assessed(say: In) -> Words:
    return {
        Assessed.POWER: say.ptr("assessment", "Power"),
        Assessed.INTEREST: say.ptr("assessment", "Interest"),
        Assessed.STANCE: say.ptr("assessment", "Stance"),
        Assessed.RELATIONSHIP: say.ptr("assessment", "Relationship"),
    }


def _audience(say: In) -> Words:
    return {
        Audience.DOMESTIC_IN: say.ptr("audience", "Within India"),
        Audience.INTERNATIONAL: say.ptr("audience", "International"),
        Audience.JAPANESE: say.ptr("audience", "Within Japan"),
    }


def _address_purpose(say: In) -> Words:
    return {
        AddressPurpose.SALUTATION: say.ptr("address purpose", "Salutation"),
        AddressPurpose.ENVELOPE: say.ptr("address purpose", "Envelope"),
        AddressPurpose.LIST: say.ptr("address purpose", "List"),
        AddressPurpose.SPOKEN: say.ptr("address purpose", "Spoken"),
    }


def _quadrant(say: In) -> Words:
    return {
        Quadrant.MANAGE_CLOSELY: say.ptr("quadrant", "Manage closely"),
        Quadrant.KEEP_SATISFIED: say.ptr("quadrant", "Keep satisfied"),
        Quadrant.KEEP_INFORMED: say.ptr("quadrant", "Keep informed"),
        Quadrant.MONITOR: say.ptr("quadrant", "Monitor"),
    }


def _stance(say: In) -> Words:
    return {
        Stance.CHAMPION: say.ptr("stance", "Champion"),
        Stance.SUPPORTER: say.ptr("stance", "Supporter"),
        Stance.NEUTRAL: say.ptr("stance", "Neutral"),
        Stance.SCEPTICAL: say.ptr("stance", "Sceptical"),
        Stance.OPPOSED: say.ptr("stance", "Opposed"),
        Stance.UNKNOWN: say.ptr("stance", "Unknown"),
    }


def _deed_kind(say: In) -> Words:
    return {
        DeedKind.IMPORT: say.ptr("deed", "Import"),
        DeedKind.MERGE: say.ptr("deed", "Merge"),
    }


def _review_state(say: In) -> Words:
    return {
        ReviewState.ASKED: say.ptr("review", "Asked"),
        ReviewState.CHANGES_REQUESTED: say.ptr("review", "Changes requested"),
        ReviewState.APPROVED: say.ptr("review", "Approved"),
    }


def _quote_consent(say: In) -> Words:
    return {
        QuoteConsent.NOT_ASKED: say.ptr("quotation", "Consent not asked"),
        QuoteConsent.GIVEN: say.ptr("quotation", "Consent given"),
        QuoteConsent.REFUSED: say.ptr("quotation", "Consent refused"),
    }


def _edition(say: In) -> Words:
    return {
        Edition.INTERNAL: say.ptr("edition", "Internal"),
        Edition.COUNTERPART: say.ptr("edition", "For the counterpart"),
        Edition.EXCERPT: say.ptr("edition", "Excerpt"),
    }


def _bilingual(say: In) -> Words:
    return {
        Bilingual.STACKED: say.ptr("two languages", "One above the other"),
        Bilingual.SIDE_BY_SIDE: say.ptr("two languages", "Side by side"),
    }


def _outward_list(say: In) -> Words:
    return {
        OutwardList.FULL: say.ptr("list of participants", "With names"),
        OutwardList.COUNTS: say.ptr("list of participants", "Numbers only"),
        OutwardList.NONE: say.ptr("list of participants", "Left out"),
    }


def _reference_state(say: In) -> Words:
    return {
        ReferenceState.USED: say.ptr("reference", "Used"),
        ReferenceState.CANCELLED: say.ptr("reference", "Cancelled"),
    }


def _dispatch_channel(say: In) -> Words:
    return {
        DispatchChannel.PRINT: say.ptr("dispatch", "Printed"),
        DispatchChannel.FILE: say.ptr("dispatch", "File"),
        DispatchChannel.EMAIL: say.ptr("dispatch", "E-mail"),
        DispatchChannel.BY_HAND: say.ptr("dispatch", "By hand"),
        DispatchChannel.COURIER: say.ptr("dispatch", "Courier"),
        DispatchChannel.NOTE_VERBALE: say.ptr("dispatch", "With a note verbale"),
        DispatchChannel.CLIPBOARD: say.ptr("dispatch", "Clipboard"),
    }


WORDS: Mapping[type[StrEnum], Callable[[In], Words]] = {
    Script: _script,
    NameOrder: _name_order,
    OrgKind: _org_kind,
    OrgNameKind: _org_name_kind,
    LevelBand: _level_band,
    MeetingKind: _meeting_kind,
    MeetingStatus: _meeting_status,
    LanguageMode: _language_mode,
    MeetingRule: _meeting_rule,
    Channel: _channel,
    OutcomeKind: _outcome_kind,
    ParticipantRole: _participant_role,
    Attendance: _attendance,
    RecordKind: _record_kind,
    RecordStatus: _record_status,
    Confirmation: _confirmation,
    Attribution: _attribution,
    PointKind: _point_kind,
    FollowupKind: _followup_kind,
    FollowupStatus: _followup_status,
    DuePrecision: _due_precision,
    VisitStatus: _visit_status,
    Answer: _answer,
    PhotoPolicy: _photo_policy,
    PhonePolicy: _phone_policy,
    NdaPolicy: _nda_policy,
    DelegationStatus: _delegation_status,
    MemberCategory: _member_category,
    MoneyKind: _money_kind,
    ContactKind: _contact_kind,
    Consent: _consent,
    Assessed: _assessed,
    Stance: _stance,
    Quadrant: _quadrant,
    Audience: _audience,
    AddressPurpose: _address_purpose,
    DeedKind: _deed_kind,
    ReviewState: _review_state,
    QuoteConsent: _quote_consent,
    Edition: _edition,
    Bilingual: _bilingual,
    OutwardList: _outward_list,
    ReferenceState: _reference_state,
    DispatchChannel: _dispatch_channel,
}
