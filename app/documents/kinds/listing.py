"""Any list as paper: people, organisations or meetings as they stood at a moment, for those who want no spreadsheet."""

from __future__ import annotations

from dataclasses import replace

from app.core.enums import MeetingRule
from app.core.i18n import N_
from app.documents.content import Align, Block, Cell, Column, Content, Paragraph, Role, Row, Spacer, Table, Title
from app.documents.data import ListData, Options
from app.documents.kinds.blocks import finish, furniture, letterhead, notices
from app.documents.wording import Writer

NAME = N_("List")
UPRIGHT = 5
"""Columns that a sheet bears upright; with more it lies on its side."""


def build(data: ListData, lang: str, options: Options) -> Content:
    """The list as neutral content in `lang`. Raises ValueError for a row that has not one text a column."""
    writer = Writer(lang, data.mission, options)
    title = writer.text(data.title) or writer.say(NAME)
    as_of = writer.say(N_("As of {moment}"), moment=writer.moment(data.as_of, data.time_zone))
    count = writer.catalogue.plural("{n} entry", "{n} entries", len(data.rows))
    columns = (
        Column(writer.say(N_("No.")), width=11, align=Align.RIGHT),
        *(
            Column(writer.text(one.title), share=one.share, align=Align.RIGHT if one.numeric else Align.LEFT)
            for one in data.columns
        ),
    )
    rows = []
    for number, row in enumerate(data.rows, start=1):
        texts = [Cell(writer.text(text)) for _, text in zip(data.columns, row, strict=True)]
        rows.append(Row((Cell(str(number)), *texts)))
    blocks: list[Block] = [
        letterhead(data.mission, writer),
        Title(title, (as_of,)),
        *notices(data.mission, MeetingRule.NONE, writer),
        Spacer(4),
        Table(columns, tuple(rows)),
        Paragraph(writer.joined(count, writer.text(data.note)), Role.NOTE),
    ]
    page = furniture(data.control, writer, draftable=False, internal=options.internal)
    content = finish(title, data.control, writer, page, blocks)
    return replace(content, paper=f"{content.paper} landscape") if len(data.columns) > UPRIGHT else content
