"""Reader of Chinese numbers: 1.2亿, 三百二十亿, 3万余, 百分之三十, 三成五, 数十万, 3–5公里.

A run of numeral characters is found by one expression, cut into tokens and summed up by
`arithmetic`; what stands before and after it (第, 约, 百分之, %, 成, 倍, 元, 公里, 个) says what it
counts. Everything works on a copy of the text of the same length, so positions need no map.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from tm.text.masks import any_of, blank, blank_out
from tm.text.numerals import units
from tm.text.numerals.figure import Figure, Kind
from tm.text.numerals.joining import joined
from tm.text.spans import Span
from tm.text.sums import NUMERAL, Sum, factor_of, plain, sum_up

_LONGEST = 40  # characters; a longer run is a code, not a number

_UNIT_CODES = units.chinese_units()
_CLASSIFIERS = (
    "个 名 位 人 户 家 次 项 件 条 座 所 张 只 头 匹 辆 架 艘 台 部 本 册 篇 首 场 届 期 批 组 "
    "队 支 类 种 样 步 级 "
    "层 楼 间 村 县 市 省 国 口 株 棵 份 门 款 处 起 例 宗 例 枚 颗 粒 顶 堂 节 课 篇 句 字 集 "
    "版 轮 局 票 席 股 幅 "
    "对 双 副 套 盒 箱 袋 瓶 杯 碗 代 世 成员 社区 省份 国家 城市 学生 学校 方面 代表 机构 "
    "组织 企业 项目 志愿者 会员"
).split()
_AFTER = re.compile(
    r"(?P<fuzz>[多余来几](?!\d))?"
    r"(?:(?P<point>\s?个?百分点)|\s?(?P<percent>[%‰]|％)|(?P<tenths>成(?P<half>[五半])?"
    r"(?!为(?<!其中[一二三四五六七八九]成为)|[立员功绩果本长熟都就分名年交型群份语不一实效品因套见器规]))"
    r"|(?P<discount>折(?![叠磨腾中射合]))|(?P<times>[多余]?倍)"
    rf"|\s?(?P<unit>个?多?(?:{any_of(_UNIT_CODES)}))"
    rf"|(?P<measure>多?(?:{any_of(_CLASSIFIERS)})))?"
)
_BEFORE = re.compile(
    r"(?:(?P<ordinal>第)|(?P<about>大约|大概|将近|接近|超过|约|近|逾|超|上|不足|不到)?\s?"
    rf"(?P<sign>{any_of(units.SIGNS)})?)\s?\Z"
)
_UNIT_PREFIX = re.compile(r"^\s?多?(?:个(?=[基多]))?多?")
_HALF_AFTER = re.compile(r"半(?![岛导球径])")
_AROUND = re.compile("左右|上下|以上|之多|多")
_JOIN = re.compile(r"\s?(?:[-–—~～〜－]{1,2}|至|到)\s?[近约]?")
_DOUBLING = re.compile(r"翻(?:了)?(?:(?P<times>[一两二三四五])|(?P<several>几))?番")
_HALF = re.compile(
    r"(?<![个年月周天时里米斤吨亩倍上下大前后多小])半个?(?P<unit>年|天|月|小时|公里|英里|米|斤|"
    r"吨|亩)|(?<![大上下])半(?=[价数以世程票])|(?<=[近过逾超])半(?![年月天小个])|一半|俩|"
    r"双(?=[方边赢重])|一对|一双"
)
_WHOLE = re.compile("百分百|百分之百")
_SMALL_DIGITS = dict(zip("一两二三四五", (1, 2, 2, 3, 4, 5), strict=True))


@dataclass(frozen=True, slots=True)
class _Run:
    """One numeral with its place in the folded text; `over` is the denominator of 三分之一."""

    start: int
    end: int
    sum: Sum
    over: Decimal | None = None


def read(text: str, masked: Sequence[Span] = ()) -> list[Figure]:
    """Read the numbers of a Chinese text, in order."""
    folded = blank(plain(text), "zh", masked)
    words = sorted(_words(folded), key=lambda figure: figure.span)
    folded = blank_out(folded, (word.span for word in words))
    found = (_figure(folded, run) for run in _shares(folded, _runs(folded)))
    figures = joined(folded, list(_apart(found)), _range_join, factor_of)
    return sorted([*figures, *words], key=lambda figure: figure.span)


def _apart(figures: Iterator[Figure | None]) -> Iterator[Figure]:
    """Leave out what stands inside the one before, such as the last character of 三成五."""
    end = 0
    for figure in figures:
        if figure is not None and figure.span.start >= end:
            yield figure
            end = figure.span.end


def _runs(text: str) -> Iterator[_Run]:
    """Yield the numerals; a run such as 一一五五 may hold several."""
    for match in NUMERAL.finditer(text):
        at = match.start()
        while at < match.end() <= match.start() + _LONGEST:
            value = sum_up(text, at, match.end())
            yield _Run(at, value.end, value)
            at = value.end


def _shares(text: str, runs: Iterator[_Run]) -> Iterator[_Run]:
    """Join 百分之二十 and 三分之一: a numeral, 分之, a numeral."""
    before: _Run | None = None
    for run in runs:
        if before and before.end + 2 == run.start and text.startswith("分之", before.end):
            yield replace(run, start=before.start, over=before.sum.low)
            before = None
            continue
        if before:
            yield before
        before = run
    if before:
        yield before


def _figure(text: str, run: _Run) -> Figure | None:
    """Say what one numeral counts by what stands around it; None where it counts nothing."""
    before = _BEFORE.search(text, max(0, run.start - 8), run.start)
    after = _AFTER.match(text, run.end)
    # Every part of the two expressions is optional, so they always match.
    assert before is not None
    assert after is not None
    ordinal, about, sign = before.group("ordinal", "about", "sign")
    reading = _reading(run, after, sign, ordinal=bool(ordinal))
    if reading is None or _idle(run, after, before):
        return None
    kind, unit, factor = reading
    half = _half(text, after)
    start = run.start
    if ordinal or sign:
        start = before.start("ordinal" if ordinal else "sign")
    total = run.sum
    if kind == "fraction" and run.over:
        total = replace(total, low=total.low / run.over)
    return Figure(
        span=Span(start, after.end() + bool(half)),
        digits=Span(run.start, run.end),
        value=total.low * factor + half + (5 if after["half"] else 0),
        high=None if total.high is None else total.high * factor,
        kind=kind,
        unit=unit,
        approximate=bool(
            total.approximate or about or after["fuzz"] or _AROUND.match(text, after.end())
        ),
        vague=total.vague,
        hard=_is_hard(run, kind, about, after),
        scale=total.scale,
        small=kind in ("number", "measure", "multiple")
        and total.lone
        and total.low > 2
        and bool(after["unit"] or after["measure"] or after["times"]),
    )


_Reading = tuple[Kind, str | None, Decimal]


def _reading(
    run: _Run, after: re.Match[str], sign: str | None, *, ordinal: bool
) -> _Reading | None:
    """Return kind, unit and the factor that brings the sum to the value."""
    one = Decimal(1)
    if run.over is not None:
        return _share(run, after)
    if ordinal:
        return "ordinal", None, one
    if after["point"]:
        return "percent", "point", one
    if after["percent"]:
        return "percent", "%", one if after["percent"] != "‰" else one / 10
    if after["tenths"]:
        return ("percent", "%", one * 10) if run.sum.low < 10 else ("number", None, one)
    if after["discount"]:
        return "discount", "%", one * 10 if run.sum.low < 10 else one
    if after["times"]:
        return "multiple", None, one
    unit = _UNIT_CODES.get(_UNIT_PREFIX.sub("", after["unit"] or ""))
    if sign:
        return "currency", units.SIGNS[sign] or unit, one
    if unit:
        return "currency" if units.is_currency(unit) else "measure", unit, one
    return "number", None, one


def _share(run: _Run, after: re.Match[str]) -> _Reading | None:
    if run.over == 100:
        return "percent", "point" if after["point"] else "%", Decimal(1)
    if run.over == 1000:
        return "percent", "%", Decimal(1) / 10
    if not run.over or run.sum.low == 0:
        return None
    return "fraction", None, Decimal(1)


def _idle(run: _Run, after: re.Match[str], before: re.Match[str]) -> bool:
    """Tell a numeral that only looks like one: 百 of 百姓, 零, 数 of nothing."""
    total = run.sum
    counted = after.lastgroup not in (None, "fuzz") or before.lastgroup is not None
    if run.over is not None or total.ascii:
        return False
    if total.low == 0 and not total.vague:
        return True
    return total.bare and not counted and not total.vague and not after["fuzz"]


def _half(text: str, after: re.Match[str]) -> Decimal:
    """Return 0.5 for the 半 of 一年半 or 两个半小时."""
    counted = after["unit"] or after["measure"]
    return Decimal("0.5") if counted and _HALF_AFTER.match(text, after.end()) else Decimal(0)


def _is_hard(run: _Run, kind: Kind, about: str | None, after: re.Match[str]) -> bool:
    total = run.sum
    if total.vague:
        return False
    if total.ascii or run.over is not None or kind in ("percent", "discount"):
        return True
    counted = bool(after["unit"] or after["measure"])
    if total.lone:
        return kind == "ordinal" and total.low > 2 and counted
    if total.bare:
        return bool(about or after["fuzz"] or (total.scale and counted and total.low > 10**4))
    return total.high is None and (counted or total.low >= 20)


def _range_join(text: str, low: Figure, high: Figure) -> bool:
    return _JOIN.fullmatch(text, low.span.end, high.span.start) is not None


def _words(text: str) -> Iterator[Figure]:
    """Read the numbers said without a numeral: 翻一番, 一半, 百分百."""
    for match in _DOUBLING.finditer(text):
        times = _SMALL_DIGITS.get(match["times"] or "一", 1)
        yield _word(match, Decimal(2) ** times, "multiple", hard=match["several"] is None)
    for match in _HALF.finditer(text):
        unit = _UNIT_CODES.get(match["unit"] or "")
        two = match[0][0] in "俩双" or match[0][1:] in ("对", "双")
        kind: Kind = "measure" if unit else "number" if two else "fraction"
        yield _word(match, Decimal(2) if two else Decimal("0.5"), kind, unit=unit)
    for match in _WHOLE.finditer(text):
        yield _word(match, Decimal(100), "percent", unit="%")


def _word(
    match: re.Match[str], value: Decimal, kind: Kind, *, unit: str | None = None, hard: bool = False
) -> Figure:
    span = Span(*match.span())
    return Figure(span, value, kind, span, unit=unit, hard=hard)
