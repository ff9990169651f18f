"""Reader of Chinese dates and times: 2016年4月28日, 4月下旬, 晚上10点半, 20世纪80年代, 十三五."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from tm.text.dates.value import DateValue, Part, Unit
from tm.text.masks import blank, blank_out
from tm.text.spans import Span
from tm.text.sums import plain, sum_up

_D = "零一二三四五六七八九"
_YEAR = (
    rf"(?P<year>(?<!\d)[12]\d{{3}}|(?<![{_D}])[一二][{_D}]{{3}}|"
    r"(?<!\d)\d{2}(?=年\s?\d{1,2}月)|(?<!\d)0\d)\s?年(?!代)"
)
_MONTH = (
    r"(?P<month>(?<!\d)(?:1[0-2]|0?[1-9])|十[一二]?|(?<!十)[一二三四五六七八九])\s?月(?!球|饼|"
    r"光|亮|票|薪|刊|经)"
)
_DAY = (
    r"(?P<day>[12]\d|3[01]|0?[1-9]|(?:二?十[一二三四五六七八九]?|三十一?|"
    r"[初]?[一二三四五六七八九]))\s?[日号](?!本|元|圆)"
)
_PART = r"(?P<part>上旬|中旬|下旬|月初|月中|月底|月末|年初|年中|年底|年末|初|中(?=[，。、])|底|末)"
_FULL = re.compile(
    rf"(?:(?:{_YEAR}|(?P<this>[今去明前]年))的?\s?)?{_MONTH}份?(?:\s?{_DAY}|(?:{_PART}))?"
    rf"|{_YEAR.replace('year', 'y2')}(?P<p2>初|底|末|中(?=[，。、]))?"
    rf"|(?<![\d.:])(?P<d2>[12]\d|3[01]|[1-9])日(?!本|元|圆|均|内|后|前|游|元)"
)
_NUMERIC = re.compile(
    r"(?<![\d./-])(?P<year>(?:1[89]|20)\d\d)(?P<sep>[-/.])(?P<month>1[0-2]|"
    r"0?[1-9])(?P=sep)(?P<day>[12]\d|3[01]|0?[1-9])(?![\d/-]|\.\d)"
)
_YEARS = re.compile(
    r"(?<![\d.])(?P<first>(?:1[0-9]|20)\d\d)\s?年?\s?[-–—~～至到和、或]{1,2}\s?(?P<second>(?:1[0"
    r"-9]|20)\d\d|\d\d(?=年))\s?(?=年(?!代))"
)
_EVENT = re.compile(
    r"(?<!\d)(?P<month>1[0-2]|[1-9])[·.・](?P<day>[12]\d|3[01]|[1-9])(?!\d)(?=[”\"]?(?:特大|"
    r"大)?(?:地震|事件|恐怖|袭击))"
    r"|(?<!\d)(?P<month2>9)/(?P<day2>11)(?![\d/])"
)
_DAYTIME = (
    r"(?P<time>凌晨|清晨|早上|早晨|上午|中午|下午|午后|傍晚|晚上|晚间|夜间|夜里|深夜|午夜|"
    r"当晚|今晚|昨晚|晚|早)"
)
_HOUR = r"(?P<hour>(?<!\d)(?:2[0-4]|1\d|0?\d)|二十[一二三四]?|十[一二]?|[零一二两三四五六七八九])"
_MINUTE = r"(?P<minute>[0-5]?\d|[二三四五]?十[一二三四五六七八九]?|零?[一二三四五六七八九])"
_CLOCK = re.compile(
    rf"(?:{_DAYTIME}\s?)?{_HOUR}(?:[:：](?P<exact>[0-5]\d)(?!\d)(?:[:：][0-5]\d)?"
    rf"|(?:点钟?|时)(?:{_MINUTE}分(?!之|钟)|(?P<quarter>半|一刻|三刻)|(?P<whole>整|许)?))"
)
_C = rf"(?P<century>(?<!\d)\d{{1,2}}|二?十[{_D}]?|上个?|本)世纪"
_DECADE = re.compile(
    rf"(?:{_C}|(?P<of>\d\d)(?=\d0年代))?(?:(?P<first>\d0|[一二三四五六七八九](?:十年代)?|"
    r"[一二三四五六七八九]十)[、和及至到－-]?(?:\d\d)?(?=\d0年代|"
    r"[一二三四五六七八九]十年代))?(?P<decade>\d0|[一二三四五六七八九]十)年代(?P<part>初期?|"
    r"中期|末期?|后期|早期|晚期)?"
)
_CENTURY = re.compile(rf"{_C}(?P<part>初|中叶|末|中期)?")
_COHORT = re.compile(
    r"(?<!\d)(?P<year>[05-9]0|[五六七八九][零十]|零零)后(?!期|面|来|半|续|果|天|边)"
)
_QUARTER = re.compile(r"第?(?P<number>[一二三四1-4])季度|(?P<first>首季度?)")
_HALF = re.compile(r"(?P<number>[上下])半年")
_PLAN = re.compile(
    r"(?P<plan>十[一二三四五])五(?!个|十|年|人|天|月|日|岁|位|名|号|次)|[“\"](?P<quoted>十|"
    r"[六七八九])五[”\"]"
    r"|(?P<early>十|[六七八九])五(?=规划|计划|期间|时期)|第(?P<nth>[一二三四五六七八九十]{1,3}|"
    r"\d{1,2})个五年"
)
_CONGRESS = re.compile(
    r"(?P<congress>十[一二三四五六七八九]|二十)大(?=[^类行项产重城国经措工名品多小家部批约概型量"
    r"看好事]|$)"
    r"|(?P<plenum>[一二三四五六七八])中全会"
)
_RELATIVE = re.compile(
    r"(?P<day>(?:星期|礼拜|周)[一二三四五六日天](?!年)|今天|昨天|明天|昨日|今日|明日|次日|翌日|"
    r"当天|当日|同日|前天|后天)|(?P<month>本月|上个?月|下个?月|当月|同月|这个月)"
    r"|(?P<year>今年|去年|明年|前年|后年|本年|当年|同年|上年|次年|翌年|那年|该年|这一年|那一年|"
    r"来年)"
    r"|(?P<century>[上本]个?世纪)"
)
_PARTS: dict[str, Part] = {
    "上": "early", "初": "early", "早": "early", "中": "middle",
    "下": "late", "底": "late", "末": "late", "后": "late", "晚": "late",
}  # fmt: skip
_AFTERNOON = {
    "下午",
    "午后",
    "傍晚",
    "晚上",
    "晚间",
    "当晚",
    "今晚",
    "昨晚",
    "晚",
    "夜间",
    "夜里",
    "深夜",
}
_MORNING = {"凌晨", "清晨", "早上", "早晨", "上午", "早"}


def read(text: str, masked: Sequence[Span] = ()) -> list[DateValue]:
    """Read the dates and times of a Chinese text, in order."""
    left = blank(plain(text), "zh", masked)
    found: list[DateValue] = []
    for pattern, maker in _READERS:
        fresh = [value for match in pattern.finditer(left) for value in maker(match)]
        left = blank_out(left, (value.span for value in fresh))
        found += fresh
    return sorted(found, key=lambda value: value.span)


def _number(word: str | None) -> int | None:
    """Return what a short numeral in digits or Han says; 二零一六 is 2016, 初八 is 8."""
    word = (word or "").lstrip("初")
    return int(sum_up(word, 0, len(word)).low) if word else None


def _part(word: str | None) -> Part | None:
    word = (word or "").lstrip("月年")
    return _PARTS.get(word[:1])


def _full(match: re.Match[str]) -> Iterator[DateValue]:
    span = Span(*match.span())
    if match["d2"]:
        yield DateValue(span, day=int(match["d2"]))
    elif match["y2"]:
        yield DateValue(span, year=_number(match["y2"]), part=_part(match["p2"]))
    else:
        yield DateValue(
            span,
            year=_number(match["year"]),
            month=_number(match["month"]),
            day=_number(match["day"]),
            part=_part(match["part"]),
        )


def _numeric(match: re.Match[str]) -> Iterator[DateValue]:
    year, month, day = (int(match[name]) for name in ("year", "month", "day"))
    yield DateValue(Span(*match.span()), year=year, month=month, day=day)


def _years(match: re.Match[str]) -> Iterator[DateValue]:
    first, second = int(match["first"]), int(match["second"])
    yield DateValue(Span(*match.span("first")), year=first)
    if second < 100:
        second += first // 100 * 100
    yield DateValue(Span(match.start("second"), match.end() + 1), year=second)


def _event(match: re.Match[str]) -> Iterator[DateValue]:
    month, day = int(match["month"] or match["month2"]), int(match["day"] or match["day2"])
    year = 2001 if (month, day) == (9, 11) else None
    yield DateValue(Span(*match.span()), year=year, month=month, day=day, hard=False)


def _clock(match: re.Match[str]) -> Iterator[DateValue]:
    daytime, hour = match["time"], _number(match["hour"])
    named = bool(daytime or match["exact"] or match["minute"] or match["quarter"] or match["whole"])
    by_shi = match[0].rstrip("整许").endswith("时") and match["hour"].isdigit()
    if hour is None or hour > 24 or not (named or by_shi or match[0].endswith("钟")):
        return
    minute = {"半": 30, "一刻": 15, "三刻": 45}.get(match["quarter"] or "")
    if minute is None:
        minute = _number(match["exact"] or match["minute"]) or 0
    if daytime in _AFTERNOON and hour < 12 and not (daytime in ("深夜", "夜里") and hour < 6):
        hour += 12
    known = daytime in _AFTERNOON or daytime in _MORNING or hour > 12
    yield DateValue(Span(*match.span()), "time", hour=hour, minute=minute, twelve=not known)


def _century_of(word: str | None) -> int | None:
    if not word:
        return None
    return {"上": 20, "本": 21}.get(word[0]) or _number(word)


def _decade(match: re.Match[str]) -> Iterator[DateValue]:
    century = _century_of(match["century"])
    base = (century - 1) * 100 if century else int(match["of"] or 0) * 100
    first = (match["first"] or "").removesuffix("年代").removesuffix("十")
    start = match.start()
    if first:  # 五六十年代, 70、80年代
        year = int(first) if first.isdigit() and len(first) == 2 else 10 * (_number(first) or 0)
        yield DateValue(Span(start, match.end("first")), "decade", year=base + year)
        start = match.end("first")
    year = base + (_number(match["decade"]) or 0)
    yield DateValue(Span(start, match.end()), "decade", year=year, part=_part(match["part"]))


def _century(match: re.Match[str]) -> Iterator[DateValue]:
    span = Span(*match.span())
    if match["century"][0] in "上本":
        yield DateValue(span, "relative", of="century", part=_part(match["part"]), hard=False)
    else:
        number = _number(match["century"])
        yield DateValue(span, "century", number=number, part=_part(match["part"]))


def _cohort(match: re.Match[str]) -> Iterator[DateValue]:
    word = match["year"]
    year = int(word) if word.isdigit() else _D.index(word[0]) * 10
    yield DateValue(Span(*match.span()), "cohort", year=year)


def _quarter(match: re.Match[str]) -> Iterator[DateValue]:
    yield DateValue(Span(*match.span()), "quarter", number=_number(match["number"]) or 1)


def _half(match: re.Match[str]) -> Iterator[DateValue]:
    number = 1 if match["number"] == "上" else 2
    yield DateValue(Span(*match.span()), "half", number=number, hard=False)


def _plan(match: re.Match[str]) -> Iterator[DateValue]:
    number = _number(match["plan"] or match["quoted"] or match["early"] or match["nth"])
    yield DateValue(Span(*match.span()), "plan", number=number)


def _congress(match: re.Match[str]) -> Iterator[DateValue]:
    kind, word = (
        ("congress", match["congress"]) if match["congress"] else ("plenum", match["plenum"])
    )
    yield DateValue(
        Span(*match.span()), "congress" if kind == "congress" else "plenum", number=_number(word)
    )


def _relative(match: re.Match[str]) -> Iterator[DateValue]:
    of: Unit | None = next((unit for unit in _UNITS if match[unit]), None)
    yield DateValue(Span(*match.span()), "relative", of=of, hard=False)


_UNITS: tuple[Unit, ...] = ("day", "month", "year", "century")
# In order: what an earlier reader has taken a later one no longer sees.
_READERS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Iterator[DateValue]]], ...] = (
    (_NUMERIC, _numeric),
    (_EVENT, _event),
    (_YEARS, _years),
    (_PLAN, _plan),
    (_CONGRESS, _congress),
    (_DECADE, _decade),
    (_CENTURY, _century),
    (_COHORT, _cohort),
    (_QUARTER, _quarter),
    (_HALF, _half),
    (_FULL, _full),
    (_CLOCK, _clock),
    (_RELATIVE, _relative),
)
