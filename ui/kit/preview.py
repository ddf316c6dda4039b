"""Shows and prints the pages of a PDF. Pages are drawn when they come into sight."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QAbstractScrollArea, QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import ToolFault
from app.core.i18n import N_, tr
from ui.kit.text import Button, IconButton, Label
from ui.theme import theme

_GAP = 16
_KEPT_IMAGES = 12
_FIT_AT_MOST = 1.4
"""Share of the true size that "fit width" stops at: on a very wide screen a page is not blown up."""
_POINTS_PER_INCH = 72


class _Pages:
    """A PDF held open. Sizes are in points; images in device pixels."""

    def __init__(self, data: bytes) -> None:
        # Loaded here and not above: the library is 9 MB, and most windows never show a PDF.
        import pypdfium2

        try:
            self._document: Any = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise ToolFault(N_("This document cannot be shown: it is not a readable PDF.")) from error
        self.sizes: list[tuple[float, float]] = [
            self._document.get_page_size(number) for number in range(len(self._document))
        ]

    def image(self, number: int, scale: float) -> QImage:
        """Page `number` from 0 at `scale` pixels a point."""
        page = self._document[number]
        bitmap = page.render(scale=scale, rev_byteorder=False, prefer_bgrx=True)
        drawn = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
        copy = drawn.copy()  # the buffer goes with the bitmap
        bitmap.close()
        page.close()
        return copy

    def close(self) -> None:
        self._document.close()


class _Scroll(QAbstractScrollArea):
    """Pages under each other."""

    page_changed = Signal(int)
    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.document: _Pages | None = None
        self.fit = True
        self.zoom = 1.0
        self._images: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self._page = 0
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_pages(self, pages: _Pages | None, *, stay: bool = False) -> None:
        """`stay` keeps the place on the page: the same document, made anew while it is looked at."""
        at = self.verticalScrollBar().value() if stay and pages is not None else 0
        if self.document is not None:
            self.document.close()
        self.document = pages
        self._images.clear()
        self._page = 0
        self._measure()
        self.verticalScrollBar().setValue(at)
        self._scrolled(self.verticalScrollBar().value())
        self.page_changed.emit(self._page)

    def page(self) -> int:
        return self._page

    def go_to(self, page: int) -> None:
        if self.document is not None and 0 <= page < len(self.document.sizes):
            self.verticalScrollBar().setValue(self._tops()[page] - theme.px(_GAP) if page else 0)

    def set_zoom(self, zoom: float | None) -> None:
        """None fits the width; else a share of the true size, 0.25 to 4."""
        page = self._page
        self.fit = zoom is None
        if zoom is not None:
            self.zoom = max(0.25, min(4.0, zoom))
        self._images.clear()
        self._measure()
        self.go_to(page)
        self.viewport().update()
        self.zoomed.emit()

    def scale(self) -> float:
        """Logical pixels a point."""
        if self.document is None or not self.document.sizes:
            return 1.0
        if not self.fit:
            return self.zoom * self.logicalDpiX() / _POINTS_PER_INCH
        widest = max(width for width, _ in self.document.sizes)
        wide = (self.viewport().width() - 2 * theme.px(_GAP)) / widest
        return max(0.1, min(wide, _FIT_AT_MOST * theme.zoom() * self.logicalDpiX() / _POINTS_PER_INCH))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, step = self.verticalScrollBar(), theme.px(48)
        moves = {
            Qt.Key.Key_PageDown: bar.value() + self.viewport().height() - step,
            Qt.Key.Key_Space: bar.value() + self.viewport().height() - step,
            Qt.Key.Key_PageUp: bar.value() - self.viewport().height() + step,
            Qt.Key.Key_Down: bar.value() + step,
            Qt.Key.Key_Up: bar.value() - step,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: bar.maximum(),
        }
        key = Qt.Key(event.key())
        if key in moves and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            bar.setValue(moves[key])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            now = self.scale() * _POINTS_PER_INCH / self.logicalDpiX()
            self.set_zoom(now * (1.1 if event.angleDelta().y() > 0 else 1 / 1.1))
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.fit:
            self._images.clear()
        self._measure()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme.tokens().bg))
        if self.document is not None:
            for number, rect in enumerate(self._rects()):
                if rect.intersects(event.rect()):
                    painter.drawImage(rect, self._image(number))
                    painter.setPen(QColor(theme.tokens().line))
                    painter.drawRect(rect.adjusted(-1, -1, 0, 0))
        if self.hasFocus():
            painter.setPen(QColor(theme.tokens().accent))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -2, -2))
        painter.end()

    def _image(self, number: int) -> QImage:
        if self.document is None:
            return QImage()
        ratio = self.devicePixelRatioF()
        key = (number, self.scale() * ratio)
        if key not in self._images:
            self._images[key] = self.document.image(number, key[1])
            if len(self._images) > _KEPT_IMAGES:
                self._images.popitem(last=False)
        self._images.move_to_end(key)
        return self._images[key]

    def _sizes(self) -> list[QSize]:
        scale = self.scale()
        return [QSize(round(w * scale), round(h * scale)) for w, h in self.document.sizes] if self.document else []

    def _tops(self) -> list[int]:
        tops, y = [], theme.px(_GAP)
        for size in self._sizes():
            tops.append(y)
            y += size.height() + theme.px(_GAP)
        return tops

    def _rects(self) -> list[QRect]:
        dx, dy = self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        room = self.viewport().width()
        return [
            QRect(max(theme.px(_GAP), (room - size.width()) // 2) - dx, top - dy, size.width(), size.height())
            for top, size in zip(self._tops(), self._sizes(), strict=True)
        ]

    def _measure(self) -> None:
        sizes, gap = self._sizes(), theme.px(_GAP)
        height = sum(size.height() + gap for size in sizes) + gap
        width = max((size.width() for size in sizes), default=0) + 2 * gap
        self.verticalScrollBar().setRange(0, max(0, height - self.viewport().height()))
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self.verticalScrollBar().setSingleStep(theme.px(48))
        self.horizontalScrollBar().setRange(0, max(0, width - self.viewport().width()))
        self.horizontalScrollBar().setPageStep(self.viewport().width())

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        middle = value + self.viewport().height() // 2
        page = max(0, sum(top <= middle for top in self._tops()) - 1)
        self.viewport().update()
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)


class PdfPreview(QWidget):
    """Pages, "page x of y", zoom. PageUp and PageDown scroll, Ctrl+wheel zooms."""

    def __init__(self, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"{prefix}.preview")
        self.pages = _Scroll()
        self.pages.setObjectName(f"{prefix}.pages")
        self.where = Label("", "secondary")
        self.where.setObjectName(f"{prefix}.page")
        self._fit = Button(N_("Fit width"), "link", name=f"{prefix}.fit-width")
        self._true = Button(N_("Actual size"), "link", name=f"{prefix}.actual-size")
        self._in = IconButton("zoom-in", N_("Larger"), f"{prefix}.zoom-in")
        self._out = IconButton("zoom-out", N_("Smaller"), f"{prefix}.zoom-out")
        self._fit.clicked.connect(self.fit_width)
        self._true.clicked.connect(self.actual_size)
        self._in.clicked.connect(self.zoom_in)
        self._out.clicked.connect(self.zoom_out)
        self.pages.page_changed.connect(self._say)
        bar = QHBoxLayout()
        bar.setContentsMargins(theme.px(12), theme.px(4), theme.px(12), theme.px(4))
        bar.addWidget(self.where)
        bar.addStretch(1)
        for widget in (self._out, self._in, self._fit, self._true):
            bar.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.pages, 1)
        self.setFocusProxy(self.pages)
        self._say()

    def show_pdf(self, data: bytes | None, *, stay: bool = False) -> None:
        """Show a document, None for none; `stay` keeps the place for the same one made anew. ToolFault when `data` is
        no PDF (what was shown stays)."""
        self.pages.show_pages(_Pages(data) if data is not None else None, stay=stay)
        self._say()

    def page_count(self) -> int:
        """How many pages are shown."""
        return len(self.pages.document.sizes) if self.pages.document is not None else 0

    def page(self) -> int:
        """Number of the page in the middle of the view, from 1."""
        return self.pages.page() + 1

    def go_to(self, page: int) -> None:
        """Scroll to page `page`, from 1; a number outside does nothing."""
        self.pages.go_to(page - 1)

    @Slot()
    def fit_width(self) -> None:
        """As wide as the view."""
        self.pages.set_zoom(None)

    @Slot()
    def actual_size(self) -> None:
        """As large as on paper."""
        self.pages.set_zoom(1.0)

    @Slot()
    def zoom_in(self) -> None:
        """A fifth larger."""
        self.pages.set_zoom(self._zoom() * 1.2)

    @Slot()
    def zoom_out(self) -> None:
        """A fifth smaller."""
        self.pages.set_zoom(self._zoom() / 1.2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _zoom(self) -> float:
        return self.pages.scale() * _POINTS_PER_INCH / self.pages.logicalDpiX()

    @Slot()
    def _say(self) -> None:
        self.pages.setAccessibleName(tr(N_("Document pages")))
        if self.page_count():
            self.where.set_message(N_("Page {page} of {count}"), page=self.page(), count=self.page_count())
        else:
            self.where.set_data("")


def print_pdf(data: bytes, parent: QWidget | None = None) -> bool:
    """Ask for a printer and print all pages, or those the user chose; False when he thought better of it.

    ToolFault, in a plain sentence, when there is no printer or it takes no job.
    """
    pages = _Pages(data)
    try:
        printer = ask_printer(len(pages.sizes), parent)
        if printer is not None:
            _draw(pages, printer)
    finally:
        pages.close()
    return printer is not None


def ask_printer(page_count: int, parent: QWidget | None = None) -> QPrinter | None:
    """Ask where to print, None when he thought better of it; what is printed may be made afterwards, copy by copy.

    ToolFault, in a plain sentence, when there is no printer.
    """
    if not QPrinterInfo.availablePrinterNames():
        raise ToolFault(N_("No printer is set up on this computer. Save the document as a PDF and print it elsewhere."))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, max(1, page_count))
    return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


def print_to(data: bytes, printer: QPrinter) -> None:
    """Print without asking, on the printer (or into the file) that `printer` is set to; ToolFault if it fails."""
    pages = _Pages(data)
    try:
        _draw(pages, printer)
    finally:
        pages.close()


def _draw(pages: _Pages, printer: QPrinter) -> None:
    first, last = printer.fromPage() or 1, printer.toPage() or len(pages.sizes)
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise ToolFault(N_("The printer does not answer. Nothing was printed."))
    # More than 300 dots an inch is not seen on paper, and makes a job of hundreds of megabytes.
    scale = min(300, printer.resolution()) / _POINTS_PER_INCH
    for number in range(first - 1, min(last, len(pages.sizes))):
        if number > first - 1:
            printer.newPage()
        image = pages.image(number, scale)
        sheet = printer.pageLayout().fullRectPixels(printer.resolution())
        size = QSize(*(round(points * printer.resolution() / _POINTS_PER_INCH) for points in pages.sizes[number]))
        if size.width() > sheet.width() + 8 or size.height() > sheet.height() + 8:
            size.scale(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRect(QPoint(0, 0), size), image)
    painter.end()
