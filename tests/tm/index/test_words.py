"""The words of a memory, and lexemes read in bulk: as reading every text would give them."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tm.index.lexemes import Sought, first_spans, lexemes, standing, words_in
from tm.index.lexemes import spans as every_span
from tm.index.words import Words
from tm.phrases import Phrase
from tm.text.lexed import lexed
from tm.text.symbols import word_code

TEXT = st.text(st.sampled_from("社会三十亿第，年2.,5%aé’'-s B①½\u200b")) | st.text(max_size=20)


@given(st.lists(TEXT, max_size=8))
@settings(max_examples=150, deadline=None)
def test_lexemes_read_in_bulk_are_those_read_one_by_one(
    fast: SimpleNamespace, texts: list[str]
) -> None:
    plain, compiled = lexemes(texts, None), lexemes(texts, fast)
    for one, other in zip(plain, compiled, strict=True):
        assert one.tolist() == other.tolist()
    assert words_in(texts, None) == words_in(texts, fast)


@given(st.lists(TEXT, max_size=6), TEXT)
@settings(max_examples=150, deadline=None)
def test_a_row_of_lexemes_is_found_where_comparing_each_place_finds_it(
    texts: list[str], wanted: str
) -> None:
    row = lexed(wanted).codes[:3]
    if not row:
        return
    nothing = [False] * len(row)
    sought = Sought([[code, 1] for code in row], nothing, nothing, 0)
    found = standing(lexemes(texts, None), sought).tolist()
    for text, stands in zip(texts, found, strict=True):
        read, width = lexed(text), len(row)
        assert stands == any(
            read.codes[at : at + width] == row and not any(read.broken[at + 1 : at + width])
            for at in range(len(read))
        )


PHRASE = st.text(st.sampled_from("社会三十。，、2%$aé’-s C+*** "), min_size=1, max_size=7)


@given(st.lists(TEXT | PHRASE, max_size=8), PHRASE)
@settings(max_examples=400, deadline=None)
def test_a_phrase_stands_where_its_places_are(
    fast: SimpleNamespace, texts: list[str], asked: str
) -> None:
    """With gaps, marks, signs and open words: as looking for its places in each text finds it."""
    phrase = Phrase(asked)
    texts = [*texts, asked.replace("*", "会，a"), f"{asked.replace('*', ' ' * 39)}a", *texts[:1]]
    texts += [f"½{asked}'s", f"㎏{asked}"]  # folded to more characters than they are
    words = words_in(texts, None)
    groups = [
        sorted(each)
        for each in phrase.codes(lambda pattern: _codes_of(pattern, words))
    ]  # fmt: skip
    if not groups:
        return
    for code in (None, fast):
        read, sought = lexemes(texts, code), phrase.sought(groups)
        found, firsts = standing(read, sought).tolist(), np.array(first_spans(read, sought)).T
        for text, stands, first in zip(texts, found, firsts.tolist(), strict=True):
            spans = phrase.spans(text)
            if phrase.marked:
                assert stands or not spans
            else:
                assert stands == bool(spans)
                assert first == ([spans[0].start, spans[0].end] if spans else [-1, -1])
        if not phrase.marked:
            every = zip(*(column.tolist() for column in every_span(read, sought)), strict=True)
            typed = {at for at, *span in every if phrase.is_typed(texts[at], *span)}
            assert typed == {i for i, text in enumerate(texts) if phrase.stands_as_typed(text)}
            assert all(asked in texts[at] for at in typed)


def _codes_of(pattern: str, words: set[str]) -> list[int]:
    return [word_code(word) for word in words if re.fullmatch(pattern, word)]


class Memory:
    """Texts by the revision that brought them."""

    def __init__(self) -> None:
        self.texts: list[tuple[int, str]] = []
        self.asked: list[int] = []

    def newer(self, revision: int) -> list[str]:
        self.asked.append(revision)
        return [text for at, text in self.texts if at > revision]

    def matching(self, words: Words, pattern: str, revision: int) -> set[int]:
        return set(words.matching(pattern, revision, self.newer, lambda t: words_in(t, None)))


def codes(*words: str) -> set[int]:
    return {word_code(word) for word in words}


def test_words_follow_the_memory_and_are_kept(tmp_path: Path) -> None:
    memory, words = Memory(), Words(tmp_path, "en", "x")
    memory.texts = [(1, f"volunteer number {n}") for n in range(400)]
    assert memory.matching(words, "vol.*", 1) == codes("volunteer")
    memory.texts.append((2, "Voluntary, involved"))
    assert memory.matching(words, "vol.*", 2) == codes("volunteer", "voluntary")
    assert memory.matching(words, ".*vol.*", 2) == codes("volunteer", "voluntary", "involved")
    assert memory.asked == [-1, 1]
    again = Words(tmp_path, "en", "x")
    assert memory.matching(again, "vol.*", 2) == codes("volunteer", "voluntary")
    assert memory.asked == [-1, 1, 1]  # the few of the second write are read once more


def test_words_renewed_by_one_process_are_read_by_the_others(tmp_path: Path) -> None:
    memory, words, others = Memory(), Words(tmp_path, "en", "x"), Words(tmp_path, "en", "x")
    memory.texts = [(1, "vote")]
    assert memory.matching(others, "v.*", 1) == codes("vote")
    memory.texts += [(2, f"volunteer {n}") for n in range(400)]
    words.renew(2, memory.newer, lambda texts: words_in(texts, None))
    memory.asked.clear()
    assert memory.matching(others, "v.*", 2) == codes("vote", "volunteer")
    assert memory.asked == []


def test_words_of_another_memory_or_a_damaged_file_are_read_anew(tmp_path: Path) -> None:
    memory = Memory()
    memory.texts = [(5, f"volunteer {n}") for n in range(400)]
    memory.matching(Words(tmp_path, "en", "x"), "v.*", 5)
    file = tmp_path / "words.en"
    whole = file.read_bytes()
    memory.texts = [(3, "vote")]
    for damaged in (whole, whole[:-3], b"", b"{}\n", re.sub(rb'"x', b'"y', whole), b"\xff" + whole):
        file.write_bytes(damaged)
        assert memory.matching(Words(tmp_path, "en", "x"), "v.*", 3) == codes("vote")
