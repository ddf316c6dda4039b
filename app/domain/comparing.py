"""What changed between two versions of a record, word by word.

A word is what a reader takes for one: letters with their marks (Devanagari keeps its vowel signs), a number with its
commas; Japanese, which has no blanks, is compared letter by letter. Sentences are compared first and words only inside
the sentences that differ, so that a line of 50,000 letters takes no longer than its changes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_CJK = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS = "\u0300-\u036f\u0900-\u0963\u0966-\u0dff"
_WORD = (
    rf"[^\W_{_CJK}](?:[^\W_{_CJK}]|[{_MARKS}]"
    rf"|[\u200c\u200d'’.,\-](?=[^\W_{_CJK}]|[{_MARKS}]))*"
)
_TOKEN = re.compile(rf"(?:{_WORD}|[{_CJK}]|[^\s])\s*|\s+")
_SENTENCE = re.compile(r"[^.!?।。！？\n]*[.!?।。！？\n]*\s*")
_MOST = 4_000_000
"""Pairs of words looked at inside one changed passage; a passage beyond it is shown as replaced whole."""
_ALIKE = 0.6
"""Share of words that two lines have in common before one is taken for the other's new wording."""


class Change(StrEnum):
    """What became of a piece of text, or of a line."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text that was kept, added or removed. Kept and removed runs give the old text, kept and added the
    new one."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a version. `key` is equal for the same line in both versions; `label` what it is called there."""

    key: Hashable
    label: str
    text: str
    group: Hashable = ""


@dataclass(frozen=True, slots=True)
class LineChange:
    """What became of a line. `old` is None for an added one, `new` for a removed one; `moved`: it stands elsewhere."""

    change: Change
    old: Line | None
    new: Line | None
    runs: tuple[Run, ...]
    moved: bool = False


def words(text: str) -> list[str]:
    """The words of a text, each with the blanks behind it: joined they are the text again."""
    return _TOKEN.findall(text)


def compare(old: str, new: str) -> tuple[Run, ...]:
    """The runs that lead from `old` to `new`."""
    if old == new:
        return (Run(Change.KEPT, old),) if old else ()
    runs: list[Run] = []
    first, second = _sentences(old), _sentences(new)
    for tag, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run(Change.KEPT, "".join(first[a:b])))
        else:
            runs += _by_word("".join(first[a:b]), "".join(second[c:d]))
    return tuple(_joined(runs))


def _sentences(text: str) -> list[str]:
    return [piece for piece in _SENTENCE.findall(text) if piece]


def _by_word(old: str, new: str) -> Iterator[Run]:
    """Words are matched without the blanks behind them: a text that goes on after its last word keeps that word."""
    first, second = words(old), words(new)
    here, there = ([one.rstrip() or one for one in pieces] for pieces in (first, second))
    shorter = min(len(first), len(second))
    start = next((no for no in range(shorter) if here[no] != there[no]), shorter)
    most = shorter - start
    end = next((no for no in range(most) if here[-1 - no] != there[-1 - no]), most)
    last, final = len(first) - end, len(second) - end
    yield from _same(first[:start], second[:start])
    matcher = SequenceMatcher(None, here[start:last], there[start:final], autojunk=False)
    yield from _inside(first[start:last], second[start:final], matcher)
    yield from _same(first[last:], second[final:])


def _inside(first: Sequence[str], second: Sequence[str], matcher: SequenceMatcher[str]) -> Iterator[Run]:
    if not first or not second or len(first) * len(second) > _MOST:
        yield Run(Change.REMOVED, "".join(first))
        yield Run(Change.ADDED, "".join(second))
        return
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield from _same(first[a:b], second[c:d])
        else:
            yield Run(Change.REMOVED, "".join(first[a:b]))
            yield Run(Change.ADDED, "".join(second[c:d]))


def _same(first: Sequence[str], second: Sequence[str]) -> Iterator[Run]:
    """Equal words; where only the blanks behind one differ, they alone are the change."""
    for old, new in zip(first, second, strict=True):
        if old == new:
            yield Run(Change.KEPT, old)
            continue
        word = old.rstrip()
        yield Run(Change.KEPT, word)
        yield Run(Change.REMOVED, old[len(word) :])
        yield Run(Change.ADDED, new[len(word) :])


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Without empty runs, neighbours of one kind as one."""
    held: Run | None = None
    for run in runs:
        if not run.text:
            continue
        if held is not None and held.change is run.change:
            held = Run(held.change, held.text + run.text)
            continue
        if held is not None:
            yield held
        held = run
    if held is not None:
        yield held


def compare_lines(old: Sequence[Line], new: Sequence[Line], *, by_words: bool = True) -> tuple[LineChange, ...]:
    """Every line of both versions in reading order: the new version's, with the removed ones where they stood.

    `by_words` matches lines of different keys by what they say; leave it out where the keys can be relied on.
    """
    pairs = _pairs(old, new, by_words=by_words)
    stayed = _in_order([pairs[no] for no in sorted(pairs)])
    origin = {there: here for here, there in pairs.items()}
    changes: list[LineChange] = []
    gone = iter([no for no in range(len(old)) if no not in pairs])
    waiting = next(gone, None)
    for no, line in enumerate(new):
        came = origin.get(no)
        if came is not None and no in stayed:
            while waiting is not None and waiting < came:
                changes.append(_removed(old[waiting]))
                waiting = next(gone, None)
        changes.append(
            _change(old[came] if came is not None else None, line, moved=came is not None and no not in stayed)
        )
    while waiting is not None:
        changes.append(_removed(old[waiting]))
        waiting = next(gone, None)
    return tuple(changes)


def _removed(line: Line) -> LineChange:
    return LineChange(Change.REMOVED, line, None, (Run(Change.REMOVED, line.text),) if line.text else ())


def _change(old: Line | None, new: Line, *, moved: bool) -> LineChange:
    if old is None:
        return LineChange(Change.ADDED, None, new, (Run(Change.ADDED, new.text),) if new.text else ())
    kind = Change.KEPT if old.text == new.text else Change.CHANGED
    return LineChange(kind, old, new, compare(old.text, new.text), moved or old.group != new.group)


def _pairs(old: Sequence[Line], new: Sequence[Line], *, by_words: bool) -> dict[int, int]:
    """Old position -> new position: by key, then by equal text, then by most words in common."""
    there = {line.key: no for no, line in enumerate(new)}
    pairs = {no: there[line.key] for no, line in enumerate(old) if line.key in there}
    if not by_words:
        return pairs
    texts: dict[str, list[int]] = {}
    taken = set(pairs.values())
    for no, line in enumerate(new):
        if no not in taken:
            texts.setdefault(line.text, []).append(no)
    for no, line in enumerate(old):
        if no not in pairs and texts.get(line.text):
            pairs[no] = texts[line.text].pop(0)
    taken = set(pairs.values())
    free = [no for no in range(len(new)) if no not in taken]
    for no, line in enumerate(old):
        if no in pairs or not free:
            continue
        best = max(free, key=lambda other: _alike(line.text, new[other].text))
        if _alike(line.text, new[best].text) >= _ALIKE:
            pairs[no] = best
            free.remove(best)
    return pairs


def _alike(old: str, new: str) -> float:
    """Share of words in common, signs left aside; only the beginnings of long lines are looked at."""
    first, second = ([one.strip() for one in words(text[:2000]) if any(map(str.isalnum, one))] for text in (old, new))
    return SequenceMatcher(None, first, second, autojunk=False).quick_ratio() if first and second else 0.0


def _in_order(positions: Sequence[int]) -> set[int]:
    """The longest run of positions that still follow each other: whatever is not in it was moved."""
    tails: list[int] = []
    tops: list[int] = []
    before: list[int | None] = []
    for no, position in enumerate(positions):
        at = bisect_left(tails, position)
        before.append(tops[at - 1] if at else None)
        tails[at : at + 1] = [position]
        tops[at : at + 1] = [no]
    kept: set[int] = set()
    step = tops[-1] if tops else None
    while step is not None:
        kept.add(positions[step])
        step = before[step]
    return kept
