"""Folding, search and cleaning of text, through a real FTS5 table."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core import text as t

REAL_STRINGS = Path(__file__).resolve().parents[4] / "shared" / "data" / "7_strings"

ANY = st.text(st.characters(codec=None), max_size=60)  # lone surrogates and controls included
LETTERS = st.characters(whitelist_categories=["Ll", "Lu", "Nd"], max_codepoint=0x24F)
KANA_KANJI = st.sampled_from("あいうえおがきくげこさしすせそただちつてとなにぬねのはばぱひびふべほまみむめもやゆよ"
                             "らりるれろわをんアガカキギシャュョッヴーヶ電池半導体東京都高髙橋﨑澤々〇")  # fmt: skip
HINDI = st.sampled_from("कखगघङचछजझञटठडढणतथदधनपफबभमयरलवशषसहािीुूेैोौं़्ँ०१")
WORDS = st.lists(
    st.one_of(
        st.text(LETTERS, min_size=1, max_size=8),
        st.text(KANA_KANJI, min_size=1, max_size=8),
        st.text(HINDI, min_size=1, max_size=8),
        st.sampled_from(
            ["S. K. Rao", "d'Affaires", "follow-up", "1,00,000", "ﾔﾏﾀﾞ", "Straße", "ＪＩＣＡ", "தமிழ்", "서울"]
        ),
    ),
    min_size=1,
    max_size=6,
)


class Table:
    """One search table as the store has it."""

    def __init__(self) -> None:
        self.connection = sqlcipher3.connect(":memory:")
        self.connection.execute(
            "CREATE VIRTUAL TABLE search USING fts5(body, content='', contentless_delete=1,"
            f' tokenize="{t.FTS_TOKENIZE}")'
        )

    def finds(self, body: str, query: str) -> bool:
        match = t.fts_query(query)
        if not match:
            return False
        self.connection.execute("DELETE FROM search WHERE rowid = 1")
        self.connection.execute("INSERT INTO search(rowid, body) VALUES (1, ?)", (t.index_text(body),))
        return bool(self.connection.execute("SELECT rowid FROM search WHERE search MATCH ?", (match,)).fetchall())


@pytest.fixture(scope="module")
def table() -> Iterator[Table]:
    table = Table()
    yield table
    table.connection.close()


@pytest.mark.parametrize(
    ("body", "query"),
    [
        ("電池サプライチェーン協議会", "電池"),
        ("電池", "池"),
        ("次世代半導体の供給", "半導体"),
        ("東京都", "京都"),
        ("भारी उद्योग मंत्रालय", "मंत्र"),
        ("हिन्दी", "हिंदी"),
        ("हिंदी", "हिन्दी"),
        ("ज़रूर", "जरूर"),
        ("Tōkyō", "tokyo"),
        ("ｼｬｰﾌﾟ", "シャープ"),
        ("髙橋", "高橋"),
        ("やまだ はるお", "ヤマダ"),
        ("YAMADA Haruo", "haru yama"),
        ("O'Brien", "obrien"),
        ("O’Brien", "o'brien"),
        ("chargé d’affaires", "affaires"),
        ("Follow-up", "followup"),
        ("follow-up", "follow-up"),
        ("followup", "follow-up"),
        ("S. K. Rao", "SK Rao"),
        ("SK Rao", "S.K. Rao"),
        ("S. Kumar Rao", "S. K. Rao"),
        ("Rs 1,00,00,000", "10000000"),
        ("１２３号室", "123"),
        ("कक्ष २", "2"),
        ("ローハム", "ロハム"),
        ("ロハム", "ローハム"),
        ("マルチ・スズキ", "マルチスズキ"),
        ("ベダンタ", "ヴェダンタ"),
        ("0 0 ヴあ", "ヴあ"),
        ("ｳﾞｱｲｵﾘﾝ", "バイオリン"),
        ("キヤノン", "キャノン"),
        ("富士フイルム", "フィルム"),
        ("コンピューター", "コンピュータ"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("葛󠄀城", "葛城"),
        ("श्री क्षेत्र", "क्षेत्र"),
        ("வணக்கம் தமிழ்", "தமிழ்"),
        ("日本側 Attero 訪問", "attero 訪問"),
    ],
)
def test_a_spelling_finds_the_other(table: Table, body: str, query: str) -> None:
    assert table.finds(body, query)
    assert t.highlight(body, query)


@pytest.mark.parametrize(
    ("body", "query"),
    [
        ("やまだ", "ヤマタ"),
        ("カキ", "ガギ"),
        ("東京 京都", "東京都"),
        ("Attero", "ttero"),
        ("Attero", "attero lohum"),
        ("Attero", ""),
        ("Attero", '"'),
        ("Attero", "*"),
        ("Attero", "…☕"),
    ],
)
def test_what_is_another_word_is_not_found(table: Table, body: str, query: str) -> None:
    assert not table.finds(body, query)


@given(ANY)
@settings(max_examples=300)
def test_nothing_that_is_typed_breaks_search(table: Table, s: str) -> None:
    table.finds(s, s)
    t.fold(s), t.sort_key(s), t.snippet(s, s, 20)


@given(st.one_of(ANY, WORDS.map(" ".join)), st.one_of(ANY, WORDS.map(" ".join)))
@settings(max_examples=300)
def test_marked_places_lie_in_the_text_in_order_and_apart(body: str, query: str) -> None:
    last = -1
    for begin, stop in t.highlight(body, query):
        assert last < begin < stop <= len(body)
        last = stop


@given(WORDS, st.data())
@settings(max_examples=400)
def test_every_indexed_word_is_found_and_marked(table: Table, words: list[str], data: st.DataObject) -> None:
    body, word = " ".join(words), data.draw(st.sampled_from(words))
    if t.fts_query(word):
        assert table.finds(body, word), (t.index_text(body), t.fts_query(word))
        assert t.highlight(body, word)


@given(st.text(KANA_KANJI, min_size=2, max_size=12), st.data())
def test_any_piece_of_japanese_is_found(table: Table, run: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(run) - 1))
    piece = run[begin : data.draw(st.integers(begin + 1, len(run)))]
    if t.fts_query(piece) and not ("ヴ" in run or "ー" in piece[:1]):  # half a ヴェ is another sound
        assert table.finds(run, piece)


@given(st.text(LETTERS, min_size=2, max_size=12), st.data())
def test_any_beginning_of_a_word_is_found(table: Table, word: str, data: st.DataObject) -> None:
    beginning = word[: data.draw(st.integers(1, len(word)))]
    assert table.finds(f"the {word} of", beginning)


def test_a_query_of_ten_thousand_characters_is_cut_and_still_answers(table: Table) -> None:
    long_word, many = "x" * 10_000, " ".join(f"w{n}" for n in range(3_000))
    assert table.finds(f"a {long_word} b", long_word)
    assert table.finds(many, many)
    assert len(t.fts_query(many)) < 1_000
    assert table.finds("電池" * 5_000, "電池" * 5_000)
    assert len(t.fts_query("電池" * 5_000)) < 1_000


def test_highlight_marks_the_original_letters() -> None:
    def marked(text: str, query: str) -> list[str]:
        return [text[a:b] for a, b in t.highlight(text, query)]

    assert marked("Tōkyō and Kyōto", "kyo") == ["Kyō"]
    assert marked("次世代半導体の半導体", "半導体") == ["半導体", "半導体"]
    assert marked("भारी उद्योग मंत्रालय", "मंत्र") == ["मंत्रालय"]
    assert marked("Mr. O’Brien", "obr") == ["O’Br"]
    assert marked("ｼｬｰﾌﾟ", "シャープ") == ["ｼｬｰﾌﾟ"]
    assert marked("S. K. Rao", "sk") == ["S. K"]
    assert marked("<b>bold</b>", "b") == ["b", "b", "b"]
    assert marked("Attero", "") == []


def test_snippet_is_one_short_line_around_the_answer() -> None:
    body = "word " * 100 + "the needle\nis here " + "tail " * 100
    line = t.snippet(body, "needle", 60)
    assert "needle is here" in line
    assert len(line) <= 60
    assert line.startswith("…")
    assert line.endswith("…")
    assert t.snippet("short\ntext", "none", 60) == "short text"
    assert len(t.snippet("電池" * 200, "電池", 40)) <= 40


@given(st.one_of(ANY, st.text(max_size=300)), ANY, st.integers(0, 80))
def test_snippet_never_exceeds_its_width(body: str, query: str, width: int) -> None:
    line = t.snippet(body, query, width)
    assert len(line) <= width
    assert "\n" not in line


@given(ANY)
def test_clean_text_can_be_stored_and_stays_as_it_is(s: str) -> None:
    cleaned = t.clean(s)
    cleaned.encode()
    assert t.clean(cleaned) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert all(c in "\n\t" or unicodedata.category(c) != "Cc" for c in cleaned)
    assert "\n" not in t.clean_line(s)


def test_clean_takes_away_only_what_cannot_be_seen() -> None:
    assert t.clean("a\x00b\r\nc\x1b[0m\td") == "ab\nc[0m\td"
    assert t.clean("gpj.\u202efdp") == "gpj.fdp"
    assert t.clean("\ud800x") == "x"
    assert t.clean("が") == "が"
    assert t.clean("<b>&amp;</b> שלום 👩‍🔬 क्‍ष") == "<b>&amp;</b> שלום 👩‍🔬 क्‍ष"
    assert t.clean_line("  ONO\u3000 Keiichi \n ") == "ONO Keiichi"


def test_names_sort_as_a_list_of_names_does() -> None:
    names = ["Room 10", "room 2", "Ōno", "ono b", "Álvarez", "alvarez z"]
    assert sorted(names, key=t.sort_key) == ["Álvarez", "alvarez z", "Ōno", "ono b", "room 2", "Room 10"]
    kana = ["はなこ", "バナナ", "ハナー", "あおき", "オーノ", "おおた", "サトウ"]
    assert sorted(kana, key=t.sort_key) == ["あおき", "おおた", "オーノ", "サトウ", "ハナー", "はなこ", "バナナ"]


@pytest.mark.skipif(not REAL_STRINGS.is_dir(), reason="the collection of real strings is not on this machine")
def test_real_naughty_strings_and_names(table: Table) -> None:
    strings = json.loads((REAL_STRINGS / "blns" / "blns.json").read_text(encoding="utf-8"))
    for file in sorted((REAL_STRINGS / "harfbuzz_texts").glob("*-words.txt")):
        strings += file.read_text(encoding="utf-8").split()[:400]
    for file in sorted((REAL_STRINGS / "japanese_names").glob("*.csv")):
        strings += file.read_text(encoding="utf-8").splitlines()[:200]
    for s in strings:
        t.highlight(s, s), t.snippet(s, s, 30), t.clean(s).encode()
        if t.fts_query(s):
            assert table.finds(s, s), s
