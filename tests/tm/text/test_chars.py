import re
import sys
import unicodedata

from tm.text import chars

EVERY = [chr(point) for point in range(sys.maxunicode + 1) if not 0xD800 <= point < 0xE000]


def named_han(ch: str) -> bool:
    name = unicodedata.name(ch, "")
    return name.startswith(("CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH")) or ch == "〇"


def test_is_han_agrees_with_the_unicode_names_of_all_assigned_characters():
    assigned = [ch for ch in EVERY if unicodedata.category(ch) != "Cn"]
    assert [ch for ch in assigned if chars.is_han(ch) != named_han(ch)] == []


def test_han_covers_the_extensions_and_leaves_out_look_alikes():
    assert all(map(chars.is_han, "中〇㐀鿿豈𠀀𪜀𫝀𫠠𬺰𰀀"))
    assert not any(map(chars.is_han, "の々カ한⼈㊗—“”‘’…→∑①⿰"))


def test_the_latin_class_agrees_with_is_latin_up_to_extended_additional():
    latin = re.compile(f"[{chars.LATIN}]")
    area = EVERY[:0x250] + EVERY[0x1E00:0x1F00] + EVERY[0xFF00:0xFF60]
    assert [ch for ch in area if bool(latin.match(ch)) != chars.is_latin(ch)] == []


def test_kana_agrees_with_the_unicode_names_of_letters():
    letters = [ch for ch in EVERY[:0x10000] if unicodedata.category(ch) == "Lo"]
    named = ("HIRAGANA LETTER", "KATAKANA LETTER", "HALFWIDTH KATAKANA LETTER")
    plain = [ch for ch in letters if unicodedata.name(ch, "").startswith(named)]
    # Phonetic extensions (31F0) write Ainu and never stand in our texts.
    assert [ch for ch in plain if not chars.is_kana(ch) and not "ㇰ" <= ch <= "ㇿ"] == []


def test_every_pair_opens_and_closes_in_the_eyes_of_unicode():
    categories = {
        (unicodedata.category(a), unicodedata.category(b)) for a, b in chars.PAIRS.items()
    }
    assert categories <= {("Ps", "Pe"), ("Pi", "Pf")}


def test_marks_shared_with_english_prove_no_chinese():
    assert all(map(chars.is_cjk_punctuation, "，。、；：？！《》「」（）～"))
    assert not any(map(chars.is_cjk_punctuation, "“”‘’…—·,.;:?!()中a１"))


def test_words_are_counted_as_the_two_desks_count_them():
    assert chars.han_count("2016年，CANGO在北京。") == 4
    assert chars.latin_words("CANGO’s well-known Müller, No. 5") == 4


def test_counts_are_those_of_one_character_after_the_other():
    for first in range(0, len(EVERY), 5_000):
        text = "".join(EVERY[first : first + 5_000])
        assert chars.han_count(text) == sum(map(chars.is_han, text))
        assert chars.kana_count(text) == sum(map(chars.is_kana, text))


def test_width_counts_wide_narrow_and_combining_characters():
    assert chars.display_width("中a，é\u200b🙂") == 8
