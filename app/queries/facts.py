"""Facts about one record as its sources give them: where they disagree, all versions stand side by side until an
officer picks one (domain.md 1)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from app.core.formats import date_plain
from app.core.text import fold
from app.db.unit_of_work import Store
from app.queries.topics import ClaimInfo, claims_of

_BETWEEN = " / "


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of a record and what each source says of it, in the order it was noted."""

    about: str
    claims: tuple[ClaimInfo, ...]

    @property
    def disputed(self) -> bool:
        """Whether the sources disagree."""
        return len({fold(claim.value).strip() for claim in self.claims}) > 1

    @property
    def chosen(self) -> ClaimInfo | None:
        """The version an officer relies on, None while nobody chose."""
        return next((claim for claim in self.claims if claim.chosen), None)

    def text(self) -> str:
        """All versions on one line: "2 July [S3] / 3 July [S5, 4 July 2025]"."""
        return _BETWEEN.join(_version(claim) for claim in self.claims)


def _version(claim: ClaimInfo) -> str:
    note = ", ".join(
        part for part in (claim.source_code or claim.source, claim.as_of and date_plain(claim.as_of)) if part
    )
    return f"{claim.value} [{note}]" if note else claim.value


class FactQueries:
    """Reads facts of any record, for pages whose own query has none."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, kind: str, id: str) -> tuple[Fact, ...]:
        """What is claimed of a "meeting", a "visit", a "person"..., field by field."""
        with self._store.read() as session:
            return facts_of(session, kind, id)


def facts_of(session: Session, kind: str, id: str) -> tuple[Fact, ...]:
    """What is claimed of a "person", an "organisation" or a "meeting", field by field."""
    claims = claims_of(session, kind, id)
    return tuple(Fact(about, tuple(same)) for about, same in groupby(claims, key=_about))


def _about(claim: ClaimInfo) -> str:
    return claim.about
