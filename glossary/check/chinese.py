"""Chinese words often miswritten, and simplified and traditional characters in one text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from glossary.check.finding import Found, Message
from glossary.check.reading import Cover, Reading
from glossary.check.rule import SPELLING, STYLE, rule
from glossary.check.tables import Slip
from tm.text.chars import HAN
from tm.text.spans import Span
from tm.text.variants import script_of, simplify

_ADVERB = re.compile(
    rf"([{HAN}])\1([{HAN}])\2(?P<de>的)"
    "(?=参加|参与|走|跑|说|讲|干|做|完成|开展|推进|离开|来到|回到)"
)
_JUDGED = re.compile(
    r"(?<=[做办干说讲写学跑跳唱搞过玩睡吃])(?P<de>的)(?=(?:很|非常|更|十分|特别|比较|真)?"
    r"(?:好|快|不错|成功|顺利|精彩|清楚|出色|漂亮|开心|愉快)(?:[，。！？；、]|$))"
)
_HAN_RUN = re.compile(f"[{HAN}]+")


@rule("S201", "miswritten-zh", category=SPELLING, severity="error", languages=("zh",),
      gives_way_to=("T102", "T105"), reach="passage")  # fmt: skip
def miswritten(reading: Reading) -> Iterator[Found]:
    """
    Checks. Words of the list of Chinese slips: a wrong character in a fixed word. A longer entry
    that is right as it stands exempts its place. 的, 地, 得 are notes only.

    Why. The wrong character sounds like the right one, so the eye passes over it.

    Example. 再接再励，既往开来

    Instead. 再接再厉，继往开来

    Fix safety. Unsafe: a name may be written so on purpose.
    """
    pattern, table = _pattern(reading.rules.slips)
    if pattern is None:
        return
    terms = Cover(reading.masked)
    for match in pattern.finditer(reading.text):
        slip = table[match[0]]
        span = Span(*match.span())
        if slip.wrong == slip.right or terms.touches(span):
            continue
        message = Message(
            f"“{slip.wrong}” is a slip for “{slip.right}”. {slip.reason.en}".strip(),
            f"“{slip.wrong}”应为“{slip.right}”。{slip.reason.zh}",
        )
        light = {
            ch
            for one, two in zip(slip.wrong, slip.right, strict=False)
            if one != two
            for ch in (one, two)
        }
        note = len(slip.wrong) == len(slip.right) and light <= set("的地得")
        yield Found(span, message, tuple(slip.right.split("|")), severity="note" if note else None,
                    applicability="unsafe")  # fmt: skip


@rule("S203", "particle-de", category=SPELLING, severity="note", languages=("zh",),
      gives_way_to=("S201", "S107"), reach="passage")  # fmt: skip
def particle_de(reading: Reading) -> Iterator[Found]:
    """
    Checks. 的 before a verb after a doubled adverb, where 地 belongs (高高兴兴的参加), and 的
    between a verb and a judgement, where 得 belongs (做的很好).

    Why. The three sound the same. Usage wavers, so this is a note, and only where the frame is
    certain.

    Example. 项目做的很好。

    Instead. 项目做得很好。

    Fix safety. Unsafe.
    """
    for pattern, right in ((_ADVERB, "地"), (_JUDGED, "得")):
        for match in pattern.finditer(reading.text):
            at = match.start("de")
            message = Message(f"“{right}” belongs here.", f"此处宜用“{right}”。")
            yield Found(Span(at, at + 1), message, (right,), applicability="unsafe")


@rule("S202", "scripts-mixed", category=STYLE, severity="warning", languages=("zh",))
def scripts_mixed(reading: Reading) -> Iterator[Found]:
    """
    Checks. Traditional characters in a simplified text and the reverse, each stretch once.

    Why. They come with copied passages; quotations and names may keep theirs.

    Example. 中国民促会與会员单位

    Instead. 中国民促会与会员单位

    Fix safety. Unsafe: a name from Hong Kong, Macao or Taiwan may keep its characters.
    """
    main = script_of(reading.text)
    if main is None:
        return
    for match in _HAN_RUN.finditer(reading.text):
        odd = [_script(ch) not in (None, main) for ch in match[0]]
        for span in _runs(match.start(), odd):
            yield _odd(span, span.cut(reading.text), traditional=main == "hans")


def _odd(span: Span, text: str, *, traditional: bool) -> Found:
    if not traditional:
        message = Message(
            f"“{text}” is simplified in a text that is otherwise traditional.",
            f"繁体文本中出现简体字“{text}”。",
        )
        return Found(span, message)
    right = simplify(text)
    message = Message(
        f"“{text}” is traditional in a text that is otherwise simplified (“{right}”).",
        f"简体文本中出现繁体字“{text}”，简体为“{right}”。",
    )
    return Found(span, message, (right,), applicability="unsafe")


@lru_cache(maxsize=8192)
def _script(char: str) -> str | None:
    return script_of(char)


def _runs(start: int, marked: list[bool]) -> Iterator[Span]:
    """Join neighbouring marked places to spans."""
    for is_marked, group in groupby(enumerate(marked, start), key=lambda each: each[1]):
        places = [at for at, _ in group]
        if is_marked:
            yield Span(places[0], places[-1] + 1)


@lru_cache(maxsize=8)
def _pattern(slips: tuple[Slip, ...]) -> tuple[re.Pattern[str] | None, dict[str, Slip]]:
    table = {slip.wrong: slip for slip in slips}
    if not table:
        return None, {}
    words = sorted(table, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words))), table
