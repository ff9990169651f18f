"""Where English sentences end.

A stop ends a sentence when what follows can begin one, and it is not the stop of an abbreviation,
an initial or a list number. Abbreviations come in kinds: titles (Dr.) never end a sentence, some
only before a figure do not (No. 5), and some end it exactly when a word follows that begins
sentences and no names (… in the U.S. The …).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tm.text.chars import HAN
from tm.text.enclosures import Enclosures

_MARK = re.compile(r"[.!?…。！？]+(?: \.){0,2}")
_CLOSERS = re.compile(r"(?:[\"'”’»)\]]| ”|\[\d{1,3}\]|[¹²³⁴⁵⁶⁷⁸⁹⁰])*")
_DETACHED = re.compile(r'[ \u3000]+"(?=\s|$)')
_SPACE = re.compile(r"\s*")
# What may stand before the first letter of a sentence, and that letter: a capital, a figure, a
# name like iPhone, or Chinese.
_STARTER = re.compile(
    rf"[\"'“‘«(\[–—•▪●○◆■▶·*-]*\s*(?:[^\W\d_a-zß-öø-ÿ]|\d|[$£€¥§#@]|[a-z]{{1,2}}[A-Z]|[{HAN}])"
)
_GLUED = re.compile(r"(?<=[a-z]{3})[.!?][\"”’)]*(?=[“\"(]?[A-Z][a-z]*[ ,’'])")
_TOKEN = re.compile(r"[\w&'’.-]*$")
_NEXT_WORD = re.compile(r"[\"'“‘(\[–—-]*\s*([\w’'-]*)")
_LIST_MARK = re.compile(r"\s*[(\[]?(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5})")
_INNER_LIST_MARK = re.compile(r"[:;]\s+[(\[]?\d{1,2}$")
_INITIAL = re.compile(r"(?:[A-Z]\.-?)*[A-Z]")
_ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_SPEECH = re.compile(
    r"(?:[A-Z][\w.’'-]*\s+){1,3}?(?:said|asked|asks|says|replied|answered|cried|shouted|called|"
    r"exclaimed|murmured|whispered|wondered|added|demanded|yelled|screamed)\b"
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# fmt: off
_TITLES = _words(
    "mr mrs ms dr drs prof profs gen sen rep gov col lt sgt capt adm cmdr maj hon rev pres supt "
    "messrs mme mlle fr st ste mt ft amb insp"
)
_LATIN = _words("e.g i.e eg ie vs v cf viz approx est ca c al incl resp tel abbr")
_BEFORE_FIGURES = _words(
    "no nos art arts fig figs vol vols sec secs ch chap para paras p pp ref app cl ann tab eq ed "
    "jan feb mar apr jun jul aug sep sept oct nov dec"
)
_EITHER = _words(
    "inc ltd co corp llc plc bros assn dept univ jr sr ph.d m.a b.a m.d esq a.m p.m etc u.s u.k "
    "u.n d.c e.u u.s.a p.r.c b.c a.d gmbh intl int'l nat'l govt min max mon tue tues wed thu thurs "
    "fri ave blvd rd al bn mn"
)
_COMPANIES = _words("inc ltd co corp llc plc bros gmbh")
_BEGINS = _words(
    "The A An He She It They We I You In On At But And However This That These Those There When "
    "While As If For From With After Before His Her Its Their Our My Since Although Though Because "
    "By To So Yet Or Nor What Who Why How Where Which Not Now Then Today Such Some Many Most Both "
    "Each All Under Over Despite During According Meanwhile Moreover Furthermore Also Only One Let "
    "Even Unlike Instead Perhaps Until Once Several Another Other Such Yes No"
)
# fmt: on
_VERBS = (
    r"(?:is|are|was|were|has|have|had|will|would|can|could|may|must|should|does|did|said|says|told|"
    r"began|became|held|won|grew|fell|rose|[a-z]{2,}ed|[a-z]{2,}izes)\b"
)
_VERB = re.compile(rf"\b{_VERBS}")
_NAME_AND_VERB = re.compile(
    rf"[A-Z][\w&’'-]*,?\s+(?:(?:[A-Z][\w&’'-]*|of|and|the|for|also|then)\s+){{0,6}}{_VERBS}"
)
_OFFICE = re.compile(
    r"(?:Vice |Deputy |Chief |Senior |Executive |Managing |General |Co-?|Honorary |Former )*"
    r"(?:[Cc]hair\w*|President|CEO|CFO|COO|CTO|Director|Manager|[Ff]ounder|Secretary|Officer|Head|"
    r"Partner|Engineer|Analyst|Spokes\w+|Representative|Group|Holdings?|Limited|Ltd|Inc|Corp|Co|"
    r"(?:[A-Z]\w+ ){0,2}(?:Branch|Office|Subsidiary|Division|Foundation|Board))\b"
)


def english_ends(line: str) -> Iterator[int]:
    """Yield where sentences inside `line` end: after the mark and its closing marks.

    The end of the line itself is not among them.
    """
    enclosures = Enclosures(line)
    last = 0
    for mark in _MARK.finditer(line):
        end = past_closers(_CLOSERS, line, mark.end())
        if end < len(line) and _ends(line, mark, end, last, enclosures):
            yield end
            last = end


def _ends(line: str, mark: re.Match[str], end: int, last: int, enclosures: Enclosures) -> bool:
    """Say whether the mark ends the sentence that began at `last`."""
    following = past(_SPACE, line, end)
    if following == end and mark.group()[-1] not in "。！？":
        return _is_glued(line, mark)
    if _STARTER.match(line, following) is None:
        return False
    if mark.group() == "." and _is_abbreviation(line, mark.start(), following, last):
        return False
    if _is_within_brackets(line, mark.start(), end, enclosures):
        return False
    quoted = mark.end() < end and line[end - 1] in "\"'”’"
    return not (quoted and mark.group()[-1] != "." and _SPEECH.match(line, following))


def _is_glued(line: str, mark: re.Match[str]) -> bool:
    """Say whether a space was forgotten: two sentences, not an address or a file name."""
    if _GLUED.match(line, mark.start()) is None:
        return False
    start = line.rfind(" ", 0, mark.start()) + 1
    return re.search(r"[@/\d]|www|\.", line[start : mark.start()]) is None


def _is_abbreviation(line: str, dot: int, following: int, last: int) -> bool:
    """Say whether the full stop at `dot` belongs to its word and ends nothing."""
    if _LIST_MARK.fullmatch(line[last:dot]) or _INNER_LIST_MARK.search(line[last:dot]):
        return True
    token = _last_word(line[max(last, dot - 40) : dot])
    plain = token.lower()
    next_word = _first_word(line[following : following + 60])
    if plain in _TITLES:
        return not (plain in ("st", "mt", "ft") and next_word in _BEGINS)
    if plain in _LATIN and plain != "al":
        return token != "C" or next_word not in _BEGINS
    if plain in _BEFORE_FIGURES:
        return next_word[:1].isdigit() or bool(re.fullmatch("[IVXLC]+", next_word))
    if plain in _COMPANIES and _is_followed_by_sentence(line, dot, following, last):
        return False
    if plain in _EITHER or _ACRONYM.fullmatch(token):
        return next_word not in _BEGINS
    if _INITIAL.fullmatch(token):
        return next_word not in _BEGINS or (token != "I" and next_word in ("A", "I"))
    return False


def _is_followed_by_sentence(line: str, dot: int, following: int, last: int) -> bool:
    """Say whether a company's full form ends a sentence before a name that begins the next.

    Both sides must have a verb of their own (… of Bluesky Ltd. Greenhill said …), and what follows
    must not be somebody's office there (Bluesky Ltd. Chairman Li said …).
    """
    if _VERB.search(line, last, dot) is None or _OFFICE.match(line, following):
        return False
    return _NAME_AND_VERB.match(line, following) is not None


def _last_word(text: str) -> str:
    found = _TOKEN.search(text)
    return found.group().lstrip("'’-.") if found else ""


def _first_word(text: str) -> str:
    found = _NEXT_WORD.match(text)
    return found.group(1) if found else ""


def past_closers(closers: re.Pattern[str], line: str, position: int) -> int:
    """Return where the closing marks at `position` end.

    A straight quotation mark after a space closes where one is open; else it opens what follows.
    """
    end = past(closers, line, position)
    detached = _DETACHED.match(line, end)
    if detached and line.count('"', 0, detached.end() - 1) % 2:
        return detached.end()
    return end


def past(pattern: re.Pattern[str], line: str, position: int) -> int:
    """Return where what `pattern` matches at `position` ends; `position` where nothing does."""
    found = pattern.match(line, position)
    return found.end() if found else position


def _is_within_brackets(line: str, start: int, end: int, enclosures: Enclosures) -> bool:
    """Say whether the mark stands in a bracket that the sentence opened and runs past."""
    for pair in enclosures.around(start):
        if pair.is_quotation or pair.mark not in "（［":
            continue
        before = line[: pair.start].rstrip()[-1:]
        if before != "" and before not in '.!?…"”’)。':
            return True
    return False
