"""What imports and merges leave behind: how the columns of a known source were mapped, and deeds to be found again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.enums import DeedKind
from app.domain.base import Base, Edited, InstantType, Line, Trail, enum_type


class ImportMapping(Edited, Base):
    """The columns of a source as somebody mapped them last. `signature` is the digest of its folded header row, so that
    the next file of the same source is understood at once; `columns` maps a header to a field."""

    __tablename__ = "import_mapping"
    __table_args__ = (Index("ux_import_mapping_kind_signature", "kind", "signature", unique=True),)
    trail = Trail("import_mapping")

    kind: Mapped[str] = mapped_column(String(40))
    signature: Mapped[str] = mapped_column(String(64))
    source_name: Mapped[Line]
    columns: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class Deed(Base):
    """An import or a merge under a name: `batch` is the unit of work in the audit trail that `undo` takes back."""

    __tablename__ = "deed"

    batch: Mapped[str] = mapped_column(String(36), primary_key=True)
    kind: Mapped[DeedKind] = mapped_column(enum_type(DeedKind))
    title: Mapped[Line]
    at: Mapped[datetime] = mapped_column(InstantType)
    actor: Mapped[str] = mapped_column(String(200), default="")
