"""A small lexicon of our own."""

from __future__ import annotations

import pytest

from tm.align import Lexicon
from tm.align.training import Corpus, TrainingOptions, train
from tm.align.words import chinese_words, english_words, longest_known

PAIRS = """
市长	mayor
图书馆	library
宣布	announce
开放	open
孩子	child
高兴	happy
雨	rain
下	fall
河	river
水	water
桥	bridge
修	build
村民	villager
学校	school
老师	teacher
去年	last year
免费	free
借阅	borrow
书	book
山	mountain
工人	worker
城市	city
花园	garden
""".strip().splitlines()


def pairs() -> list[tuple[str, str]]:
    """Words with their translations, each often enough to be believed."""
    return [(zh, en) for line in PAIRS for zh, en in [line.split("\t")]] * 4


@pytest.fixture(scope="session")
def small() -> Lexicon:
    """A lexicon of some twenty words."""
    corpus = Corpus()
    for zh, en in pairs():
        corpus.add([zh], english_words(en))
    return train(corpus, TrainingOptions(commonest=1.0))


@pytest.fixture(scope="session")
def tokenised(small: Lexicon) -> list[tuple[list[str], list[str]]]:
    """The same pairs as words."""
    split = longest_known(small)
    return [(chinese_words(zh, split), english_words(en)) for zh, en in pairs()]
