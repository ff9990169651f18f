"""Names of organisations and countries: abbreviations that fit, long and short forms that agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from glossary.check.finding import Evidence, Found, Message
from glossary.check.places import trimmed
from glossary.check.reading import Bead, Cover, Reading
from glossary.check.rule import TERM_RESOURCE, TERM_USE, rule
from tm.languages import Language, other
from tm.text.spans import Span

_ABBREVIATION = re.compile(r"(?<![\w/.-])(?P<abbr>[A-Z]{3,8})(?:s|['’]s)?(?![\w/-]|\.\w)")
_DEFINED = re.compile(
    r"(?<![\w'’-])(?P<name>[A-Z][\w'’-]*(?: (?:[A-Z][\w'’-]*|of|the|for|and|on|in|&)){1,12}) "
    r"\((?P<abbr>[A-Z]{3,8})\)"
)
# Chinese long and short, English long and short form. Where both are the same, none is here.
COUNTRIES: tuple[tuple[str, str, str, str], ...] = (
    ("中华人民共和国", "中国", "People's Republic of China", "China"),
    ("大韩民国", "韩国", "Republic of Korea", "South Korea"),
    ("朝鲜民主主义人民共和国", "朝鲜", "Democratic People's Republic of Korea", "North Korea"),
    ("德意志联邦共和国", "德国", "Federal Republic of Germany", "Germany"),
    ("法兰西共和国", "法国", "French Republic", "France"),
    ("美利坚合众国", "美国", "United States of America", "United States"),
    ("大不列颠及北爱尔兰联合王国", "英国", "United Kingdom of Great Britain and Northern Ireland",
     "United Kingdom"),
    ("俄罗斯联邦", "俄罗斯", "Russian Federation", "Russia"),
    ("意大利共和国", "意大利", "Italian Republic", "Italy"),
    ("西班牙王国", "西班牙", "Kingdom of Spain", "Spain"),
    ("荷兰王国", "荷兰", "Kingdom of the Netherlands", "Netherlands"),
    ("瑞士联邦", "瑞士", "Swiss Confederation", "Switzerland"),
    ("瑞典王国", "瑞典", "Kingdom of Sweden", "Sweden"),
    ("挪威王国", "挪威", "Kingdom of Norway", "Norway"),
    ("丹麦王国", "丹麦", "Kingdom of Denmark", "Denmark"),
    ("越南社会主义共和国", "越南", "Socialist Republic of Viet Nam", "Vietnam"),
    ("老挝人民民主共和国", "老挝", "Lao People's Democratic Republic", "Laos"),
    ("柬埔寨王国", "柬埔寨", "Kingdom of Cambodia", "Cambodia"),
    ("泰王国", "泰国", "Kingdom of Thailand", "Thailand"),
    ("缅甸联邦共和国", "缅甸", "Republic of the Union of Myanmar", "Myanmar"),
    ("印度尼西亚共和国", "印度尼西亚", "Republic of Indonesia", "Indonesia"),
    ("印度共和国", "印度", "Republic of India", "India"),
    ("巴基斯坦伊斯兰共和国", "巴基斯坦", "Islamic Republic of Pakistan", "Pakistan"),
    ("孟加拉人民共和国", "孟加拉国", "People's Republic of Bangladesh", "Bangladesh"),
    ("尼泊尔联邦民主共和国", "尼泊尔", "Federal Democratic Republic of Nepal", "Nepal"),
    ("斯里兰卡民主社会主义共和国", "斯里兰卡", "Democratic Socialist Republic of Sri Lanka",
     "Sri Lanka"),
    ("哈萨克斯坦共和国", "哈萨克斯坦", "Republic of Kazakhstan", "Kazakhstan"),
    ("伊朗伊斯兰共和国", "伊朗", "Islamic Republic of Iran", "Iran"),
    ("阿拉伯埃及共和国", "埃及", "Arab Republic of Egypt", "Egypt"),
    ("埃塞俄比亚联邦民主共和国", "埃塞俄比亚", "Federal Democratic Republic of Ethiopia",
     "Ethiopia"),
    ("肯尼亚共和国", "肯尼亚", "Republic of Kenya", "Kenya"),
    ("南非共和国", "南非", "Republic of South Africa", "South Africa"),
    ("巴西联邦共和国", "巴西", "Federative Republic of Brazil", "Brazil"),
    ("澳大利亚联邦", "澳大利亚", "Commonwealth of Australia", "Australia"),
    ("马来西亚联邦", "马来西亚", "Federation of Malaysia", "Malaysia"),
    ("新加坡共和国", "新加坡", "Republic of Singapore", "Singapore"),
    ("菲律宾共和国", "菲律宾", "Republic of the Philippines", "Philippines"),
)  # fmt: skip


@rule("M105", "abbreviation-differs", category=TERM_USE, severity="warning", languages=("en",))
def abbreviation(reading: Reading) -> Iterator[Found]:
    """
    Checks. An abbreviation that is one letter, or two letters changed in place, away from one the
    text explains, is not explained itself and stands more rarely; and an explained one whose
    letters are those of its name in another order.

    Why. CNAGO and CANGO look like two organisations.

    Example. China Association for NGO Cooperation (CANGO) … members of CNAGO

    Instead. China Association for NGO Cooperation (CANGO) … members of CANGO

    Fix safety. Unsafe: it may be another body.
    """
    defined = {match["abbr"]: match for match in _DEFINED.finditer(reading.text)}
    places = list(_ABBREVIATION.finditer(reading.text))
    counts = Counter(match["abbr"] for match in places)
    terms = Cover(reading.masked)
    for match in places:
        text, span = match["abbr"], Span(*match.span("abbr"))
        if reading.skipped(span) or terms.touches(span):
            continue
        known = next((each for each in defined if _close(text, each)), None)
        if text not in defined and known and counts[text] < counts[known]:
            yield _other(span, text, known, Span(*defined[known].span("abbr")))
        elif text in defined and match.start() == defined[text].start("abbr"):
            right = _initials(defined[text]["name"], text)
            if right:
                yield _scrambled(span, text, right, defined[text]["name"])


@rule("M106", "country-form", category=TERM_RESOURCE, severity="note", needs_source=True)
def country_form(reading: Reading) -> Iterator[Found]:
    """
    Checks. The long form of a country's name in one language and only the short form in the other.
    Names of laws and bodies are the glossary's.

    Why. Treaties, laws and speeches choose the form on purpose.

    Example. 大韩民国代表出席。 — The representative of South Korea attended.

    Instead. 大韩民国代表出席。 — The representative of the Republic of Korea attended.

    Fix safety. None: the short form is often the better English.
    """
    for bead in reading.beads:
        texts = bead.source_text.replace("’", "'"), bead.target_text.replace("’", "'")
        for names in COUNTRIES:
            if found := _form(bead, texts, names, reading):
                yield found


def _form(
    bead: Bead, texts: tuple[str, str], names: tuple[str, str, str, str], reading: Reading
) -> Found | None:
    long, short = {"zh": names[0], "en": names[2]}, {"zh": names[1], "en": names[3]}
    source, target = texts
    theirs, ours = other(reading.lang), reading.lang
    if _at(long[theirs], source) and not _at(long[ours], target):
        has, wants, found = long[theirs], long[ours], short[ours]
    elif _at(long[ours], target) and not _at(long[theirs], source):
        has, wants, found = short[theirs], short[ours], long[ours]
    else:
        return None
    there, here = _at(has, source), _at(found, target)
    if there is None or here is None:
        return None
    there, here = there.shift(bead.source.start), here.shift(bead.target.start)
    if any(there.overlaps(each.span) for each in reading.source_occurrences):
        return None
    if _inside_name(reading.text, here, ours):
        return None
    message = Message(
        f"The source says “{has}”; its counterpart is “{wants}”, not “{found}”.",
        f"原文为“{has}”，对应的译法是“{wants}”，而不是“{found}”。",
    )
    return Found(trimmed(here, reading.text), message, (wants,), (Evidence("source", has, there),))


def _at(name: str, text: str) -> Span | None:
    """Return where a name first stands as a whole word."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        around = text[at - 1 : at] if at else "", text[end : end + 1]
        if not any(char.isascii() and char.isalpha() for char in around):
            return Span(at, end)
        at = text.find(name, end)
    return None


def _inside_name(text: str, span: Span, lang: Language) -> bool:
    """Whether the country stands in a longer name: South Sudan, China Daily, Bank of China."""
    if lang == "zh":
        return text[span.start - 1 : span.start] == "《"
    return re.match(r"(?:['’]s)? [A-Z]", text[span.end : span.end + 4]) is not None


def _close(one: str, two: str) -> bool:
    return (
        min(len(one), len(two)) >= 4 and one != two and OSA.distance(one, two, score_cutoff=1) == 1
    )


def _initials(name: str, abbr: str) -> str | None:
    """Return the letters of a name in its own order, where the abbreviation has the same ones."""
    capitals = "".join(char for char in name.removeprefix("The ") if char.isupper())
    if sorted(capitals) == sorted(abbr) and capitals != abbr and len(abbr) >= 3:
        return capitals
    return None


def _other(span: Span, text: str, known: str, place: Span) -> Found:
    message = Message(
        f"“{text}” is not explained; the text explains “{known}”.",
        f"“{text}”没有解释；文中解释过的缩写是“{known}”。",
    )
    return Found(
        span, message, (known,), (Evidence("elsewhere", known, place),), applicability="unsafe"
    )


def _scrambled(span: Span, text: str, right: str, name: str) -> Found:
    message = Message(
        f"The letters of “{text}” are not in the order of “{name}” ({right}).",
        f"缩写“{text}”的字母顺序与“{name}”（{right}）不一致。",
    )
    return Found(span, message, (right,), applicability="unsafe")


RULES = (abbreviation, country_form)
