"""The glossary checked against itself: what would make it contradict, mislead or miss.

Every rule is a generator over the whole glossary; `RULES` lists them in order. A finding names the
concepts and terms it is about and says in both languages what stands where. Severities: error, a
text cannot obey both; warning, likely a slip of ours; note, worth a look.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from glossary.alike import alike
from glossary.check.finding import Message, Severity
from glossary.check.tables import Slip
from glossary.concepts import Case, Concept, Enforcement, State, Status, Term
from glossary.recognise import Recogniser
from tm.languages import LANGUAGES, Language, other
from tm.text.chars import han_count
from tm.text.fold import fold
from tm.text.variants import script_of

Speller = Callable[[str], Sequence[str] | None]
"""Tells of an English word what it should be; None where it is right."""

_SHORT = 3
_CONTROL = {"Cc", "Cf", "Co", "Cn", "Zl", "Zp"}


@dataclass(frozen=True, slots=True)
class LintFinding:
    """One thing about the glossary itself; `concepts` are ids, `terms` their texts."""

    rule: str
    severity: Severity
    concepts: tuple[int, ...]
    terms: tuple[str, ...]
    message: Message


@dataclass(frozen=True, slots=True)
class _Use:
    """A term and the concept it belongs to."""

    concept: Concept
    term: Term


class _Glossary:
    """The concepts in use, looked at from several sides."""

    def __init__(
        self, concepts: Sequence[Concept], speller: Speller | None, slips: Sequence[Slip] = ()
    ) -> None:
        in_use = (each for each in concepts if each.state is not State.DELETED and not each.amends)
        self.concepts = sorted(in_use, key=lambda each: (each.id, each.title))
        self.speller = speller
        self.slips = [slip for slip in slips if slip.wrong != slip.right]

    @cached_property
    def uses(self) -> list[_Use]:
        """Every term with its concept."""
        return [_Use(concept, term) for concept in self.concepts for term in concept.terms]

    @cached_property
    def by_key(self) -> dict[tuple[Language, str], list[_Use]]:
        """The uses of every folded term."""
        found: dict[tuple[Language, str], list[_Use]] = defaultdict(list)
        for use in self.uses:
            found[use.term.lang, fold(use.term.text).text].append(use)
        return found

    def wanting(self, lang: Language, key: str, *statuses: Status) -> list[_Use]:
        """Return the uses of a folded text that have one of the statuses."""
        return [use for use in self.by_key.get((lang, key), ()) if use.term.status in statuses]


def lint(
    concepts: Sequence[Concept], speller: Speller | None = None, slips: Sequence[Slip] = ()
) -> list[LintFinding]:
    """Return what is wrong with the glossary, worst first, then by concept."""
    glossary = _Glossary(concepts, speller, slips)
    order = {"error": 0, "warning": 1, "note": 2}
    found = [finding for rule in RULES for finding in rule(glossary)]
    found.sort(key=lambda each: (order[each.severity], each.concepts, each.rule, each.terms))
    return found


def duplicates(glossary: _Glossary) -> Iterator[LintFinding]:
    """Two concepts with the same preferred terms in both languages."""
    seen: dict[tuple[str, str], Concept] = {}
    for concept in glossary.concepts:
        zh, en = concept.preferred("zh"), concept.preferred("en")
        if zh and en:
            first = seen.setdefault((fold(zh).text, fold(en).text), concept)
            if first is not concept:
                yield LintFinding(
                    "duplicate", "error", (first.id, concept.id), (zh, en),
                    Message(
                        f"“{zh}” / “{en}” stands in two concepts; merge them.",
                        f"“{zh}”/“{en}”见于两个条目，请合并。",
                    ),
                )  # fmt: skip


def conflicts(glossary: _Glossary) -> Iterator[LintFinding]:
    """One Chinese term with two preferred English terms in one domain."""
    first: dict[tuple[str, str], Concept] = {}
    for concept in glossary.concepts:
        zh, en = concept.preferred("zh"), concept.preferred("en")
        if not zh or not en:
            continue
        rival = first.setdefault((fold(zh).text, concept.domain), concept)
        theirs = rival.preferred("en") or ""
        if rival is not concept and fold(theirs).text != fold(en).text:
            yield LintFinding(
                "conflict", "error", (rival.id, concept.id), (zh, theirs, en),
                Message(
                    f"“{zh}” is “{theirs}” in one concept, “{en}” in another of the same domain.",
                    f"同一领域中“{zh}”一处首选译名为“{theirs}”，另一处为“{en}”。",
                ),
            )  # fmt: skip


def forbidden_and_wanted(glossary: _Glossary) -> Iterator[LintFinding]:
    """A form forbidden everywhere in one place and wanted in another."""
    for use in _always_forbidden(glossary):
        term = use.term
        passing = (Status.PREFERRED, Status.ADMITTED)
        for rival in glossary.wanting(term.lang, fold(term.text).text, *passing):
            severity: Severity = "error" if rival.term.text == term.text else "note"
            yield LintFinding(
                "forbidden-and-wanted", severity, (use.concept.id, rival.concept.id),
                (term.text, rival.term.text),
                Message(
                    f"“{term.text}” is forbidden for “{use.concept.title}” and"
                    f" {rival.term.status.value} for “{rival.concept.title}”.",
                    f"“{term.text}”在“{use.concept.title}”中禁用，在“{rival.concept.title}”中却可用。",
                ),
            )  # fmt: skip


def forbidden_inside(glossary: _Glossary) -> Iterator[LintFinding]:
    """A forbidden form inside a preferred term: a text that shortens the term would be blamed."""
    bad = [use.concept for use in _always_forbidden(glossary)]
    blamed = Recogniser([_only_forbidden(concept) for concept in dict.fromkeys(bad)])
    for use in glossary.uses:
        if use.term.status is not Status.PREFERRED:
            continue
        for occurrence in blamed(use.term.text, use.term.lang):
            if len(occurrence.span) < len(use.term.text):
                yield LintFinding(
                    "forbidden-inside", "note", (occurrence.concept.id, use.concept.id),
                    (occurrence.term.text, use.term.text),
                    Message(
                        f"The forbidden “{occurrence.text}” stands inside the preferred"
                        f" “{use.term.text}”.",
                        f"禁用形式“{occurrence.text}”出现在首选术语“{use.term.text}”之中。",
                    ),
                )  # fmt: skip


def cycles(glossary: _Glossary) -> Iterator[LintFinding]:
    """Following what to write instead leads back to where it began."""
    instead: dict[tuple[Language, str], tuple[str, _Use]] = {}
    for use in _always_forbidden(glossary):
        better = use.concept.preferred(use.term.lang)
        if better is not None:
            wrong = (use.term.lang, fold(use.term.text).text)
            instead.setdefault(wrong, (fold(better).text, use))
    reported: set[frozenset[str]] = set()
    for (lang, key), (_, use) in sorted(instead.items()):
        path = _followed(instead, lang, key)
        if path and frozenset(path) not in reported:
            reported.add(frozenset(path))
            shown = " → ".join([*path, path[0]])
            yield LintFinding(
                "cycle", "error", (use.concept.id,), tuple(path),
                Message(
                    f"What to write instead leads in a circle: {shown}.",
                    f"替换建议形成循环：{shown}。",
                ),
            )  # fmt: skip


def wrong_script(glossary: _Glossary) -> Iterator[LintFinding]:
    """Han in an English term, none in a Chinese one, or two scripts mixed."""
    for use in glossary.uses:
        term, han = use.term, han_count(use.term.text)
        if term.lang == "en" and han:
            yield _about(use, "wrong-script", "error",
                         Message(f"The English term “{term.text}” holds Chinese characters.",
                                 f"英文术语“{term.text}”中有汉字。"))  # fmt: skip
        elif term.lang == "zh" and not han and not use.concept.do_not_translate:
            yield _about(use, "wrong-script", "note",
                         Message(f"The Chinese term “{term.text}” holds no Chinese character.",
                                 f"中文术语“{term.text}”中没有汉字。"))  # fmt: skip
        elif term.lang == "zh" and script_of(term.text) == "hant" and not term.tag:
            yield _about(use, "wrong-script", "note",
                         Message(f"“{term.text}” is in traditional characters without saying so.",
                                 f"“{term.text}”为繁体，但未注明。"))  # fmt: skip


def stray_characters(glossary: _Glossary) -> Iterator[LintFinding]:
    """Invisible characters, doubled spaces, full-width letters or marks in English."""
    for use in glossary.uses:
        names = [*_strays(use.term)]
        if names:
            listed = ", ".join(names)
            yield _about(
                use, "stray-characters", "error",
                Message(f"“{use.term.text}” holds {listed}.",
                        f"“{use.term.text}”含有不可见或全角字符（{listed}）。"),
            )  # fmt: skip


def nearly_alike(glossary: _Glossary) -> Iterator[LintFinding]:
    """Two terms one edit apart that are not forms of each other: one may be a slip."""
    for one, two in _alike(glossary):
        yield LintFinding(
            "nearly-alike", "note", (one.concept.id, two.concept.id),
            (one.term.text, two.term.text),
            Message(
                f"“{one.term.text}” and “{two.term.text}” are one edit apart; is one a slip?",
                f"“{one.term.text}”与“{two.term.text}”仅差一处，是否有笔误？",
            ),
        )  # fmt: skip


def misspelt(glossary: _Glossary) -> Iterator[LintFinding]:
    """A word inside a term that the speller does not know."""
    if glossary.speller is None:
        return
    for use in glossary.uses:
        if use.term.lang != "en" or not use.term.status.passes:
            continue
        for word in use.term.text.replace("-", " ").replace("/", " ").split():
            plain = word.strip(".,'’\"“”()[]:;!?")
            judged = plain.isascii() and plain.isalpha() and len(plain) > _SHORT
            better = glossary.speller(plain) if judged else None
            if better is not None:
                maybe = f"; perhaps “{better[0]}”" if better else ""
                yield _about(
                    use, "misspelt", "warning",
                    Message(f"“{plain}” in “{use.term.text}” is no known word{maybe}.",
                            f"“{use.term.text}”中的“{plain}”疑有拼写错误。"),
                )  # fmt: skip


def miswritten(glossary: _Glossary) -> Iterator[LintFinding]:
    """A form inside a Chinese term that is known to be a slip."""
    for use in glossary.uses:
        if use.term.lang != "zh" or not use.term.status.passes:
            continue
        for slip in glossary.slips:
            if slip.wrong in use.term.text and slip.right not in use.term.text:
                yield _about(
                    use, "misspelt", "warning",
                    Message(f"“{slip.wrong}” in “{use.term.text}” is a slip for “{slip.right}”.",
                            f"“{use.term.text}”中的“{slip.wrong}”疑为“{slip.right}”之误。"),
                )  # fmt: skip


def too_short(glossary: _Glossary) -> Iterator[LintFinding]:
    """A term so short that it will be found where it is not meant."""
    for use in glossary.uses:
        text, lang = use.term.text, use.term.lang
        letters = sum(map(str.isalpha, text))
        loose = lang == "en" and letters <= _SHORT and use.concept.case is Case.ANY
        if (loose and text.isupper()) or (lang == "zh" and len(text) == 1):
            yield _about(
                use, "too-short", "warning",
                Message(f"“{text}” is short and found in any case; set its case to permissive.",
                        f"“{text}”过短，易误认；请将大小写规则设为 permissive。"),
            )  # fmt: skip


def unfulfillable(glossary: _Glossary) -> Iterator[LintFinding]:
    """A concept that asks for a term it does not have."""
    for concept in glossary.concepts:
        if concept.enforcement is Enforcement.OFF or concept.do_not_translate:
            continue
        for lang in LANGUAGES:
            needed = any(concept.of(other(lang)))
            if needed and concept.preferred(lang) is None and not _past(concept):
                language = {"zh": ("Chinese", "中文"), "en": ("English", "英文")}[lang]
                yield LintFinding(
                    "unfulfillable", "warning", (concept.id,), (concept.title,),
                    Message(
                        f"“{concept.title}” has no {language[0]} term that may be written.",
                        f"“{concept.title}”没有可用的{language[1]}术语。",
                    ),
                )  # fmt: skip


def unknown_mentions(glossary: _Glossary) -> Iterator[LintFinding]:
    """What to write at the first mention is no term of the concept."""
    for concept in glossary.concepts:
        known = {fold(term.text).text for term in concept.terms if term.status.passes}
        for text in concept.first_mention:
            if fold(text).text not in known:
                yield LintFinding(
                    "unknown-mention", "warning", (concept.id,), (text,),
                    Message(
                        f"“{text}” is asked for at a mention of “{concept.title}” but is none of"
                        " its terms.",
                        f"“{concept.title}”要求首次使用“{text}”，但该形式不在其术语之列。",
                    ),
                )  # fmt: skip


RULES: tuple[Callable[[_Glossary], Iterator[LintFinding]], ...] = (
    duplicates, conflicts, forbidden_and_wanted, forbidden_inside, cycles, wrong_script,
    stray_characters, nearly_alike, misspelt, miswritten, too_short, unfulfillable,
    unknown_mentions,
)  # fmt: skip


def _about(use: _Use, rule: str, severity: Severity, message: Message) -> LintFinding:
    return LintFinding(rule, severity, (use.concept.id,), (use.term.text,), message)


def _always_forbidden(glossary: _Glossary) -> Iterator[_Use]:
    for use in glossary.uses:
        if use.term.forbidden and use.term.condition is None:
            yield use


def _only_forbidden(concept: Concept) -> Concept:
    terms = [term for term in concept.terms if term.forbidden and term.condition is None]
    return Concept(tuple(terms), inflect=False, case=concept.case, id=concept.id)


def _past(concept: Concept) -> bool:
    """Whether every term of some language is superseded or deprecated: kept for reading only."""
    gone = (Status.SUPERSEDED, Status.DEPRECATED)
    return any(term.status in gone for term in concept.terms)


def _alike(glossary: _Glossary) -> Iterator[tuple[_Use, _Use]]:
    for lang in LANGUAGES:
        passing = [
            key for (written, key), uses in glossary.by_key.items()
            if written == lang and any(use.term.status.passes for use in uses)
        ]  # fmt: skip
        for first, second in alike(passing, lang):
            one, two = glossary.by_key[lang, first][0], glossary.by_key[lang, second][0]
            if one.concept is not two.concept:
                yield one, two


def _followed(
    instead: dict[tuple[Language, str], tuple[str, _Use]], lang: Language, start: str
) -> list[str]:
    """Return the circle that begins at `start`, or nothing."""
    path = [start]
    while (lang, path[-1]) in instead:
        following = instead[lang, path[-1]][0]
        if following == start:
            return path
        if following in path:
            return []
        path.append(following)
    return []


def _strays(term: Term) -> Iterator[str]:
    for ch in dict.fromkeys(term.text):
        name = unicodedata.name(ch, f"U+{ord(ch):04X}").lower()
        unseen = unicodedata.category(ch) in _CONTROL or (ch.isspace() and ch != " ")
        wide = unicodedata.east_asian_width(ch) in "FW" and not han_count(ch)
        if unseen or (wide and term.lang == "en"):
            yield name
    if "  " in term.text:
        yield "two spaces together"
