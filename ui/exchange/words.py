"""What the page says of formats, verdicts, fields and counts."""

from __future__ import annotations

from app.core.formats import number
from app.core.i18n import N_, ntr, tr
from app.services.importing import FIELDS, Counts, Imported, ImportKind, PlannedRow, Reading, Verdict

VERDICTS: dict[Verdict, tuple[str, str]] = {
    Verdict.NEW: (N_("New"), "green"),
    Verdict.SAME: (N_("In the register"), "accent"),
    Verdict.UNSURE: (N_("Unsure"), "amber"),
    Verdict.REFUSED: (N_("Refused"), "red"),
    Verdict.LEFT_OUT: (N_("Left out"), "neutral"),
}
"""Verdict -> (msgid, tone of its chip)."""

FORMATS = {
    "csv": N_("CSV"),
    "xlsx": N_("Excel workbook"),
    "xls": N_("Excel workbook (97-2003)"),
    "xlsb": N_("Excel workbook (binary)"),
    "ods": N_("OpenDocument spreadsheet"),
    "vcard": N_("vCard"),
    "pasted": N_("Pasted"),
    "mail": N_("Mail"),
    "json": N_("JSON"),
}
_DELIMITERS = {
    ",": N_("divided by commas"),
    ";": N_("divided by semicolons"),
    "\t": N_("divided by tabs"),
    "|": N_("divided by bars"),
}


def read_as(reading: Reading) -> list[str]:
    """How the file was understood, as facts for one line."""
    source = reading.source
    facts = [tr(FORMATS[source.format]) if source.format in FORMATS else source.format.upper(), source.encoding.upper()]
    if source.delimiter in _DELIMITERS:
        facts.append(tr(_DELIMITERS[source.delimiter]))
    if reading.table >= 0:
        header = source.tables[reading.table].header_row
        facts.append(tr("header in row {row}", row=header) if header else tr("without a header row"))
        facts.append(ntr("{n} row", "{n} rows", reading.count, n=number(reading.count)))
    else:
        facts.append(ntr("{n} card", "{n} cards", reading.count, n=number(reading.count)))
    return [fact for fact in facts if fact]


def field_words(kind: ImportKind, key: str) -> str:
    """What a field is called: "Title", "Title 2"; "Left out" for none."""
    if not key:
        return tr("Left out")
    name, _, rest = key.partition(":")
    plain, _, count = name.partition(" ")
    label = next((field.label for field in FIELDS[kind] if field.key == plain), "")
    said = tr(label) if label else key
    if rest:
        return tr("{field}: {register}", field=said, register=rest)
    return tr("{field} {count}", field=said, count=count) if count else said


def verdict_word(row: PlannedRow) -> str:
    """The verdict in a word; a row that is an earlier one of its file is not in the register yet."""
    if row.verdict is Verdict.SAME and row.chosen is not None and row.chosen.row >= 0:
        return tr("Same as above")
    return tr(VERDICTS[row.verdict][0])


def verdict_said(row: PlannedRow) -> str:
    """Why a row is what it is: the record it is, the candidates it may be, the reason it cannot be taken."""
    if row.refused is not None:
        where = row.refused.place.column
        reason = tr(row.refused.reason, **row.refused.params)
        return tr("{column}: {reason}", column=where, reason=reason) if where else reason
    if row.verdict is Verdict.SAME and row.chosen is not None:
        adds = ntr("adds {n} thing", "adds {n} things", len(row.adds)) if row.adds else tr("adds nothing")
        if row.chosen.row >= 0:
            return tr("{name} further up in this file; {adds}", name=row.chosen.name, adds=adds)
        return tr("{name}, {score} of 100; {adds}", name=row.chosen.name, score=row.chosen.score, adds=adds)
    if row.verdict is Verdict.UNSURE and row.candidates:
        first = row.candidates[0]
        if first.row >= 0:
            return tr("perhaps {name} further up in this file, {score} of 100", name=first.name, score=first.score)
        return tr("perhaps {name}, {score} of 100", name=first.name, score=first.score)
    return ""


def counted(counts: Counts) -> tuple[list[str], list[tuple[str, str]]]:
    """(facts, chips) of a dry run."""
    chips = [
        (tr("{n} new", n=number(counts.new)), "green", counts.new),
        (tr("{n} known", n=number(counts.matched)), "accent", counts.matched),
        (tr("{n} unsure", n=number(counts.unsure)), "amber", counts.unsure),
        (tr("{n} refused", n=number(counts.refused)), "red", counts.refused),
        (tr("{n} left out", n=number(counts.left_out)), "neutral", counts.left_out),
    ]
    read = ntr("{n} row read", "{n} rows read", counts.read, n=number(counts.read))
    return [read], [(text, tone) for text, tone, n in chips if n]


def imported(kind: ImportKind, done: Imported) -> str:
    """What an import did, in one sentence. Who counts heads is told how many came in and how many were there."""
    if done.matched:
        return tr("Imported: {new} new, {known} known already.", new=number(done.new), known=number(done.matched))
    n, said = done.new, number(done.new)
    match kind:
        case ImportKind.PEOPLE:
            return ntr("{n} person was imported.", "{n} people were imported.", n, n=said)
        case ImportKind.ORGANISATIONS:
            return ntr("{n} organisation was imported.", "{n} organisations were imported.", n, n=said)
        case ImportKind.MEETINGS:
            return ntr("{n} meeting was imported.", "{n} meetings were imported.", n, n=said)
