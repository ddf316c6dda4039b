"""domain.md 8, check 9: an A4 page with more than 20 rows, read back from the PDF that the program made."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.core.enums import ReviewState
from app.services.papers import PaperOrder
from tests.journeys.conftest import Open
from tests.journeys.test_record import NoteTaker
from ui.minutes import record_actions

A4 = (595, 842)
MARK = "IN CONFIDENCE"
APPROVERS = ("YAMADA Haruo", "ONO Keiichi")
ROWS = 46
"""Actions: more than two pages hold."""


class Page:
    """The words of one page with their places: points from the lower edge."""

    def __init__(self, reader: PdfReader, no: int) -> None:
        self.size = tuple(round(float(side)) for side in reader.pages[no].mediabox[2:])
        pieces: list[tuple[float, float, str]] = []

        def take(text: str, _cm: list[float], tm: list[float], _font: object, _size: float) -> None:
            if text.strip():
                pieces.append((round(tm[5], 1), tm[4], text.strip()))

        reader.pages[no].extract_text(visitor_text=take)
        self.lines = [
            (height, " ".join(text for y, _, text in sorted(pieces, key=lambda one: one[1]) if y == height))
            for height in sorted({y for y, _, _ in pieces}, reverse=True)
        ]

    def heights(self, words: str) -> list[float]:
        return [height for height, text in self.lines if words in text]


@pytest.fixture
def taker(open_program: Open) -> NoteTaker:
    return NoteTaker(open_program())


def test_a_page_of_many_rows_is_set_as_a_registry_expects(taker: NoteTaker, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = taker.open_record("mt1")
    taker.press(Qt.Key.Key_Return)
    taker.see(QWidget, "minutes.editor").setFocus()
    text = "row {no:02d} begins here and goes on until it needs a second line of its cell, which ends as end{no:02d}"
    taker.lines(*(f"a us: @Embassy of Japan in India {text.format(no=no)} >31 July" for no in range(ROWS)))
    minutes, record = taker.desk.services.minutes, taker.record(meeting)
    head = minutes.head(record.id)
    minutes.set_head(record.id, replace(head, marking=MARK), head)
    minutes.ask(record.id, APPROVERS)
    minutes.circulate(record.id)
    for review in taker.record(meeting).reviews:
        minutes.answer(review.id, ReviewState.APPROVED)
    taker.settle()
    asked: list[str] = []

    def take_what_stands(*_args: object, initial: str) -> str:
        asked.append(initial)
        return initial

    monkeypatch.setattr(record_actions, "ask_text", take_what_stands)
    taker.window.actions_registry.trigger("record.approve")
    taker.settle()
    assert asked == ["; ".join(APPROVERS)], "Enter names those who approved"
    record = taker.record(meeting)
    pdf = taker.desk.services.papers.produce(PaperOrder("minutes", meeting)).content
    reader = PdfReader(BytesIO(pdf))
    pages = [Page(reader, no) for no in range(len(reader.pages))]
    assert len(pages) > 3
    reference = record.reference
    assert reference
    table = [page for page in pages if page.heights("Action by")]
    assert len(table) >= 2, "the table goes over pages"
    for no, page in enumerate(pages, 1):
        assert page.size == A4
        marks = page.heights(MARK)
        assert len(marks) >= 2, f"page {no} is marked twice"
        assert marks[0] > A4[1] - 70
        assert marks[-1] < 70
        assert any(height < 70 for height in page.heights(f"{no} of {len(pages)}")), f"page {no} says its number"
        assert any(height < 70 for height in page.heights(reference)), f"page {no} bears the reference"
    seen = []
    for page in table:
        head_at = max(page.heights("Action by"))
        below = [text for height, text in page.lines if height < head_at]
        begun = [no for no in range(ROWS) if any(f"row {no:02d}" in text for text in below)]
        assert begun, "the head stands over rows"
        assert begun == [no for no in range(ROWS) if any(f"end{no:02d}" in text for text in below)], "no row is split"
        seen += begun
    assert seen == list(range(ROWS)), "every row stands once, in order"
    for page in table[1:]:
        assert max(page.heights("Action by")) > A4[1] - 130, "the head of the table is repeated at the top"
    closing = " ".join(text for _, text in pages[-1].lines + pages[-2].lines)
    for wanted in ("Approved by", *APPROVERS, "7 July 2025"):
        assert wanted in closing, wanted
