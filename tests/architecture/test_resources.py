"""What is shipped beside the code: icons to recolour, licences beside what they cover, whole translations."""

from __future__ import annotations

import ast
import importlib.util
import xml.etree.ElementTree as ET
from types import ModuleType

import pytest

from tests.architecture.rules import message_calls
from tests.architecture.sources import ROOT, modules

ICONS = sorted((ROOT / "resources" / "icons").glob("*.svg"))


def messages() -> ModuleType:
    """packaging/messages.py, which is a script and no package."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / "packaging" / "messages.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_icon_takes_the_texts_colour_on_one_grid() -> None:
    assert len(ICONS) > 60
    for path in ICONS:
        root = ET.fromstring(path.read_text(encoding="utf-8"))
        assert root.get("viewBox") == "0 0 24 24", path.name
        assert root.get("stroke") == "currentColor", path.name
        colours = {e.get(a) for e in root.iter() for a in ("fill", "stroke")} - {None, "none", "currentColor"}
        assert not colours, f"{path.name} has a colour of its own: {colours}"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("LICENSE", "Apache License"),
        ("resources/icons/LICENSE", "ISC License"),
        ("resources/fonts/OFL-1.1.txt", "SIL Open Font License"),
    ],
)
def test_each_licence_stands_beside_what_it_covers(path: str, words: str) -> None:
    assert words in (ROOT / path).read_text(encoding="utf-8")


def test_extraction_finds_every_message_that_the_code_says() -> None:
    """Babel reads tokens, this reads the syntax tree: a call that one of them does not see would stay English."""
    found = {(m.context, m.id if isinstance(m.id, str) else m.id[0]) for m in messages().template()}
    said = set()
    for _module, name, call in message_calls(modules("app", "ui")):
        texts = [argument.value for argument in call.args[:2] if isinstance(argument, ast.Constant)]
        if name == "ptr" and len(texts) == 2:
            said.add((texts[0], texts[1]))
        elif name != "ptr" and texts and isinstance(call.args[0], ast.Constant):
            said.add((None, texts[0]))
    assert said
    assert said - found == set()


@pytest.mark.parametrize("lang", ["ja", "hi"])
def test_every_message_is_translated_with_the_same_places(lang: str) -> None:
    tool = messages()
    assert list(tool.lacking(tool.read(lang), tool.template())) == []


@pytest.mark.parametrize(
    ("translation", "problem"),
    [
        (None, "not in the file"),
        ("", "not translated"),
        ("{nmae}を保存しました。", "other places"),
        ("保存しました。", "other places"),
        ("{name を保存しました。", "expected '}'"),
    ],
)
def test_a_wanting_translation_is_found(translation: str | None, problem: str) -> None:
    tool = messages()
    sources, catalogue = tool.Catalog(), tool.Catalog(locale="ja")
    sources.add("Saved {name}.")
    if translation is not None:
        catalogue.add("Saved {name}.", translation)
    found = list(tool.lacking(catalogue, sources))
    assert len(found) == 1
    assert problem in found[0][1]


def test_a_whole_translation_passes() -> None:
    tool = messages()
    sources, catalogue = tool.Catalog(), tool.Catalog(locale="ja")
    sources.add("Saved {name}.")
    sources.add(("One meeting", "{n} meetings"))
    catalogue.add("Saved {name}.", "{name}を保存しました。")
    catalogue.add(("One meeting", "{n} meetings"), ("{n}件の会談",))
    assert list(tool.lacking(catalogue, sources)) == []
