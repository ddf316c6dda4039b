"""The messages of the interface and of documents: taken from the sources into the .po files, compiled, checked.

Babel's own commands would change every .po each time by dates and line numbers, guess at translations by likeness, and
not say when a translation's `{name}` places are not those of the sentence.

    messages.py extract            sources -> resources/locale/<lang>/LC_MESSAGES/chancery.po
    messages.py compile FILE.po... .po -> .mo beside it
    messages.py check              names every message that a language lacks; exit code 1 if there is one
"""

from __future__ import annotations

import argparse
import string
import sys
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "resources" / "locale"
LANGUAGES = ("ja", "hi")
DOMAIN = "chancery"

CALLS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "tr": None,
    "N_": None,
    "ntr": (1, 2),
    "ptr": ((1, "c"), 2),
    # a document's Catalogue; its text() is given what N_ marked
    "plural": (1, 2),
    "in_context": ((1, "c"), 2),
}


def path_of(lang: str) -> Path:
    """Where the messages of `lang` stand."""
    return LOCALE / lang / "LC_MESSAGES" / f"{DOMAIN}.po"


def template() -> Catalog:
    """Every message of the sources; locations without line numbers, so that moved code changes nothing."""
    catalogue = Catalog(project="Chancery", domain=DOMAIN, charset="utf-8")
    for folder in ("app", "ui"):
        found = extract_from_dir(
            ROOT / folder, [("**.py", "python")], {}, CALLS, ("Translators:",), strip_comment_tags=True
        )
        for file, _line, message, comments, context in found:
            if message and any(message):
                catalogue.add(message, None, [(f"{folder}/{file}", 0)], auto_comments=comments, context=context)
    return catalogue


def read(lang: str) -> Catalog:
    """The catalogue of `lang` as it stands; an empty one when there is none yet."""
    path = path_of(lang)
    if not path.exists():
        header = f"# Chancery: messages in {Locale(lang).english_name}. Under the licence of the project."
        return Catalog(
            locale=lang, project="Chancery", domain=DOMAIN, charset="utf-8", header_comment=header, fuzzy=False
        )
    with path.open("rb") as file:
        return read_po(file, locale=lang, domain=DOMAIN)


def extract() -> None:
    """Add what is new, drop what is gone; translations that stay are untouched, and nothing is guessed by likeness."""
    sources = template()
    for lang in LANGUAGES:
        catalogue = read(lang)
        created, revised, header = catalogue.creation_date, catalogue.revision_date, catalogue.header_comment
        catalogue.update(sources, no_fuzzy_matching=True)
        catalogue.creation_date, catalogue.revision_date, catalogue.header_comment = created, revised, header
        catalogue.obsolete.clear()
        path = path_of(lang)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=120, sort_by_file=True, include_lineno=False)
        missing = len(list(lacking(catalogue, sources)))
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} messages, {missing} to translate")


def compile_one(path: Path) -> None:
    """Write the .mo beside `path`; fuzzy messages stay out."""
    with path.open("rb") as source:
        catalogue = read_po(source, locale=path.parts[-3], domain=DOMAIN)
    target = path.with_suffix(".mo")
    with target.open("wb") as file:
        write_mo(file, catalogue)


def lacking(catalogue: Catalog, sources: Catalog) -> Iterator[tuple[str, str]]:
    """(message, what is wrong with it) for each message that cannot be shown in this language."""
    for wanted in sources:
        if not wanted.id:
            continue
        shown = wanted.id if isinstance(wanted.id, str) else wanted.id[0]
        have = catalogue.get(shown, wanted.context)
        if have is None:
            yield shown, "not in the file"
        elif have.fuzzy:
            yield shown, "marked fuzzy"
        else:
            yield from ((shown, problem) for problem in _problems(wanted, have))


def _problems(wanted: Message, have: Message) -> Iterator[str]:
    texts = [have.string] if isinstance(have.string, str) else list(have.string or ())
    if not texts or not all(texts):
        yield "not translated"
        return
    ids = [wanted.id] if isinstance(wanted.id, str) else list(wanted.id)
    for text in texts:
        try:
            # {n} may fall away where a language says it in words; the others must be the English sentence's.
            if _places(text) - _places(*ids) or _places(ids[-1]) - _places(text) - {"n"}:
                yield f"other places than the English sentence: {text}"
        except ValueError as error:
            yield f"{error}: {text}"


def _places(*texts: str) -> set[str]:
    return {field for text in texts for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def check() -> int:
    """Print what is lacking, language by language; the number of messages."""
    sources, count = template(), 0
    for lang in LANGUAGES:
        for message, problem in lacking(read(lang), sources):
            count += 1
            print(f"{lang}: {message!r}: {problem}")
    return count


def main() -> int:
    """Run one of the commands of the module's docstring; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("command", choices=["extract", "compile", "check"])
    parser.add_argument("files", nargs="*", type=Path)
    arguments = parser.parse_args()
    if arguments.command == "extract":
        extract()
    elif arguments.command == "compile":
        for file in arguments.files:
            compile_one(file.resolve())
    else:
        return 1 if check() else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
