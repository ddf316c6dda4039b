"""The search index's rows: what each record is found by, folded for search and as written for showing."""

from __future__ import annotations

from sqlalchemy import Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.base import Base


class SearchEntry(Base):
    """One record in the index. `name_tokens` and `body_tokens` (core.text.index_text) feed the FTS5 table
    `search_fts` by triggers; `name` and `body` are the original text, for snippets."""

    __tablename__ = "search_entry"
    __table_args__ = (Index("ux_search_entry_kind_entity_id", "kind", "entity_id", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    kind: Mapped[str] = mapped_column(String(40))
    entity_id: Mapped[str] = mapped_column(String(36))
    name: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    name_tokens: Mapped[str] = mapped_column(Text)
    body_tokens: Mapped[str] = mapped_column(Text)
