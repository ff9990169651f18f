"""Bytes to text: which of the encodings that Chinese files come in this one is.

GB18030 and Big5 both decode almost any bytes, so the choice between them is by what comes out:
both put the everyday characters in a first level, and text read in the wrong one falls mostly
outside it.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from tm.errors import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HAN = re.compile("[\u3400-\u9fff\ue000-\uf8ff]")
_USUAL = re.compile("[\u4e00-\u9fff\u3000-\u301f\uff01-\uff5e\u2014-\u2026\ufeff]")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_WESTERN = re.compile(rb"[^\x81\x8d\x8f\x90\x9d][\x85\x91-\x97]?")
SAMPLE = 4000
"""Han characters looked at to tell two encodings apart."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file and the encoding it was read in, by Python's name."""

    text: str
    encoding: str


def decode(data: bytes, *, name: str, declared: str | None = None) -> Decoded:
    """Read bytes as text: by byte order mark, as UTF-8, as declared, else as what it looks like.

    That is English in Windows-1252, Chinese in GB18030 or Big5.
    A declared GB2312 or GBK is read as GB18030, which contains both. Raises Unreadable for what
    is no text in any of them.

    >>> decode("社会组织".encode("gb18030"), name="a.txt").encoding
    'gb18030'
    >>> decode("社會組織".encode("big5"), name="a.txt").encoding
    'big5'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strict(data, encoding, name), encoding)
    utf16 = _unmarked_utf16(data)
    if utf16 is not None:
        return Decoded(_strict(data, utf16, name), utf16)
    if b"\0" in data:
        raise Unreadable(name, None, "text", "a binary file")
    wide = {"gb2312": "gb18030", "gbk": "gb18030"}
    order = ("utf-8", wide.get(declared.lower(), declared.lower()) if declared else None)
    for encoding in filter(None, order):
        try:
            return Decoded(data.decode(encoding), encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    if _is_western(data):
        return Decoded(data.decode("cp1252"), "cp1252")
    return _chinese(data, name)


def _is_western(data: bytes) -> bool:
    """Recognise English from Windows: now and then a byte beyond ASCII, two with a quote or dash.

    Of Chinese characters both bytes are beyond ASCII, or most are. Read as Chinese, such text
    would have *don't* as don抰.
    """
    odd = _BEYOND_ASCII.findall(data)
    return len(odd) * 8 <= len(data) and all(_WESTERN.fullmatch(run) for run in odd)


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        got = f"bytes that are none at position {error.start}"
        raise Unreadable(name, None, f"{encoding} text", got) from None


def _unmarked_utf16(data: bytes) -> str | None:
    """Recognise UTF-16 without a mark by the zero halves of its ASCII characters."""
    sample = data[:2000]
    if len(sample) < 4 or 0 not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if min(even, odd) == 0 and (even + odd) * 10 >= len(sample):
        return "utf-16-be" if even else "utf-16-le"
    return _chinese_utf16(sample)


def _chinese_utf16(sample: bytes) -> str | None:
    """Recognise UTF-16 without a mark by what nearly every character of Chinese text is."""
    for encoding in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(encoding, "replace")
        usual = sum(
            ch in "\r\n\t" or " " <= ch <= "~" or _USUAL.match(ch) is not None for ch in text
        )
        if usual >= 0.97 * len(text):
            return encoding
    return None


def _chinese(data: bytes, name: str) -> Decoded:
    found = []
    for encoding in ("gb18030", "big5"):
        try:
            found.append(Decoded(data.decode(encoding), encoding))
        except UnicodeDecodeError:
            continue
    if not found:
        expected = "text in UTF-8, UTF-16, GB18030, Big5 or Windows-1252"
        raise Unreadable(name, None, expected, "bytes that are none of them")
    best = max(found, key=_everyday)
    if _everyday(best) < 0.3:
        raise Unreadable(name, None, "readable Chinese or English text", "a binary file")
    return best


def _everyday(decoded: Decoded) -> float:
    """Return the share of the Han characters that stand in the first level of their encoding."""
    han = _HAN.findall(decoded.text)[:SAMPLE]
    if not han:
        return 0.0
    first, last = (0xB0, 0xD7) if decoded.encoding == "gb18030" else (0xA4, 0xC6)
    leads = (ch.encode(decoded.encoding, "replace") for ch in han)
    everyday: int = sum(len(two) == 2 and first <= two[0] <= last for two in leads)
    return everyday / len(han)
