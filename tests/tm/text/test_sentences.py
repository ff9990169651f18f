from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.text.sentences import segments, sentences

CASEBOOK = Path(__file__).parents[2] / "cases" / "segmentation.md"
ENDS = "。！？!?.…，；：“”‘’\"'「」《》（）()[] \n\r\t\u3000中他说问道aA1I.Dr No. U.S. x?z=1 ①𠀀🙂"


def cases() -> Iterator[tuple[str, str, str, list[str]]]:
    """Yield (heading, language, text, expected segments) from the casebook."""
    for block in CASEBOOK.read_text(encoding="utf-8").split("\n## ")[1:]:
        heading, *lines = block.split("\n# ")[0].splitlines()
        texts = [line for line in lines if line.startswith(("zh:", "en:"))]
        expected = [line[2:] for line in lines if line.startswith("- ")]
        yield heading, texts[0][:2], "\n".join(line[4:] for line in texts), expected


CASES = list(cases())


@pytest.mark.parametrize(("heading", "lang", "text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_the_casebook(heading, lang, text, expected):
    assert segments(text, lang) == expected


def test_the_casebook_is_read_whole():
    headings = CASEBOOK.read_text(encoding="utf-8").count("\n## ")
    assert len(CASES) == headings >= 60
    assert all(expected for *_, expected in CASES)


@pytest.mark.parametrize("lang", ["zh", "en"])
@given(text=st.one_of(st.text(), st.text(st.sampled_from(ENDS), max_size=80)))
def test_segments_tile_the_text(lang, text):
    spans = list(sentences(text, lang))
    assert "".join(span.cut(text) for span in spans) == text
    assert all(len(span) > 0 for span in spans)
    assert [span.start for span in spans[1:]] == [span.end for span in spans[:-1]]


@pytest.mark.parametrize("lang", ["zh", "en"])
@given(text=st.text(st.sampled_from(ENDS), max_size=80))
def test_no_segment_crosses_a_line_break(lang, text):
    assert all("\n" not in segment for segment in segments(text, lang))


@pytest.mark.parametrize(("lang", "unit"), [("zh", "他说：“好（。"), ("en", 'He (said "so. ')])
def test_a_very_long_line_of_unclosed_marks_is_cut_in_reasonable_time(lang, unit):
    text = unit * 20_000
    assert "".join(span.cut(text) for span in sentences(text, lang)) == text


def test_an_empty_text_has_no_segments():
    assert list(sentences("", "zh")) == []
    assert segments(" \n\u3000\n", "zh") == []
