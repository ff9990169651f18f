"""How Chinese sounds, for finding and sorting terms: pinyin by the everyday reading.

Names of people have readings of their own: see `tm.text.pinyin`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from tm.text.chars import HAN, is_han

if TYPE_CHECKING:
    from pypinyin import Style

_RUN = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
_TONES = re.compile(r"(?<=[a-zü:])[1-5]\b|(?<=[a-zü:])[1-5](?=[a-zü])")


@lru_cache(maxsize=4096)
def syllables(text: str) -> tuple[str, ...]:
    """Return the toneless reading of every Han character; other words stay, in lower case.

    >>> syllables("社会组织"), syllables("G20峰会")
    (('she', 'hui', 'zu', 'zhi'), ('g20', 'feng', 'hui'))
    """
    from pypinyin import Style

    return tuple(plain(syllable) for syllable in _read(text, Style.NORMAL))


def written(text: str) -> str:
    """Return the reading with tone marks, as a dictionary shows it.

    >>> written("读书会"), written("一带一路")
    ('dú shū huì', 'yī dài yī lù')
    """
    from pypinyin import Style

    return " ".join(_read(text, Style.TONE))


def initials(text: str) -> str:
    """Return the first letter of every syllable, as people type them: 读书会 is dsh.

    >>> initials("读书会"), initials("G20峰会")
    ('dsh', 'g20fh')
    """
    readings = iter(syllables(text))
    return "".join(
        "".join(next(readings)[0] for _ in run) if is_han(run[0]) else next(readings)
        for run in _RUN.findall(text)
    )


def plain(reading: str) -> str:
    """Return a reading as typed, without tones (marks or figures), ü as v.

    >>> plain("dú shū huì"), plain("du2 shu1 hui4"), plain("nǚ"), plain("lü")
    ('du shu hui', 'du shu hui', 'nv', 'lv')
    """
    lower = unicodedata.normalize("NFD", reading.lower()).replace("u\u0308", "v")
    bare = "".join(ch for ch in lower if not unicodedata.combining(ch))
    return _TONES.sub("", bare.replace("u:", "v"))


def _read(text: str, style: Style) -> list[str]:
    from pypinyin import lazy_pinyin

    found: list[str] = []
    for run in _RUN.findall(text):
        if is_han(run[0]):
            # What nobody reads stands for itself, one syllable a character.
            found.extend(lazy_pinyin(run, style=style, v_to_u=True, errors=list))  # type: ignore[arg-type]
        else:
            found.append(run)
    return found
