"""One card as a record: what its properties mean, in whatever version and dialect it was written.

What the register has no field for is kept under `extra` by the property's name. Our own cards carry a few properties of
their own (X-CHANCERY-...) beside the standard ones, so that they come back without loss; where somebody changed
the standard one since, it wins.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from app.core.enums import ContactKind
from app.core.i18n import N_
from app.core.text import clean, clean_line
from app.exchange import limits
from app.exchange.card_lines import Card, Property, components, unescape
from app.exchange.records import (
    OrganisationRecord,
    PersonRecord,
    Place,
    RefusedRow,
    Way,
    WrittenName,
    WrittenOrgName,
    WrittenPost,
)
from app.exchange.rows import YES, day_of

OWN = "X-CHANCERY-"
_OF_A_WAY = ("LABEL", "CONSENT", "BASIS", "CONSENT-ON", "VERIFIED-ON", "GATEKEEPER")
_PASSED_OVER = frozenset(
    """
    BEGIN END VERSION N FN ORG TITLE ROLE TEL EMAIL ADR URL NOTE PHOTO LANG X-LANG BDAY REV PRODID KIND LABEL LOGO SOUND
    KEY AGENT X-ABADR X-ABLABEL X-PHONETIC-FIRST-NAME X-PHONETIC-LAST-NAME X-PHONETIC-MIDDLE-NAME SORT-STRING
    X-DEPARTMENT X-PHONETIC-ORG X-ABSHOWAS X-ADDRESSBOOKSERVER-KIND PROFILE NAME SOURCE MAILER TZ GEO CLASS
    X-ABUID X-MOZILLA-HTML X-MOZILLA-CPT X-EVOLUTION-FILE-AS X-EVOLUTION-WEBDAV-HREF X-RADICALE-NAME
    """.split()  # noqa: SIM905 - names of properties read best as a list of words
)
_APPLE_LABEL = re.compile(r"_\$!<(.{0,60}?)>!\$_")
_EAST_ASIAN = re.compile("[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_DATA_URI = re.compile(r"data:[\w/+.;=-]{0,100}?;base64\\?,", re.IGNORECASE)
_EXTENSION = re.compile(r";ext=", re.IGNORECASE)

Remark = tuple[str, Mapping[str, Any]]


class CardReader:
    """One card on its way to a record; `remarks` grow as it is read."""

    def __init__(self, card: Card) -> None:
        self.card = card
        self.remarks: list[Remark] = []
        version = card.first("VERSION")
        self.old = version is None or version.text().strip().startswith("2")
        self.place = Place(card.line)
        self.remarks += [
            (N_("Line {line} of the card could not be read and was left out."), {"line": line}) for line in card.unread
        ]

    def refusal(self) -> RefusedRow | None:
        """Why the card cannot be taken, or None."""
        cells = (self._one("FN"), self._one("ORG"))
        if not self.card.closed:
            return RefusedRow(self.place, N_("The card is cut off: it has no END:VCARD line."), {}, cells)
        long = next((one for one in self.card.properties if self._too_long(one)), None)
        if long is not None:
            return RefusedRow(
                Place(long.line, long.name),
                N_("This cell has {count} characters; at most {limit} can be read."),
                {"count": len(long.value), "limit": limits.CELL_CHARACTERS},
                cells,
            )
        if any(one.value.strip(b" ;") for one in self.card.properties if one.name not in ("VERSION", "REV", "UID")):
            return None
        return RefusedRow(self.place, N_("The card is empty."), {}, cells)

    def _too_long(self, one: Property) -> bool:
        binary = one.name in ("PHOTO", "LOGO", "SOUND", "KEY") or one.encoding == "BASE64"
        return not binary and len(one.value) > limits.CELL_CHARACTERS and len(one.text()) > limits.CELL_CHARACTERS

    def is_organisation(self) -> bool:
        """Whether the card says so (KIND:org); a card of a firm without a person's name need not."""
        return self._one("KIND").lower() in ("org", "organization") or (
            self._one("X-ADDRESSBOOKSERVER-KIND").lower() == "org"
        )

    # ---- values ------------------------------------------------------------------------------------------------

    def _plain(self, text: str) -> str:
        return clean(unescape(text, breaks=not self.old))

    def _one(self, name: str) -> str:
        found = self.card.first(name)
        return clean_line(self._plain(found.text())) if found else ""

    def _structured(self, found: Property | None) -> list[str]:
        if found is None:
            return []
        return [self._list(part) for part in components(found.text())]

    def _list(self, part: str) -> str:
        """A component that is a list itself ("Jr.,M.D."); in 2.1 a comma is a comma."""
        pieces = [part] if self.old else components(part, ",")
        return ", ".join(piece for piece in (clean(self._plain(piece)).strip() for piece in pieces) if piece)

    def _raw_structured(self, found: Property) -> list[str]:
        """Components of one of our own properties, letter by letter."""
        return [clean(unescape(part)) for part in components(found.text())]

    # ---- the person --------------------------------------------------------------------------------------------

    def person(self) -> PersonRecord:
        """The card as a person."""
        organisation, department = self._organisation()
        held = self.card.first(f"{OWN}HELD")
        held_from, held_to = ([*self._raw_structured(held), ""] if held else ["", ""])[:2]
        level, article, since = _rank(self.card.first(f"{OWN}RANK"))
        return PersonRecord(
            place=self.place,
            names=self._names(),
            title=self._titles(),
            organisation=organisation,
            department=department,
            ways=self._ways(),
            honorific=self._one(f"{OWN}HONORIFIC"),
            country=self._one(f"{OWN}COUNTRY"),
            side=self._one(f"{OWN}SIDE"),
            held_from=day_of(held_from),
            held_to=day_of(held_to),
            level=level,
            precedence_article=article,
            precedence_date=since,
            more_posts=tuple(self._post(found) for found in self.card.all(f"{OWN}POST")),
            languages=self._languages(),
            notes=self._notes(),
            photo=self._photo(),
            code=self._one(f"{OWN}CODE"),
            address_forms={
                one.parameters.get("X-LANG", ""): clean_line(self._plain(one.text()))
                for one in self.card.all(f"{OWN}ADDRESS")
            },
            owner=self._one(f"{OWN}OWNER"),
            cadence_days=_number(self._one(f"{OWN}CADENCE")) or 0,
            is_interpreter=self._one(f"{OWN}INTERPRETER") == YES,
            do_not_contact=self._one(f"{OWN}DO-NOT-CONTACT") == YES,
            sources=self._sources(),
            extra=self._extra(),
            cells=tuple(cell for cell in (self._one("FN"), organisation) if cell),
        )

    def _names(self) -> tuple[WrittenName, ...]:
        own = tuple(self._own_name(found) for found in self.card.all(f"{OWN}NAME"))
        standard = self._standard_names()
        if self._one(f"{OWN}UNNAMED") and self._one(f"{OWN}UNNAMED") == self._one("FN"):
            return own
        if own and (not standard or self._one("FN") in {clean_line(name.full or spelled(name)) for name in own}):
            return own
        return standard + own[1:]

    def _own_name(self, found: Property) -> WrittenName:
        full, family, given, middle, prefix, suffix, reading = (self._raw_structured(found) + [""] * 7)[:7]
        script, order, lang, passport = (
            found.parameters.get(key, "") for key in ("X-SCRIPT", "X-ORDER", "X-LANG", "X-PASSPORT")
        )
        return WrittenName(full, family, given, middle, prefix, suffix, reading, script, order, lang, passport)

    def _post(self, found: Property) -> WrittenPost:
        """A further post of ours: organisation, department, from, to, then each title after its language."""
        organisation, department, first, last, *titles = self._raw_structured(found) + [""] * 4
        title = {lang: text for lang, text in zip(titles[::2], titles[1::2], strict=False) if text}
        return WrittenPost(organisation, title, department, day_of(first), day_of(last), *_rank(found))

    def _standard_names(self) -> tuple[WrittenName, ...]:
        """One name for each FN or N; several (4.0, with ALTID and LANGUAGE) are spellings of one person's name."""
        shown = [
            (clean_line(self._plain(one.text())), one.parameters.get("LANGUAGE", "")) for one in self.card.all("FN")
        ]
        fulls = [(text, lang.lower().split("-")[0]) for text, lang in shown if text]
        structured = [(self._structured(one) + [""] * 5)[:5] for one in self.card.all("N")]
        structured = [[clean_line(part) for part in parts] for parts in structured if any(parts)]
        names: list[WrittenName] = []
        firm = self._organisation()[0]
        for number in range(max(len(fulls), len(structured))):
            full, lang = fulls[number] if number < len(fulls) else ("", "")
            parts = structured[number] if number < len(structured) else [""] * 5
            family, given, middle, prefix, suffix = parts
            if not full or full == firm:  # Apple shows a person by the firm when told to
                full = _full(family, given, middle, suffix)
            if full or any(parts):
                reading = self._reading(number)
                names.append(WrittenName(full, family, given, middle, prefix, suffix, reading, lang=lang))
        return tuple(dict.fromkeys(names))

    def _reading(self, number: int) -> str:
        if number:
            return ""
        family, given = self._one("X-PHONETIC-LAST-NAME"), self._one("X-PHONETIC-FIRST-NAME")
        spoken = " ".join(part for part in (family, given) if part) or self._one("SORT-STRING")
        first = self.card.first("N")
        if not spoken:  # the reading on Japanese telephones, half-width kana
            sounds = [one for one in self.card.all("SOUND") if "x-irmc-n" in one.types]
            spoken = clean_line(" ".join(self._structured(sounds[0]))) if sounds else ""
        if not spoken and first:
            spoken = clean_line(", ".join(components(first.parameters.get("SORT-AS", ""), ",")))
        return spoken

    def _organisation(self) -> tuple[str, str]:
        parts = [clean_line(part) for part in self._structured(self.card.first("ORG"))]
        department = ", ".join(part for part in parts[1:] if part) or self._one("X-DEPARTMENT")
        return (parts[0] if parts else ""), department

    def _titles(self) -> dict[str, str]:
        """By language; the language of a title that does not say it is for the mapping to see (key "")."""
        titles: dict[str, str] = {}
        for name in ("TITLE", "ROLE"):
            for found in self.card.all(name):
                lang = found.parameters.get("LANGUAGE", "").lower()
                text = clean_line(self._plain(found.text()))
                if text and not (name == "ROLE" and titles):
                    titles.setdefault(lang.split("-")[0], text)
        return titles

    def _languages(self) -> tuple[str, ...]:
        found = [*self.card.all("LANG"), *self.card.all("X-LANG")]
        spoken = [clean_line(self._plain(one.text())) for one in found]
        return tuple(dict.fromkeys(lang for lang in spoken if lang))

    def _sources(self) -> tuple[str, ...]:
        return tuple(clean_line(self._plain(one.text())) for one in self.card.all(f"{OWN}SOURCE"))

    def _notes(self) -> str:
        return "\n".join(text for text in (self._plain(one.text()) for one in self.card.all("NOTE")) if text)

    # ---- ways to reach ------------------------------------------------------------------------------------------

    def _ways(self) -> tuple[Way, ...]:
        ways: list[Way] = []
        readers: tuple[tuple[str, Callable[[Property], Way | None]], ...] = (
            ("EMAIL", self._mail),
            ("TEL", self._telephone),
            ("ADR", self._address),
            ("URL", self._page),
        )
        for name, reader in readers:
            for found in self.card.all(name):
                way = self._own_way(found) or reader(found)
                if way and way.value:
                    ways.append(way)
        if not self.card.all("ADR"):
            labels = [self._plain(found.text()).strip() for found in self.card.all("LABEL")]
            ways += [Way(ContactKind.POST, text) for text in labels if text]
        order = list(ContactKind)
        kept = dict.fromkeys(ways)
        return tuple(sorted(kept, key=lambda way: order.index(ContactKind(way.kind))))

    def _own_way(self, found: Property) -> Way | None:
        """A way that we wrote ourselves: its kind stands beside it, an address in the place of the street."""
        kind = found.parameters.get("X-KIND", "")
        if kind not in set(ContactKind):
            return None
        value = (self._raw_structured(found) + [""] * 3)[2] if found.name == "ADR" else self._plain(found.text())
        said = {key: clean(found.parameters.get(f"X-{key}", "")) for key in _OF_A_WAY}
        return Way(
            kind,
            value,
            said["LABEL"],
            said["CONSENT"],
            said["BASIS"],
            day_of(said["CONSENT-ON"]),
            day_of(said["VERIFIED-ON"]),
            said["GATEKEEPER"] == YES,
        )

    def _way(self, found: Property, kind: str, value: str, label: str) -> Way:
        return Way(kind, clean_line(value) if kind != ContactKind.POST else value, self._label(found) or label)

    def _label(self, found: Property) -> str:
        if not found.group:
            return ""
        for one in self.card.all("X-ABLABEL"):
            if one.group == found.group:
                text = self._plain(one.text())
                apple = _APPLE_LABEL.fullmatch(text)
                return clean_line(apple[1].lower() if apple else text)
        return ""

    def _mail(self, found: Property) -> Way:
        value = self._plain(found.text()).strip().removeprefix("mailto:")
        return self._way(found, ContactKind.EMAIL, value, "home" if "home" in found.types else "")

    def _telephone(self, found: Property) -> Way:
        value = self._plain(found.text()).strip()
        if value.lower().startswith("tel:"):
            value = _EXTENSION.sub(" ext. ", value[4:], count=1).split(";")[0]
        types = set(found.types)
        label = next((word for word in ("home", "pager", "car", "video", "main") if word in types), "")
        if "fax" in types or any(word.endswith("fax") for word in types):
            return self._way(found, ContactKind.FAX, value, label)
        if types & {"cell", "iphone", "mobile"}:
            return self._way(found, ContactKind.MOBILE, value, "home" if "home" in types else "")
        if "assistant" in types:
            return self._way(found, ContactKind.OFFICE_OF, value, "")
        return self._way(found, ContactKind.OFFICE, value, label)

    def _address(self, found: Property) -> Way | None:
        parts = [part.strip() for part in self._structured(found)]
        box, extended, street, town, region, code, country = (parts + [""] * 7)[:7]
        place = " ".join(part for part in (region, code) if part)
        value = ", ".join(part for part in (box, extended, street, town, place, country) if part)
        if not value and found.parameters.get("LABEL"):
            value = clean(unescape(found.parameters["LABEL"]))
        return self._way(found, ContactKind.POST, value, "home" if "home" in found.types else "")

    def _page(self, found: Property) -> Way:
        return self._way(found, ContactKind.WEB, self._plain(found.text()).strip(), "")

    # ---- picture and rest ---------------------------------------------------------------------------------------

    def _photo(self) -> bytes:
        for found in self.card.all("PHOTO"):
            data = self._picture(found)
            if data is None:
                continue
            if len(data) <= limits.PHOTO_BYTES:
                return data
            self.remarks.append(
                (
                    N_("The photograph of “{name}” has {size} MB; at most {limit} MB are taken. It was left out."),
                    {
                        "name": self._one("FN"),
                        "size": -(-len(data) // 1_000_000),
                        "limit": limits.PHOTO_BYTES // 1_000_000,
                    },
                )
            )
        return b""

    def _picture(self, found: Property) -> bytes | None:
        """The bytes of a picture that lies in the card; None for an address, an empty or an unreadable one."""
        raw = found.value.strip()
        uri = _DATA_URI.match(raw[:200].decode("latin-1"))
        if uri:
            raw = raw[uri.end() :]
        elif found.encoding != "BASE64":
            return None
        try:
            return base64.b64decode(raw, validate=False) or None
        except (binascii.Error, ValueError):
            self.remarks.append((N_("The photograph of “{name}” could not be read."), {"name": self._one("FN")}))
            return None

    def _extra(self) -> dict[str, str]:
        extra: dict[str, str] = {}
        for found in self.card.properties:
            if found.name == f"{OWN}OTHER":
                key, text = [*self._raw_structured(found), "", ""][:2]
            elif found.name in _PASSED_OVER or found.name.startswith(OWN) or found.encoding == "BASE64":
                continue
            else:
                key, text = found.name, self._plain(found.text()).strip(" ;")
            if key and text:
                extra[key] = f"{extra[key]}\n{text}" if key in extra else text
        return extra

    # ---- an organisation ----------------------------------------------------------------------------------------

    def organisation(self) -> OrganisationRecord:
        """The card as an organisation."""
        own = self.card.first(f"{OWN}ORG")
        kind, side, country, parent, website = ((self._raw_structured(own) if own else []) + [""] * 5)[:5]
        identifiers = [[*self._raw_structured(found), "", ""][:2] for found in self.card.all(f"{OWN}ID")]
        return OrganisationRecord(
            place=self.place,
            names=self._organisation_names(),
            kind=kind,
            side=side,
            country=country,
            parent=parent,
            sectors=tuple(self._plain(found.text()) for found in self.card.all(f"{OWN}SECTOR")),
            website=website,
            ways=self._ways(),
            identifiers={key: text for key, text in identifiers if key},
            notes=self._notes(),
            code=self._one(f"{OWN}CODE"),
            owner=self._one(f"{OWN}OWNER"),
            cadence_days=_number(self._one(f"{OWN}CADENCE")) or 0,
            is_group=self._one(f"{OWN}GROUP") == YES,
            sources=self._sources(),
            extra=self._extra(),
            cells=(self._one("FN"),),
        )

    def _organisation_names(self) -> tuple[WrittenOrgName, ...]:
        own = tuple(
            WrittenOrgName(
                self._plain(found.text()),
                found.parameters.get("X-KIND", "legal"),
                found.parameters.get("X-LANG", ""),
                tuple(use for use in found.parameters.get("X-USED-FOR", "").split(",") if use),
            )
            for found in self.card.all(f"{OWN}NAME")
        )
        full = self._one("FN") or self._organisation()[0]
        if own and (not full or full == self._one(f"{OWN}UNNAMED") or full in {clean_line(name.text) for name in own}):
            return own
        if not own and full == self._one(f"{OWN}UNNAMED"):
            return ()
        return ((WrittenOrgName(full),) if full else ()) + own[1:]


def _number(text: str) -> int | None:
    """A number of ours; None for anything else somebody put there."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _rank(found: Property | None) -> tuple[str, int | None, date | None]:
    """The level and the precedence that stand beside a post of ours."""
    said = found.parameters if found else {}
    return said.get("X-LEVEL", ""), _number(said.get("X-ARTICLE", "")), day_of(said.get("X-DATE", ""))


def _full(family: str, given: str, middle: str, suffix: str) -> str:
    """A name put together from its parts when the card has no FN, as the card's program would show it."""
    if _EAST_ASIAN.match(family):
        return " ".join(part for part in (family, given, middle, suffix) if part)
    return " ".join(part for part in (given, middle, family, suffix) if part)


def spelled(name: WrittenName) -> str:
    """A name's parts in one line."""
    return _full(name.family, name.given, name.middle, name.suffix)
