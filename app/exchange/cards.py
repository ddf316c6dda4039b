"""People and organisations from vCard files, version 2.1, 3.0 and 4.0, of every telephone and mail program."""

from __future__ import annotations

from app.core.errors import Refused
from app.core.i18n import N_
from app.exchange import limits
from app.exchange.card_lines import split
from app.exchange.card_reader import CardReader, Remark
from app.exchange.collecting import no_collection
from app.exchange.records import OrganisationRecord, PersonRecord, RefusedRow, Source


def read(name: str, data: bytes, *, encoding: str = "") -> Source:
    """Every card of a file; a card without anybody in it, or cut off, is refused by itself.

    Raises Refused when there is no whole card at all.
    """
    people: list[PersonRecord] = []
    organisations: list[OrganisationRecord] = []
    refused: list[RefusedRow] = []
    remarks: list[Remark] = []
    with no_collection():
        cards, encoding = split(data, encoding)
        if len(cards) > limits.CARDS:
            raise Refused(
                N_("“{name}” holds more than {limit} cards. Divide it into several files."),
                name=name,
                limit=limits.CARDS,
            )
        for card in cards:
            reader = CardReader(card)
            bad = reader.refusal()
            if bad:
                refused.append(bad)
            elif reader.is_organisation():
                organisations.append(reader.organisation())
            else:
                people.append(reader.person())
            remarks += reader.remarks
    if not cards:
        raise Refused(N_("“{name}” holds no address card."), name=name)
    return Source(
        name,
        "vcard",
        encoding=encoding,
        people=tuple(people),
        organisations=tuple(organisations),
        refused=tuple(refused),
        remarks=tuple(remarks),
    )
