"""How the rules about numbers, names and omission do on real pairs: false alarms and catches.

    python bench/figures.py DIR [--show CODE] [--seed N]

DIR holds `clean_pairs_*.tsv` (Chinese, tab, English; professional translations) and
`pinyin_*.txt`. *False alarms*: every warning or error on a pair as it stands is presumed false
(many are true slips of the translators). *Catches*: one number or date of a good pair is damaged,
on the English and on the Chinese side; an injected error counts as caught where a finding appears
that the undamaged pair does not have; pairs that are flagged as they stand are left out. The peer
compares digits, as most tools do.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from glossary.check import bodies, names, omission
from glossary.check.figures import relations
from glossary.check.figures import rules as figures
from glossary.check.finding import Finding
from glossary.check.reading import Draft, Reading
from glossary.check.rule import Rule
from glossary.recognise import Recogniser
from glossary.rules import HouseRules
from tm.languages import Language, other
from tm.text.dates import dates
from tm.text.numerals import Figure, render, values
from tm.text.pinyin import is_pinyin

RULES = HouseRules(Recogniser(()))
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_SCALE_EN = re.compile(r"thousand|million|billion|trillion|(?<=\d)(?:bn|m)\b")
_OTHER_SCALE = {
    "thousand": "million", "million": "billion", "billion": "million", "trillion": "billion",
    "bn": "m", "m": "bn", "万亿": "亿", "亿": "万", "万": "亿",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of a set."""

    zh: str
    en: str

    def text(self, lang: Language) -> str:
        """Return the side in `lang`."""
        return self.zh if lang == "zh" else self.en


def main() -> None:
    """Print the tables."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("directory", type=Path)
    arguments.add_argument("--show", default="", help="print the findings of these codes")
    arguments.add_argument("--seed", type=int, default=1)
    options = arguments.parse_args()
    for path in sorted(options.directory.glob("clean_pairs_*.tsv")):
        pairs = read(path)
        name = path.stem.removeprefix("clean_pairs_")
        for lang in ("en", "zh"):
            false_alarms(name, pairs, lang, options.show)
        for lang in ("en", "zh"):
            catches(name, pairs, lang, random.Random(options.seed))
        english_alone(name, pairs)
    pinyin(options.directory)


def read(path: Path) -> list[Pair]:
    """Read a set, in order."""
    rows = (line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8"))
    return [Pair(row[0], row[1]) for row in rows if len(row) > 1]


def findings(
    pair: Pair, lang: Language, rules: Sequence[Rule], *, source: bool = True
) -> list[Finding]:
    """Check one pair with `lang` as the translation."""
    given = pair.text(other(lang)) if source else None
    reading = Reading(Draft(pair.text(lang), lang, given), RULES)
    return [finding for rule in rules for finding in rule.findings(reading)]


def loud(found: Sequence[Finding]) -> list[Finding]:
    """Leave out notes."""
    return [finding for finding in found if finding.severity != "note"]


def has_numbers(pair: Pair) -> bool:
    """Whether either side has a number that must have a counterpart."""
    sides: tuple[Language, ...] = ("zh", "en")
    return any(value.hard for lang in sides for value in values(pair.text(lang), lang))


def by_digits(pair: Pair) -> bool:
    """The peer: whether the digits of the two sides differ."""
    sides = (_DIGITS.findall(text) for text in (pair.zh, pair.en))
    one, two = (Counter(number.replace(",", "") for number in side) for side in sides)
    return one != two


def false_alarms(name: str, pairs: Sequence[Pair], lang: Language, show: str) -> None:
    """Print the share of good pairs flagged, in all and by rule."""
    numbered = [pair for pair in pairs if has_numbers(pair)]
    start = time.process_time()
    flagged = sum(bool(loud(findings(pair, lang, figures.RULES))) for pair in numbered)
    took = time.process_time() - start
    peer = sum(map(by_digits, numbered))
    direction = f"{other(lang)}→{lang}"
    print(f"\n{name} {direction}: {len(pairs)} pairs, {len(numbered)} with numbers")
    print(f"  digits compared           {peer / len(numbered):7.2%} of pairs with numbers flagged")
    print(
        f"  N rules                   {flagged / len(numbered):7.2%}"
        f"  ({took / len(numbered) * 1e3:.2f} ms a pair)"
    )
    codes: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        for finding in findings(
            pair, lang,
            (*figures.RULES, *relations.RULES, *names.RULES, *bodies.RULES, *omission.RULES),
        ):
            codes[finding.code, finding.severity] += 1
            if show and finding.code in show:
                print(f"    {finding.code} {finding.message.en}\n      {pair.zh}\n      {pair.en}")
    for (code, severity), count in sorted(codes.items()):
        print(f"  {code} {severity:<8} {count:5}  {count / len(pairs):7.2%} of all pairs")


def catches(name: str, pairs: Sequence[Pair], lang: Language, dice: random.Random) -> None:
    """Print the share of injected errors that are caught, by kind."""
    seen: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    missed: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        if any(finding.code != "N108" for finding in findings(pair, lang, figures.RULES)):
            continue
        for kind, damaged in damages(pair.text(lang), lang, dice):
            bad = Pair(damaged, pair.en) if lang == "zh" else Pair(pair.zh, damaged)
            seen[kind] += 1
            if loud(findings(bad, lang, (*figures.RULES, *relations.RULES))):
                caught[kind] += 1
            else:
                missed[kind].append(f"{pair.text(other(lang))} | {damaged}")
    print(f"\n{name}: errors injected into the {lang} side")
    for kind in seen:
        print(f"  {kind:<14} {caught[kind]:5} of {seen[kind]:5}  {caught[kind] / seen[kind]:7.2%}")
    numbers = [kind for kind in seen if kind in _DAMAGES]
    total = sum(seen[kind] for kind in numbers)
    print(
        f"  all numbers           {sum(caught[kind] for kind in numbers) / total:7.2%} of {total}"
    )
    for kind, lines in missed.items():
        for line in lines[:2]:
            print(f"    missed ({kind}): {line[:240]}")


def damages(text: str, lang: Language, dice: random.Random) -> Iterator[tuple[str, str]]:
    """Yield (kind, damaged text): one number of the text each time, chosen by chance."""
    numbers = [value for value in values(text, lang) if isinstance(value, Figure)]
    usable = [each for each in numbers if _usable(each, text)]
    if usable:
        chosen = dice.choice(usable)
        for kind, damage in _DAMAGES.items():
            digits = damage(chosen, chosen.digits.cut(text), lang, dice)
            if digits is not None and digits != chosen.digits.cut(text):
                yield kind, text[: chosen.digits.start] + digits + text[chosen.digits.end :]
        yield from _related(usable, text, lang, dice)
    days = [
        value
        for value in dates(text, lang)
        if value.kind == "date" and re.search(r"\d", value.span.cut(text))
    ]
    if days:
        span = dice.choice(days).span
        damaged = _one_digit(span.cut(text), dice)
        yield "date", text[: span.start] + damaged + text[span.end :]


def _related(
    usable: list[Figure], text: str, lang: Language, dice: random.Random
) -> Iterator[tuple[str, str]]:
    """Yield two numbers exchanged, a direction reversed, another third of the month."""
    if len({each.value for each in usable}) > 1:
        one, two = sorted(dice.sample(usable, 2), key=lambda each: each.digits)
        a, b = one.digits.cut(text), two.digits.cut(text)
        if one.value != two.value and one.kind == two.kind:
            middle = text[one.digits.end : two.digits.start]
            yield "exchanged", text[: one.digits.start] + b + middle + a + text[two.digits.end :]
    for kind, pattern in _TURNS[lang].items():
        found = pattern.search(text)
        if found is not None:
            turned = _OPPOSITE[found[0].lower()]
            yield kind, text[: found.start()] + turned + text[found.end() :]


def _usable(figure: Figure, text: str) -> bool:
    digits = figure.digits.cut(text)
    single = figure.high is None and figure.kind in ("number", "percent", "currency", "measure")
    return figure.hard and single and figure.value > 1 and re.match(r"\d", digits) is not None


def _times(factor: str) -> Callable[[Figure, str, Language, random.Random], str | None]:
    def damage(figure: Figure, digits: str, lang: Language, dice: random.Random) -> str | None:
        return render(figure.value * Decimal(factor), lang, digits)

    return damage


def _digit(figure: Figure, digits: str, lang: Language, dice: random.Random) -> str:
    return _one_digit(digits, dice)


def _one_digit(digits: str, dice: random.Random) -> str:
    at = dice.choice([index for index, char in enumerate(digits) if char.isdigit()])
    choices = [char for char in "123456789" if char != digits[at]]
    return digits[:at] + dice.choice(choices) + digits[at + 1 :]


def _swapped(figure: Figure, digits: str, lang: Language, dice: random.Random) -> str | None:
    places = [
        index for index in range(len(digits) - 1)
        if digits[index : index + 2].isdigit()
        and digits[index + 1] not in ("0", digits[index])
    ]  # fmt: skip
    if not places:
        return None
    at = dice.choice(places)
    return digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]


def _unit_scale(figure: Figure, digits: str, lang: Language, dice: random.Random) -> str | None:
    pattern = re.compile("万亿|万|亿") if lang == "zh" else _SCALE_EN
    match = pattern.search(digits)
    if match is None:
        return None
    return digits[: match.start()] + _OTHER_SCALE[match[0]] + digits[match.end() :]


_DAMAGES: dict[str, Callable[[Figure, str, Language, random.Random], str | None]] = {
    "×10": _times("10"),
    "×100": _times("100"),
    "÷10": _times("0.1"),
    "digit": _digit,
    "two swapped": _swapped,
    "unit scale": _unit_scale,
}


_OPPOSITE = {
    "rose": "fell", "fell": "rose", "increased": "decreased", "decreased": "increased",
    "increase": "decrease", "decrease": "increase", "grew": "fell", "growth": "decline",
    "decline": "increase", "declined": "rose", "dropped": "rose", "up": "down", "down": "up",
    "增长": "下降", "增加": "减少", "上升": "下降", "提高": "降低", "下降": "上升", "减少": "增加",
    "降低": "提高", "early": "late", "mid-": "late ", "late": "early", "上旬": "下旬",
    "中旬": "下旬",
    "下旬": "中旬",
}  # fmt: skip
_TURNS: dict[Language, dict[str, re.Pattern[str]]] = {
    "en": {
        "direction": re.compile(
            r"\b(?:rose|fell|increased?|decreased?|grew|growth|declined?|dropped|up|down)\b", re.I
        ),
        "part of month": re.compile(
            r"\b(?:early|mid-|late)(?=[ -]?(?:January|February|March|April|May|June|July|August|"
            r"September|October|November|December))", re.I
        ),
    },
    "zh": {
        "direction": re.compile("增长|增加|上升|提高|下降|减少|降低"),
        "part of month": re.compile("(?<=月)[上中下]旬"),
    },
}  # fmt: skip


def english_alone(name: str, pairs: Sequence[Pair]) -> None:
    """Print what the rules say of the English without its source, in articles of 40 lines."""
    rules = (*names.RULES, *bodies.RULES)
    codes: Counter[tuple[str, str]] = Counter()
    for at in range(0, len(pairs), 40):
        text = "\n".join(pair.en for pair in pairs[at : at + 40])
        for finding in findings(Pair("", text), "en", rules, source=False):
            codes[finding.code, finding.severity] += 1
    print(f"\n{name}: English alone, in articles of 40 lines: {dict(codes) or 'no finding'}")


def pinyin(directory: Path) -> None:
    """Print the share of romanised names that pass as pinyin."""
    print()
    for path in sorted(directory.glob("pinyin_*.txt")):
        words = path.read_text(encoding="utf-8").split()
        passed = sum(map(is_pinyin, words))
        print(
            f"pinyin {path.stem.removeprefix('pinyin_'):<10} {passed / len(words):7.2%}"
            f" of {len(words)} accepted"
        )
    path = directory / "misspellings.tsv"
    if path.exists():
        wrong = [line.split("\t")[0] for line in path.read_text(encoding="utf-8").splitlines()]
        hidden = sum(is_pinyin(word.capitalize()) for word in wrong)
        print(f"misspellings taken for pinyin {hidden / len(wrong):.2%} of {len(wrong)}")


if __name__ == "__main__":
    main()
