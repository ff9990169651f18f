import subprocess
import sys
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tm.text.words import WordSplitter, _load


@pytest.fixture(scope="module")
def split():
    return WordSplitter()


def texts(words):
    return [word.text for word in words]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_word_stands_where_its_span_says(split, lang):
    @given(
        st.text(
            st.one_of(
                st.sampled_from("慈善組織𠀀 aB.’-１2，。🙂é"),
                st.characters(exclude_categories=["Cs"]),
            )
        )
    )
    def holds(text):
        words = list(split(text, lang))
        assert [word.span.cut(text) for word in words] == texts(words)
        assert all(a.span.end <= b.span.start for a, b in pairwise(words))

    holds()


def test_traditional_text_is_cut_like_simplified(split):
    assert texts(split("社會組織參與慈善事業", "zh")) == ["社會", "組織", "參與", "慈善事業"]


def test_terms_stay_whole_in_their_own_splitter_only():
    with_term = WordSplitter(words=["民心相通"])
    assert texts(with_term("推动民心相通", "zh")) == ["推动", "民心相通"]
    assert texts(WordSplitter()("推动民心相通", "zh")) == ["推动", "民心", "相通"]


def test_terms_can_come_later_and_in_traditional_characters(split):
    splitter = WordSplitter()
    list(splitter("开始", "zh"))
    splitter.add(["會員單位"])
    assert texts(splitter("会员单位代表", "zh")) == ["会员单位", "代表"]


def test_english_words_keep_apostrophes_hyphens_and_figures(split):
    text = "CANGO’s 3.5 million, U.S.-based volunteers don't e-mail."
    assert texts(split(text, "en")) == [
        "CANGO’s", "3.5", "million", "U.S.", "based", "volunteers", "don't", "e-mail",
    ]  # fmt: skip


def test_the_cache_is_kept_where_it_is_told_to(tmp_path):
    home = tmp_path / "cache"
    assert texts(WordSplitter(home)("慈善", "zh")) == ["慈善"]
    assert [file.suffix for file in home.iterdir()] == [".txt"]
    assert texts(WordSplitter(home)("慈善", "zh")) == ["慈善"]


def test_the_cached_dictionary_is_the_one_jieba_brings(tmp_path):
    built, cached = _load(tmp_path), _load(tmp_path)
    assert not cached.tokenizer.FREQ
    cached.know("".join({word[0] for word in built.tokenizer.FREQ}))
    assert cached.tokenizer.FREQ == built.tokenizer.FREQ
    assert cached.tokenizer.total == built.tokenizer.total
    assert cached.tokenizer.FREQ == _load(None).tokenizer.FREQ


def test_words_read_by_their_first_character_are_those_of_the_whole_dictionary(tmp_path):
    whole, term = WordSplitter(words=["民心相通"]), "民心相通"
    list(WordSplitter(tmp_path)("慈", "zh"))

    @given(st.lists(st.text(st.sampled_from("社会组织参与慈善事业民心相通T恤AB卡拉OK1，。𠀀"))))
    def holds(texts_of_one_process):
        split = WordSplitter(tmp_path, words=[term])
        for text in texts_of_one_process:
            assert texts(split(text, "zh")) == texts(whole(text, "zh"))

    holds()


def test_jieba_is_imported_without_the_resources_of_setuptools():
    code = (
        "import sys; from tm.text.words import WordSplitter; list(WordSplitter()('慈善', 'zh'));"
        "print('jieba' in sys.modules, 'pkg_resources' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["True", "False"]


def test_importing_loads_no_dictionary_and_splitting_says_nothing():
    code = (
        "import sys; from tm.text.words import WordSplitter; print('jieba' in sys.modules);"
        "print(len(list(WordSplitter()('慈善法', 'zh'))))"
    )
    command = [sys.executable, "-W", "ignore", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (done.stdout.split(), done.stderr) == (["False", "2"], "")
