"""Language tags."""

import pytest

from tm.languages import other, parse


@pytest.mark.parametrize(
    ("tag", "language", "script"),
    [
        ("zh", "zh", None), ("zh-CN", "zh", "Hans"), ("zh_TW", "zh", "Hant"),
        ("zh-hant-HK", "zh", "Hant"), ("zh-Hans", "zh", "Hans"), ("ZH_hant", "zh", "Hant"),
        ("EN_us", "en", None), ("en-GB", "en", None), ("eng", "en", None), ("cmn", "zh", None),
        ("de-DE", None, None), ("", None, None),
    ],
)  # fmt: skip
def test_tags_fold_to_a_language_and_a_script(tag, language, script):
    read = parse(tag)
    assert (read.language, read.script, read.given) == (language, script, tag)


def test_the_other_language_of_the_other_is_the_first():
    assert [other(other(language)) for language in ("zh", "en")] == ["zh", "en"]
