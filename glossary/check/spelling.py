"""Words that are no words: the tiers of the English speller.

A dictionary alone flags every name; the tiers keep it silent on them. A word is judged once, in
this order, and the first tier that speaks decides:

    known        in the word list, a word of the house, a name learnt from the text: silent
    listed       in the list of known misspellings                     → S101
    unknown      written small and in no list                          → S102
    pinyin       a capital first and valid pinyin: a name              → silent
    acronym      capitals, at most six                                 → silent
    slip         a capital, once in the text, near a common word       → S103
    new name     a capital and nothing like it                         → not a finding, listed once

Near-misses of glossary terms and confusions proved by the source are told before any of these.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from glossary.check.finding import Applicability, Found, Message, Severity
from glossary.check.reading import Cover, Reading
from glossary.check.rule import SPELLING, rule
from glossary.check.tokens import Token
from glossary.check.wordlist import cased_like, slip_cost
from tm.text.chars import HAN
from tm.text.pinyin import is_pinyin
from tm.text.spans import Span

if TYPE_CHECKING:
    from glossary.check.wordlist import WordList

Tier = Literal["listed", "unknown", "slip", "name"]
_POSSESSIVE = re.compile(r"(?:['’][sS]|['’])$")
# Small words of other languages that stand inside names.
_PARTICLES = frozenset(
    "al bin da das de del della der des di do dos du ibn la las le les los san ter und van ven vom"
    " von zum zur ul et el en al ad hoc vis versa facto jure qua per se pro rata vitae via".split()
)
_JOINED_PREFIXES = frozenset(
    "agro anglo anti auto bi bio co counter cross cyber de eco ex extra euro franco geo hyper inter"
    " intra macro mega meta micro mid mini mono multi neo neuro non over para poly post pre pro"
    " pseudo quasi re semi sino socio sub super supra techno tele trans tri ultra un under uni"
    " vice".split()
)
_TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir lord lady president minister chairman chairwoman chair"
    " secretary senator governor ambassador director judge pope king queen prince princess".split()
)
_LATIN = re.compile(r"[A-Za-z]{3,}")
_FOREIGN_NAME = re.compile(rf"[{HAN}][·・‧•][{HAN}]")  # 卡门·莱因哈特
LEARNT = 2  # a capitalised word written so often is a name
TERM = 3  # a small word written so often is a term the list does not know
RARE = 2.0  # Zipf: below, a word is suspicious beside a common one
ACRONYM = 6


@dataclass(frozen=True, slots=True)
class Suspect:
    """A word no list settles, between its neighbours in the passage."""

    before: Token | None
    token: Token
    after: Token | None

    def moved(self, by: int) -> Suspect:
        """Return the same in a text that begins `by` code points earlier."""
        before, after = self.before and self.before.moved(by), self.after and self.after.moved(by)
        return Suspect(before, self.token.moved(by), after)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A word that some tier speaks about."""

    token: Token
    word: str  # without a possessive
    tier: Tier
    suggestions: tuple[str, ...] = ()

    @property
    def span(self) -> Span:
        """The word without its possessive."""
        return Span(self.token.span.start, self.token.span.start + len(self.word))


@rule("S101", "known-misspelling", category=SPELLING, severity="error", languages=("en",),
      gives_way_to=("T102", "T103", "T104", "T106", "T108", "S104"))  # fmt: skip
def known_misspelling(reading: Reading) -> Iterator[Found]:
    """
    Checks. Words of the list of known misspellings, each with its correction.

    Why. These slips are certain: the wrong word is no word, and what was meant is known.

    Example. They recieved the award.

    Instead. They received the award.

    Fix safety. Safe where the list names one correction, else unsafe.
    """
    for judged in reading.once(judgements):
        if judged.tier != "listed":
            continue
        best = judged.suggestions[0]
        alone: Applicability = "safe" if len(judged.suggestions) == 1 else "unsafe"
        message = Message(
            f"“{judged.word}” is a known misspelling; the correct word is “{best}”.",
            f"“{judged.word}”是常见的拼写错误，应为“{best}”。",
        )
        yield Found(judged.span, message, judged.suggestions, applicability=alone)


@rule("S102", "unknown-word", category=SPELLING, severity="error", languages=("en",),
      gives_way_to=("T102", "T103", "T104", "T106", "T108", "S101", "S104"))  # fmt: skip
def unknown_word(reading: Reading) -> Iterator[Found]:
    """
    Checks. Words written small that are in no list: British and American English, the glossary,
    the names and the memory. A very rare word beside a very common one is told as well.

    Why. A word nobody knows is nearly always a slip; names are written with a capital.

    Example. The goverment issued two measures.

    Instead. The government issued two measures.

    Fix safety. Unsafe: the best suggestion is right in five of six cases. An error where one common
    word is a single ordinary slip away, else a warning.
    """
    for judged in reading.once(judgements):
        if judged.tier != "unknown":
            continue
        best = judged.suggestions[0] if judged.suggestions else ""
        sure = certain(_folded(judged.word), best, reading.rules.words)
        severity: Severity = "error" if sure else "warning"
        yield Found(judged.span, _unknown(judged), judged.suggestions, severity=severity,
                    applicability="unsafe" if severity == "error" else "display")  # fmt: skip


@rule("S103", "misspelt-name", category=SPELLING, severity="warning", languages=("en",),
      gives_way_to=("T102", "T103", "T104", "T106", "T108", "S101", "S102", "S104"))  # fmt: skip
def misspelt_name(reading: Reading) -> Iterator[Found]:
    """
    Checks. Unknown words with a capital that stand once in the text and are a slip away from a
    much commoner word. Valid pinyin and short acronyms are names and pass.

    Why. Capitals hide misspellings in titles and names (Univeristy, Ameriacan), and most unknown
    capitalised words are names that are right.

    Example. Members visited Tsinghua Univeristy.

    Instead. Members visited Tsinghua University.

    Fix safety. Unsafe: the word may be a name nobody has entered.
    """
    for judged in reading.once(judgements):
        if judged.tier != "slip":
            continue
        best = judged.suggestions[0]
        message = Message(
            f"“{judged.word}” is unknown and stands here once; perhaps “{best}” was meant.",
            f"“{judged.word}”不在词表中，全文仅出现一次，可能应为“{best}”。",
        )
        yield Found(judged.span, message, judged.suggestions, applicability="unsafe")


def new_names(reading: Reading) -> dict[str, list[Span]]:
    """Return the unknown capitalised words and where they stand: candidates for the glossary."""
    names: dict[str, list[Span]] = {}
    for judged in reading.once(judgements):
        if judged.tier == "name":
            names.setdefault(judged.word, []).append(judged.span)
    return names


def judgements(reading: Reading) -> list[Judgement]:
    """Judge every word of the text; words that pass without remark are left out.

    Without a word list nothing can be said.
    """
    return list(_Speller(reading).judgements()) if len(reading.rules.words) else []


class _Speller:
    """The tiers over one text: what it learnt from the text, and what it has looked up."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._words = reading.rules.words
        source = (reading.draft.source or "") if reading.lang == "en" else ""
        self._given = {word.lower() for word in _LATIN.findall(source)}
        self._foreign = Cover(
            bead.target for bead in reading.beads if _FOREIGN_NAME.search(bead.source_text)
        )
        self._capitals: Counter[str] = Counter()
        self._smalls: Counter[str] = Counter()
        for _start, passage in reading.passages:
            capitals, smalls = passage.once(_counts)
            self._capitals.update(capitals)
            self._smalls.update(smalls)
        self._seen: dict[tuple[str, bool], tuple[Tier, tuple[str, ...]] | None] = {}

    def judgements(self) -> Iterator[Judgement]:
        for suspect in self._reading.gathered(suspects):
            token, word = suspect.token, _bare(suspect.token)
            if word.lower() in self._given:
                continue
            small = token.lower or (token.first and token.capitalised and not self._capitals[word])
            key = (word, small)
            if key not in self._seen:
                self._seen[key] = self._tier(word, small=small)
            verdict = self._seen[key]
            if verdict is None or self._passes_joined(token, word):
                continue
            if verdict[0] == "slip" and self._in_name(suspect, verdict[1][0]):
                verdict = ("name", ())
            yield Judgement(token, word, *verdict)

    def _in_name(self, suspect: Suspect, right: str) -> bool:
        """Whether a slip is rather part of a person's name: Dr Klara Vogel, Janet Yellen.

        Where the source writes a name with its dot, what follows a capital is one.
        """
        before, token, after = suspect.before, suspect.token, suspect.after
        if before is not None and self._beside(before, token):
            if before.word in _TITLES or self._unknown_name(before):
                return True
            ordinary = len(right) >= 7 and self._words.zipf(right.lower()) >= 3.0
            if self._given_name(before) and not ordinary:
                return True
            if before.capitalised and self._foreign.touches(token.span):
                return True
        return after is not None and self._beside(token, after) and self._unknown_name(after)

    def _beside(self, one: Token, two: Token) -> bool:
        return self._reading.text[one.span.end : two.span.start].strip(".") in (" ", "-")

    def _unknown_name(self, token: Token) -> bool:
        bare = _bare(token)
        known = _known(self._words, _folded(bare), small=False)
        return token.capitalised and len(bare) > 2 and not known

    def _given_name(self, token: Token) -> bool:
        """Whether a word is written with a capital only."""
        return token.capitalised and not self._words.zipf(token.word)

    def _tier(self, word: str, *, small: bool) -> tuple[Tier, tuple[str, ...]] | None:
        plain = _folded(word)
        listed = self._listed(plain)
        if listed and (small or len(word) >= 5) and not self._words.favours(word):
            return "listed", tuple(cased_like(word, right) for right in listed)
        if _known(self._words, plain, small=small):
            return None
        if small:
            return self._unknown(word, plain)
        return self._capitalised(word, plain)

    def _unknown(self, word: str, plain: str) -> tuple[Tier, tuple[str, ...]] | None:
        suggestions = self._words.suggest(plain)
        if word[:1].isupper() and (is_pinyin(word) or not self._certain(plain, suggestions)):
            # A capital at the beginning of a sentence may be a name's.
            return self._capitalised(word, plain)
        often = self._smalls[word] >= TERM
        if often and not (suggestions and self._words.zipf(suggestions[0]) >= 4.5):
            return None
        return "unknown", tuple(cased_like(word, text) for text in suggestions)

    def _capitalised(self, word: str, plain: str) -> tuple[Tier, tuple[str, ...]] | None:
        if is_pinyin(word) or (word.isupper() and len(word) <= ACRONYM) or not _regular(word):
            return None
        if self._capitals[word] >= LEARNT or self._smalls[word.lower()]:
            return None
        # Schröder, Böll: whoever writes an accent knows the name.
        near = self._slips(plain) if len(plain) >= 4 and word.isascii() else ()
        if near:
            return "slip", tuple(cased_like(word, text) for text in near)
        return "name", ()

    def _certain(self, plain: str, suggestions: tuple[str, ...]) -> bool:
        return bool(suggestions) and certain(plain, suggestions[0], self._words)

    def _slips(self, plain: str) -> tuple[str, ...]:
        """Return the common words that a capitalised word may be a slip of."""
        lower = plain.lower()
        common = [text for text in self._words.suggest(lower) if self._near(lower, text)]
        return tuple(common)

    def _near(self, wrong: str, right: str) -> bool:
        if " " in right or "'" in right:
            return False
        zipf, cost = self._words.zipf(right), slip_cost(wrong, right.lower())
        house = self._words.favours(right)
        if len(wrong) < 5:
            return cost <= 0.7 and zipf >= 4.5
        if cost <= 1.0:
            return house or zipf >= 3.0
        return len(wrong) >= 8 and cost <= 1.7 and (house or zipf >= 3.5)

    def _listed(self, word: str) -> tuple[str, ...]:
        return self._reading.rules.misspellings.get(word.lower(), ())

    def _passes_joined(self, token: Token, word: str) -> bool:
        """Whether a part of a hyphenated word is a prefix or belongs to a name: Kai-shek."""
        if not token.joined:
            return False
        before = self._reading.text[max(0, token.span.start - 2) : token.span.start]
        if word.lower() in _JOINED_PREFIXES:
            return True
        return token.lower and before[-1:] in "-‐‑" and self._name_before(token)

    def _name_before(self, token: Token) -> bool:
        stretch = self._reading.text[max(0, token.span.start - 40) : token.span.start - 1]
        last = re.search(r"\w+$", stretch)
        return last is not None and last[0][:1].isupper()


def suspects(passage: Reading) -> Iterator[Suspect]:
    """Yield the words of a passage that some tier may speak about, whatever the rest says."""
    terms, words = Cover(passage.masked), passage.rules.words
    known: dict[str, bool] = {}
    before: Token | None = None
    for token, after in zip_longest(passage.tokens, passage.tokens[1:]):
        previous, before = before, token
        word = _bare(token)
        if len(word) >= 3 and not terms.touches(token.span):
            plain = _folded(word)
            if plain not in known:
                listed = plain.lower() in passage.rules.misspellings
                known[plain] = not listed and _known(words, plain, small=True)
            if not known[plain]:
                yield Suspect(previous, token, after)


def _counts(passage: Reading) -> tuple[Counter[str], Counter[str]]:
    """Count the words written with a capital inside a sentence, and those written small."""
    capitals = (_bare(word) for word in passage.tokens if not word.lower and not word.first)
    return Counter(capitals), Counter(_bare(word) for word in passage.tokens if word.lower)


def _known(words: WordList, word: str, *, small: bool) -> bool:
    if word.lower() in _PARTICLES:
        return True
    zipf = words.zipf(word)
    if not zipf:
        return words.compound(word.lower()) and not _shadowed(words, word, 1.0)
    return zipf >= RARE or not small or words.favours(word) or not _shadowed(words, word, zipf)


def _shadowed(words: WordList, word: str, zipf: float) -> bool:
    """Whether a rare word is one edit from one far commoner: *tittles*, *remined*."""
    near = words.near(word.lower())
    return any(words.zipf(text) >= max(zipf + 3.0, 4.0) and text.islower() for text in near)


def _bare(token: Token) -> str:
    """The word without a possessive, its apostrophes straight."""
    return _POSSESSIVE.sub("", token.text).replace("’", "'")


def _folded(word: str) -> str:
    """The word without accents: *naïve* is looked up as *naive*."""
    if word.isascii():
        return word
    return "".join(ch for ch in unicodedata.normalize("NFD", word) if not unicodedata.combining(ch))


def _regular(word: str) -> bool:
    """Whether the capitals are those of a word: not OpenCC, not iPhone."""
    return word[1:].islower() or word.isupper()


def certain(wrong: str, right: str, words: WordList) -> bool:
    """Tell whether `right` is a common word an ordinary slip away, so that there is no doubt."""
    if not right or len(wrong) < 5 or " " in right:
        return False
    return words.zipf(right) >= 3.5 and slip_cost(wrong.lower(), right.lower()) <= 0.7


def _unknown(judged: Judgement) -> Message:
    if not judged.suggestions:
        return Message(f"“{judged.word}” is in no word list.", f"“{judged.word}”不在任何词表中。")
    best = judged.suggestions[0]
    return Message(
        f"“{judged.word}” is in no word list; perhaps “{best}” was meant.",
        f"“{judged.word}”不在任何词表中，可能应为“{best}”。",
    )
