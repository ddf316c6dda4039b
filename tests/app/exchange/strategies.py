"""Records of every kind as hypothesis makes them: all scripts, formula starts, line breaks in notes, several names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from app.core.enums import Consent, ContactKind, LevelBand, MeetingStatus, NameOrder, OrgKind, OrgNameKind, Script
from app.core.text import clean, clean_line
from app.exchange.records import (
    MeetingRecord,
    OrganisationRecord,
    PersonRecord,
    Place,
    Way,
    WrittenName,
    WrittenOrgName,
    WrittenPost,
)

PLACE = Place(0)

_AWKWARD = (
    *("=1+1", "'=1+1", "''", "-", "+49 30 123", "'+49 30 123", "@SUM(A1)", "＝1", "3.0", "2025-07-07", "TRUE", "#N/A"),
    *("a;b,c\\n", "\\", "\\;", 'say "no"', "^n^'", "BEGIN:VCARD", "END:VCARD", "_x0041_", "a\\:b", ";;", ",", '"', "'"),
    *("髙橋 葛󠄀", "ﾔﾏﾀﾞ", "हिन्दी", "שלום", "م\u200cی", "👩‍🔬", "x" * 200, "山" * 60, "http://a.b/?c=d&e=f", "=" * 80),
)
_letters = st.text(st.characters(exclude_categories=("Cs", "Cn", "Co")), min_size=1, max_size=30)
line = st.one_of(st.sampled_from(_AWKWARD), _letters).map(clean_line).filter(bool)
maybe = st.one_of(st.just(""), line)
text = st.one_of(st.lists(line, min_size=1, max_size=4).map("\n".join), _letters.map(clean)).filter(
    lambda value: bool(value.strip())
)
notes = st.one_of(st.just(""), text)
code = st.one_of(st.just(""), st.from_regex(r"[A-Z]{1,3}-[0-9]{1,4}", fullmatch=True))
days = st.one_of(st.none(), st.dates(date(1890, 1, 1), date(2100, 1, 1)))
extra = st.dictionaries(line, text, max_size=3)

_zones = st.sampled_from(
    (UTC, ZoneInfo("Asia/Kolkata"), ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York"), ZoneInfo("Asia/Tokyo"))
)
moments = st.one_of(
    st.none(),
    st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1), timezones=_zones).map(
        lambda moment: (moment.replace(second=0, microsecond=0).astimezone(UTC)).astimezone(moment.tzinfo)
    ),
    # The hour that the clocks show twice.
    st.just((datetime(2025, 10, 26, 0, 30, tzinfo=UTC) + timedelta(hours=1)).astimezone(ZoneInfo("Europe/Berlin"))),
)

names = st.builds(
    WrittenName,
    full=line,
    family=maybe,
    given=maybe,
    middle=maybe,
    prefix=maybe,
    suffix=maybe,
    reading=maybe,
    script=st.sampled_from(["", *Script]),
    order=st.sampled_from(["", *NameOrder]),
    lang=st.sampled_from(["", "en", "ja"]),
    passport=st.sampled_from(["", "yes"]),
)


def _grouped(ways: list[Way]) -> tuple[Way, ...]:
    order = list(ContactKind)
    return tuple(sorted(dict.fromkeys(ways), key=lambda way: order.index(ContactKind(way.kind))))


_ways = st.builds(
    Way,
    kind=st.sampled_from(list(ContactKind)),
    value=line,
    label=maybe,
    consent=st.sampled_from(["", *Consent]),
    consent_basis=maybe,
    consent_on=days,
    verified_on=days,
    is_gatekeeper=st.booleans(),
)
ways = st.lists(_ways, max_size=5).map(_grouped)

titles = st.dictionaries(st.sampled_from(["en", "ja", "hi", "", "de", "fr"]), line, max_size=3)
_ranks = {
    "level": st.sampled_from(["", *LevelBand]),
    "precedence_article": st.one_of(st.none(), st.integers(0, 200)),
    "precedence_date": days,
}
posts = st.builds(
    WrittenPost, organisation=line, title=titles, department=maybe, held_from=days, held_to=days, **_ranks
)
_relationship = {
    "owner": maybe,
    "cadence_days": st.integers(0, 3650),
    "sources": st.lists(line, max_size=2, unique=True).map(tuple),
}
people = st.builds(
    PersonRecord,
    place=st.just(PLACE),
    names=st.lists(names, max_size=3).map(tuple),
    title=titles,
    organisation=maybe,
    department=maybe,
    ways=ways,
    honorific=maybe,
    country=maybe,
    side=maybe,
    held_from=days,
    held_to=days,
    **_ranks,
    more_posts=st.lists(posts, max_size=2).map(tuple),
    languages=st.lists(st.sampled_from(["en", "ja", "hi", "de"]), unique=True).map(tuple),
    notes=notes,
    code=code,
    address_forms=st.dictionaries(st.sampled_from(["en", "ja", "hi"]), line, max_size=3),
    is_interpreter=st.booleans(),
    do_not_contact=st.booleans(),
    **_relationship,
    extra=extra,
)
organisations = st.builds(
    OrganisationRecord,
    place=st.just(PLACE),
    names=st.lists(
        st.builds(
            WrittenOrgName,
            text=line,
            kind=st.sampled_from(list(OrgNameKind)),
            lang=st.sampled_from(["", "en", "ja"]),
            used_for=st.lists(st.sampled_from(["list", "letter", "badge"]), unique=True).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    kind=st.sampled_from(["", *OrgKind]),
    side=maybe,
    country=maybe,
    parent=maybe,
    sectors=st.lists(line, max_size=3).map(tuple),
    website=maybe,
    ways=ways,
    identifiers=st.dictionaries(line, line, max_size=2),
    notes=notes,
    code=code,
    is_group=st.booleans(),
    **_relationship,
    extra=extra,
)
meetings = st.builds(
    MeetingRecord,
    place=st.just(PLACE),
    title=maybe,
    day=days,
    starts_at=moments,
    ends_at=moments,
    host=maybe,
    counterparts=st.lists(line, max_size=3).map(tuple),
    host_people=st.lists(line, max_size=2).map(tuple),
    counterpart_people=st.lists(line, max_size=2).map(tuple),
    status=st.sampled_from(["", *MeetingStatus]),
    notes=notes,
    venue=maybe,
    purpose=notes,
    kind=maybe,
    code=code,
    extra=extra,
).map(
    # Both moments are on the same clocks: a row has one time zone.
    lambda meeting: (
        replace(meeting, ends_at=meeting.ends_at.astimezone(meeting.starts_at.tzinfo))
        if meeting.starts_at and meeting.ends_at
        else meeting
    )
)
