import pytest

from tm.text.detect import han_share, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("中国民促会在北京举办年会。", "zh"),
        ("臺灣的慈善團體", "zh"),
        ("中国民促会（China Association for NGO Cooperation，CANGO）", "zh"),
        ("加入WTO", "zh"),
        ("The meeting was held in Beijing.", "en"),
        ("The Charity Law (慈善法) took effect in September 2016.", "en"),
        ("", None),
        ("2016 — 21%", None),
        ("これは日本語の文章です。", None),
        ("한국어 문장", None),
    ],
)
def test_the_language_of_a_text(text, language):
    assert language_of(text) == language


def test_the_share_counts_a_latin_word_like_one_han_character():
    assert han_share("慈善 law") == pytest.approx(2 / 3)
