"""Which files belong together."""

import pytest

from tm.extract.pairing import FilePair, pair_files


def paired(*paths, **seen):
    found = pair_files(paths, {path: seen.get(path) for path in paths})
    return [(pair.zh, pair.en) for pair in found.pairs], list(found.alone)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("meeting.zh.txt", "meeting.en.txt"), ("年会_中文.docx", "年会_英文.docx"),
        ("report-2023-zh-CN.html", "report-2023-en-US.html"), ("zh/blog12.html", "en/blog12.html"),
        ("2023/a_cn.txt", "2023/a_eng.txt"), ("公益周报中文版.docx", "公益周报英文版.docx"),
        ("年报2023zh.docx", "report2023en.docx"), ("Chinese/07.pdf", "English/07.docx"),
    ],
)  # fmt: skip
def test_versions_of_one_article_pair(zh, en):
    assert paired(zh, en) == ([(zh, en)], [])


def test_the_seen_language_decides_where_the_name_is_silent():
    found = pair_files(["a-1.txt", "a-2.txt"], {"a-1.txt": "en", "a-2.txt": "zh"})
    assert found.pairs == ()
    found = pair_files(["年会1.txt", "meeting1.txt"], {"年会1.txt": "zh", "meeting1.txt": "en"})
    assert found.pairs == (FilePair("年会1.txt", "meeting1.txt"),)


def test_two_candidates_are_nobody_rather_than_a_guess():
    pairs, alone = paired("a.zh.txt", "a.zh.docx", "a.en.txt")
    assert (pairs, sorted(alone)) == ([], ["a.en.txt", "a.zh.docx", "a.zh.txt"])


def test_folders_are_kept_apart():
    pairs, alone = paired("x/a.zh.txt", "y/a.en.txt")
    assert (pairs, len(alone)) == ([], 2)


def test_dates_pair_what_names_do_not():
    pairs, _ = paired("2024-03-05 会议.zh.txt", "2024-03-05 meeting.en.txt", "2024-03-06 x.en.txt")
    assert pairs == [("2024-03-05 会议.zh.txt", "2024-03-05 meeting.en.txt")]
