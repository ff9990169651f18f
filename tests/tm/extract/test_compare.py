import pytest

from tm.errors import Invalid
from tm.extract import check_pair, extract, side

ZH = "2016年，第三期志愿者培训班在昆明举办，来自六个县的五十名志愿者参加了为期三天的培训。"
EN = (
    "In 2016, the third training course for volunteers was held in Kunming; fifty volunteers from "
    "six counties took part in the three-day course."
)


def read(text, name="a.txt"):
    return extract(text.encode(), name=name)


def codes(checked):
    return [problem.code for problem in checked.problems]


def test_a_good_pair_has_no_problem():
    assert codes(check_pair(read(ZH), read(EN))) == []


def test_swapped_sides_are_put_right_and_said():
    checked = check_pair(read(EN), read(ZH))
    assert (checked.zh.language, checked.en.language) == ("zh", "en")
    assert codes(checked) == ["swapped"]


@pytest.mark.parametrize(
    ("zh", "en", "field"), [(ZH, ZH + "又及。", "en"), (EN, EN + " Also.", "zh")]
)
def test_the_same_language_twice_is_refused(zh, en, field):
    with pytest.raises(Invalid, match="both files are") as caught:
        check_pair(read(zh), read(en))
    assert caught.value.field == field


def test_the_same_file_twice_is_refused():
    with pytest.raises(Invalid, match="another file"):
        check_pair(read(ZH), read(ZH))


def test_a_side_much_too_short_is_said():
    assert "length" in codes(check_pair(read(ZH * 5), read(EN)))


def test_many_paragraphs_against_few_are_said():
    zh = "\n".join([ZH] * 12)
    assert "paragraphs" in codes(check_pair(read(zh), read(" ".join([EN] * 12))))


def test_texts_that_share_no_number_are_doubted():
    zh = "\n".join(
        f"第{n}个项目投入{n}万元，惠及{n + 1}名学生和当地的居民。" for n in range(110, 114)
    )
    en = "\n".join(
        f"Project {n} cost {n} thousand yuan and reached {n + 1} people." for n in range(310, 314)
    )
    assert "numbers" in codes(check_pair(read(zh), read(en)))


def test_figures_alone_are_no_clear_language():
    assert "unclear language" in codes(check_pair(read("2016 2017 2018"), read(EN)))


def test_a_document_with_both_languages_can_be_taken_side_by_side():
    both = read("\n".join([ZH] * 3 + [EN] * 3))
    zh, en = side(both, "zh"), side(both, "en")
    assert (zh.language, zh.words, en.language, en.han) == ("zh", 0, "en", 0)
    assert [block.text for block in zh.blocks] == [ZH] * 3
