"""A real PDF on the screen and on a printer."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from app.core.errors import ToolFault
from ui.kit.preview import PdfPreview, print_pdf, print_to


@pytest.fixture(scope="module")
def document() -> bytes:
    """Three pages of A4: red, green and blue."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for colour in ((1, 0, 0), (0, 1, 0), (0, 0, 1)):
        canvas.setFillColorRGB(*colour)
        canvas.rect(0, 0, *A4, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def made(qtbot: QtBot, document: bytes) -> PdfPreview:
    preview = PdfPreview("minutes")
    qtbot.addWidget(preview)
    preview.resize(500, 600)
    preview.show()
    qtbot.waitExposed(preview)
    preview.show_pdf(document)
    return preview


def middle(preview: PdfPreview) -> str:
    image = preview.pages.viewport().grab().toImage()
    return image.pixelColor(image.width() // 2, image.height() // 2).name()


def test_pages_are_drawn_where_they_are(made: PdfPreview) -> None:
    assert made.page_count() == 3
    assert made.where.text() == "Page 1 of 3"
    assert middle(made) == "#ff0000"
    made.go_to(3)
    assert made.where.text() == "Page 3 of 3"
    assert middle(made) == "#0000ff"


def test_the_keyboard_goes_through_the_pages(made: PdfPreview, qtbot: QtBot) -> None:
    for _ in range(2):
        qtbot.keyClick(made.pages, Qt.Key.Key_PageDown)
    assert made.page() == 2
    assert middle(made) == "#00ff00"
    qtbot.keyClick(made.pages, Qt.Key.Key_End)
    assert made.page() == 3
    qtbot.keyClick(made.pages, Qt.Key.Key_Home)
    assert made.page() == 1


def test_zoom_keeps_the_page(made: PdfPreview) -> None:
    made.go_to(2)
    narrow = made.pages.scale()
    made.actual_size()
    assert made.pages.scale() == pytest.approx(made.logicalDpiX() / 72)
    assert made.page() == 2
    made.zoom_in()
    assert made.pages.scale() == pytest.approx(1.2 * made.logicalDpiX() / 72)
    made.fit_width()
    assert made.pages.scale() == pytest.approx(narrow)
    assert made.page() == 2


def test_what_is_no_pdf_is_said_and_changes_nothing(made: PdfPreview) -> None:
    with pytest.raises(ToolFault, match="cannot be shown"):
        made.show_pdf(b"no pdf at all")
    assert made.page_count() == 3
    made.show_pdf(None)
    assert made.page_count() == 0
    assert made.where.text() == ""


def test_printing_draws_every_page_in_its_size(document: bytes, tmp_path: Path, qtbot: QtBot) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF())
    )
    print_to(document, printer)
    pages = pypdf.PdfReader(tmp_path / "out.pdf").pages
    assert len(pages) == 3
    assert [round(float(side)) for side in (pages[0].mediabox.width, pages[0].mediabox.height)] == [595, 842]
    preview = PdfPreview("again")
    qtbot.addWidget(preview)
    preview.resize(500, 600)
    preview.show_pdf((tmp_path / "out.pdf").read_bytes())
    image: QImage = preview.pages.document.image(1, 1.0)  # type: ignore[union-attr]
    for x, y in ((3, 3), (297, 420), (590, 838)):
        assert image.pixelColor(x, y).green() > 200, (x, y)
        assert image.pixelColor(x, y).red() < 60, (x, y)


def test_no_printer_is_said_plainly(document: bytes, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    with pytest.raises(ToolFault, match="No printer is set up"):
        print_pdf(document)
