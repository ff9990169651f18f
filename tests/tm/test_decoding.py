"""Which encoding a file is in."""

import pytest

from tm.decoding import Decoded, decode
from tm.errors import Unreadable

SIMPLIFIED = "社会组织在乡村开展志愿服务，会员单位二十家，2016年筹资1.2亿元。"
TRADITIONAL = "社會組織在鄉村開展志願服務，會員單位二十家，2016年籌資1.2億元。"


@pytest.mark.parametrize(
    ("text", "written", "read"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"), (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "utf-16", "utf-16"), (SIMPLIFIED, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"), (TRADITIONAL, "gb18030", "gb18030"),
        ("Plain English, 2016.", "utf-16-le", "utf-16-le"), ("Plain.", "ascii", "utf-8"),
        ("", "utf-8", "utf-8"), ("“民心相通”", "gb18030", "gb18030"),
    ],
)  # fmt: skip
def test_files_are_read_in_their_encoding(text, written, read):
    decoded = decode(text.encode(written), name="a.txt")
    assert (decoded.text, decoded.encoding) == (text, read)


def test_a_declared_gb2312_is_read_as_the_wider_gb18030():
    decoded = decode("镕〇䶮".encode("gb18030"), name="a.html", declared="GB2312")
    assert (decoded.text, decoded.encoding) == ("镕〇䶮", "gb18030")


def test_a_wrong_declaration_does_not_spoil_utf8():
    assert decode(SIMPLIFIED.encode(), name="a.html", declared="big5").text == SIMPLIFIED


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(128, 256)) * 9])
def test_a_binary_is_refused(data):
    with pytest.raises(Unreadable):
        decode(data, name="a.txt")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_chinese_utf16_without_a_mark_is_recognised_though_few_bytes_are_zero(encoding):
    text = "第一期志愿者培训班\n一县一站，一站一人。"
    assert decode(text.encode(encoding), name="a.txt") == Decoded(text, encoding)


def test_english_from_windows_is_no_chinese():
    text = "The café’s owner said: “We don’t know.” It was 5 °C – cold.\n" * 3
    found = decode(text.encode("cp1252"), name="a.txt")
    assert (found.text, found.encoding) == (text, "cp1252")


def test_one_chinese_word_in_english_text_stays_chinese():
    text = "The Charity Law (慈善法) was passed in 2016, and the rules followed.\n" * 3
    assert decode(text.encode("gb18030"), name="a.txt").text == text
