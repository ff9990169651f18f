"""Measure the checkers: false alarms on good text, and what they find of slips put in.

    python bench/checks.py DATA [table ...]

DATA holds clean_pairs_*.tsv (zh TAB en), misspellings.tsv (wrong TAB right) and pinyin_*.txt.
Tables: clean, spelling, names, terms, chinese, pairs, speed, again. Everything runs in a fresh home
with the curated glossary; slips come from a seeded generator, times are CPU times of one process.
bench/RESULTS.md keeps the output.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from glossary.check.finding import Finding
from glossary.check.profiles import Profile
from glossary.check.reading import Draft
from glossary.check.run import check
from glossary.check.shapes import LOOKS_LIKE
from glossary.check.tokens import tokens
from glossary.rules import HouseRules
from tm.languages import LANGUAGES, Language
from tm.pairs import SegmentPair
from tm.text.chars import is_han
from tm.text.pinyin import character_readings
from tm.text.spans import Span
from webapp.services import open_services
from webapp.settings import Settings

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ARTICLE = 20  # lines that count as one article where a file is a list of sentences
FRAMES = ("会议还讨论了{}等问题。", "我们与{}的代表交流了经验。", "近年来，{}发展迅速。")
SPELLING = Profile(select=("S101", "S102", "S103"))
ENGLISH = Profile(select=("S", "T104", "T108", "T111"))
TERMS = Profile(select=("T", "S"))

Pair = tuple[str, str]


def house() -> HouseRules:
    home = Path(tempfile.mkdtemp())
    services = open_services(replace(Settings.from_environment({"DUIZHAO_HOME": str(home)})))
    with services.work() as work:
        return services.house.rules(services.recogniser(work.session))


def pairs(data: Path) -> dict[str, list[Pair]]:
    return {
        path.stem.removeprefix("clean_pairs_"): [
            (zh, en)
            for zh, en, *_ in (line.split("\t") for line in path.read_text("utf-8").splitlines())
        ]
        for path in sorted(data.glob("clean_pairs_*.tsv"))
    }


def articles(texts: list[str]) -> Iterator[str]:
    for at in range(0, len(texts), ARTICLE):
        yield "\n".join(texts[at : at + ARTICLE])


def row(*cells: object) -> None:
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


def head(*cells: str) -> None:
    row(*cells)
    row(*("---" for _ in cells))


def share(part: int, whole: int) -> str:
    return f"{part}/{whole} = {part / max(whole, 1):.1%}"


def clean(rules: HouseRules, data: Path) -> None:
    head("clean English", "words", "flags/1,000", "error level", "by rule")
    for name, lines in pairs(data).items():
        words, found = 0, list[Finding]()
        for article in articles([en for _, en in lines]):
            words += sum(1 for _ in tokens(article))
            found += check(Draft(article, "en"), rules, profile=ENGLISH)
        errors = sum(finding.severity == "error" for finding in found)
        counts = ", ".join(
            f"{code} {n}" for code, n in sorted(Counter(f.code for f in found).items())
        )
        row(
            name,
            f"{words:,}",
            f"{len(found) / words * 1000:.2f}",
            f"{errors / words * 1000:.2f}",
            counts,
        )


def spelling(rules: HouseRules, data: Path) -> None:
    head("misspellings", "n", "found", "right first", "right in five")
    known = [
        line.split("\t") for line in (data / "misspellings.tsv").read_text("utf-8").splitlines()
    ]
    words = rules.words
    listed = [(wrong, right) for wrong, right in known if wrong not in words]
    _spelt(
        rules,
        "list, small, no words",
        [_in(wrong, right, "Its {} was good.", 4) for wrong, right in listed],
    )
    capital = [(wrong.capitalize(), right) for wrong, right in listed]
    _spelt(
        rules,
        "list, Capital",
        [_in(wrong, right, "The new {} was good.", 8) for wrong, right in capital],
    )
    texts = [en for lines in pairs(data).values() for _, en in lines]
    small, large = list(_typos(rules, texts, random.Random(11)))
    _spelt(rules, "one edit in clean text, small", small)
    _spelt(rules, "one edit in clean text, Capital", large)


Slip = tuple[str, int, str, str]  # text, position, wrong, right


def _in(wrong: str, right: str, text: str, at: int) -> Slip:
    return text.format(wrong), at, wrong, right


def _spelt(rules: HouseRules, name: str, slips: list[Slip]) -> None:
    found = first = five = 0
    for text, at, _, right in slips:
        here = [
            f
            for f in check(Draft(text, "en"), rules, profile=TERMS)
            if f.span.start <= at < f.span.end
        ]
        suggestions = [s.lower() for f in here for s in f.suggestions]
        found += bool(here)
        first += bool(suggestions) and _says(suggestions[0], right)
        five += any(_says(suggestion, right) for suggestion in suggestions)
    n = len(slips)
    row(name, n, f"{found / n:.1%}", f"{first / n:.1%}", f"{five / n:.1%}")


def _says(suggestion: str, right: str) -> bool:
    return right.lower() in (suggestion, *suggestion.replace("-", " ").split())


def _typos(
    rules: HouseRules, texts: list[str], rng: random.Random
) -> tuple[list[Slip], list[Slip]]:
    small: list[Slip] = []
    large: list[Slip] = []
    while min(len(small) / 1500, len(large) / 500) < 1:
        text = rng.choice(texts)
        plain = [
            t for t in tokens(text) if len(t.text) >= 4 and t.text.isalpha() and t.text.isascii()
        ]
        if not plain:
            continue
        token = rng.choice(plain)
        wrong = edited(token.word, rng)
        if (
            rules.words.zipf(token.word) < 2.5
            or wrong in rules.words
            or wrong.capitalize() in rules.words
        ):
            continue
        start, end = token.span.start, token.span.end
        if token.lower and len(small) < 1500:
            small.append((text[:start] + wrong + text[end:], start, wrong, token.text))
        elif token.capitalised and not token.first and len(large) < 500:
            large.append((text[:start] + wrong.capitalize() + text[end:], start, wrong, token.text))
    return small, large


def edited(word: str, rng: random.Random) -> str:
    """One random insertion, deletion, replacement or swap that changes the word."""
    while True:
        at, kind = rng.randrange(len(word)), rng.randrange(4)
        letter = rng.choice(LETTERS)
        head, tail = word[:at], word[at:]
        new = (
            head + tail[1:], head + letter + tail, head + letter + tail[1:],
            head + tail[1:2] + tail[:1] + tail[2:],
        )[kind]  # fmt: skip
        if new != word and new:
            return new


def names(rules: HouseRules, data: Path) -> None:
    head("pinyin names flagged", "n", "flagged")
    for path in sorted(data.glob("pinyin_*.txt")):
        listed = path.read_text("utf-8").split()
        flagged = 0
        for name in listed:
            text = f"The guest of the day was {name} from the network."
            found = check(Draft(text, "en"), rules, profile=ENGLISH)
            flagged += any(f.span.start < 25 + len(name) and f.span.end > 25 for f in found)
        row(path.stem, len(listed), share(flagged, len(listed)))


def terms(rules: HouseRules, data: Path) -> None:
    head("typos in English terms of two and more words", "n", "found", "term suggested first")
    every = [
        term.text for concept in rules.concepts for term in concept.of("en", lookup_only=False)
        if term.status.passes and " " in term.text and concept.enforcement != "off"
        and all(word.isalpha() for word in term.text.replace("-", " ").split())
    ]  # fmt: skip
    rng = random.Random(3)
    for edits in (1, 2):
        found = first = 0
        for term in every:
            wrong = _mistyped(term, edits, rng)
            # A plural, or the term without its hyphen, is no typo but a form of it.
            while any(each.text == wrong for each in rules.recogniser(wrong, "en")):
                wrong = _mistyped(term, edits, rng)
            text = f"The members discussed the {wrong} in May."
            here = [
                f for f in check(Draft(text, "en"), rules, profile=TERMS)
                if f.span.start < 26 + len(wrong) and f.span.end > 26
            ]  # fmt: skip
            found += bool(here)
            first += any(term.lower() == (f.suggestions or ("",))[0].lower() for f in here)
        row(
            f"{edits} edit(s)", len(every), f"{found / len(every):.1%}", f"{first / len(every):.1%}"
        )
    words = hits = 0
    near = Profile(select=("T104", "T108"))
    for lines in pairs(data).values():
        for article in articles([en for _, en in lines]):
            words += sum(1 for _ in tokens(article))
            hits += len(check(Draft(article, "en"), rules, profile=near))
    print(f"\nNear-misses in clean English: {hits} in {words:,} words")


def _mistyped(term: str, edits: int, rng: random.Random) -> str:
    words = term.split(" ")
    for _ in range(edits):
        at = rng.choice([i for i, word in enumerate(words) if len(word) >= 4] or [0])
        words[at] = edited(words[at], rng)
        words = " ".join(words).split(" ")
    return " ".join(words)


def chinese(rules: HouseRules, data: Path) -> None:
    sentences = [zh for lines in pairs(data).values() for zh, _ in lines]
    near = Profile(select=("T105", "S2"))
    flagged = sum(bool(check(Draft(zh, "zh"), rules, profile=near)) for zh in sentences)
    print(f"Clean Chinese sentences flagged (T105, S2): {share(flagged, len(sentences))}\n")
    sounds: dict[str, list[str]] = {}
    counts = Counter(ch for zh in sentences for ch in zh if is_han(ch))
    common = [char for char, _ in counts.most_common(1500)]
    for char in sorted(counts):
        for reading in character_readings(char)[:1]:
            sounds.setdefault(reading, []).append(char)
    head("slips in Chinese terms of four and more characters", "n", "term suggested")
    every = [
        term.text for concept in rules.concepts for term in concept.of("zh", lookup_only=False)
        if term.status.passes and len(term.text) >= 4 and all(map(is_han, term.text))
        and concept.enforcement != "off"
    ]  # fmt: skip
    rng = random.Random(5)
    kinds: dict[str, Callable[[str, int], str]] = {
        "same sound": lambda t, i: (
            t[:i] + rng.choice(sounds.get(character_readings(t[i])[0], [t[i]])) + t[i + 1 :]
        ),
        "similar shape": lambda t, i: (
            t[:i] + rng.choice(sorted(LOOKS_LIKE.get(t[i], {t[i]}))) + t[i + 1 :]
        ),
        "any other, inside": lambda t, i: (
            t[:i] + rng.choice(common) + t[i + 1 :] if 0 < i < len(t) - 1 else t
        ),
        "put in": lambda t, i: t[:i] + rng.choice(common) + t[i:] if i else t,
        "dropped at an edge": lambda t, i: t[1:] if i % 2 else t[:-1],
        "dropped inside": lambda t, i: t[:i] + t[i + 1 :] if 0 < i < len(t) - 1 else t,
        "doubled": lambda t, i: t[:i] + t[i] + t[i:],
        "changed over": lambda t, i: t[:i] + t[i + 1 : i + 2] + t[i] + t[i + 2 :],
    }
    for kind, slip in kinds.items():
        done = found = 0
        for number, term in enumerate(every):
            wrong = slip(term, rng.randrange(len(term)))
            if wrong != term:
                done += 1
                text = FRAMES[number % len(FRAMES)].format(wrong)
                here = check(Draft(text, "zh"), rules, profile=TERMS)
                found += any(term in finding.suggestions for finding in here)
        row(kind, done, f"{found / done:.1%}")


def paired(rules: HouseRules, data: Path) -> None:
    head(
        "good pairs",
        "n",
        "strict terms (T101)",
        "notes (T112)",
        "any rule at error",
        "any at warning and worse",
    )
    for name, lines in pairs(data).items():
        every = [{(f.code, f.severity) for f in _checked(rules, zh, en)} for zh, en in lines]
        row(
            name, len(lines),
            share(sum(any(code == "T101" for code, _ in each) for each in every), len(lines)),
            share(sum(any(code == "T112" for code, _ in each) for each in every), len(lines)),
            share(sum(any(s == "error" for _, s in each) for each in every), len(lines)),
            share(sum(any(s != "note" for _, s in each) for each in every), len(lines)),
        )  # fmt: skip
        for level in ("error", "warning", "note"):
            counts = Counter(code for each in every for code, severity in each if severity == level)
            listed = ", ".join(f"{code} {n / len(lines):.2%}" for code, n in sorted(counts.items()))
            print(f"| {name}, {level} | | {listed} |")


def _checked(rules: HouseRules, zh: str, en: str, lang: Language = "en") -> Iterable[Finding]:
    pair = SegmentPair(zh, en, Span(0, len(zh)), Span(0, len(en)))
    return check(Draft(en, lang, zh, (pair,)), rules)


def speed(rules: HouseRules, data: Path) -> None:
    text = "\n".join(en for lines in pairs(data).values() for _, en in lines)
    cut = [token.span.end for token in tokens(text)][99_999]
    start = time.process_time()
    check(Draft(text[:cut], "en"), rules)
    print(f"All rules over 100,000 English words: {time.process_time() - start:.1f} s")
    wrong = [
        line.split("\t")[0] for line in (data / "misspellings.tsv").read_text("utf-8").splitlines()
    ]
    start = time.process_time()
    for word in wrong:
        rules.words.suggest(word)
    print(f"A suggestion: {(time.process_time() - start) / len(wrong) * 1000:.2f} ms on average")
    start = time.process_time()
    house()
    print(f"Rules from a fresh home, glossary loaded: {time.process_time() - start:.1f} s")


def again(rules: HouseRules, data: Path) -> None:
    """Check a text as it is written: first whole, then with a line taken out and one put in."""
    head("text", "characters", "first check", "after an edit")
    for side, lang in enumerate(LANGUAGES):
        check(Draft("暖。" if lang == "zh" else "Warm.", lang), rules)
        lines = (pair[side] for each in pairs(data).values() for pair in each)
        for size in (3_000, 30_000, 100_000):
            kept = list(_of_size(lines, size))
            edited = [*kept[1:], "Changed." if lang == "en" else "改过。"]
            times = [_cpu(rules, "\n".join(each), lang) for each in (kept, edited)]
            row(lang, f"{sum(map(len, kept)):,}", *(f"{each * 1000:.0f} ms" for each in times))


def _of_size(texts: Iterable[str], size: int) -> Iterator[str]:
    for text in texts:
        if size <= 0:
            return
        size -= len(text)
        yield text


def _cpu(rules: HouseRules, text: str, lang: Language) -> float:
    start = time.process_time()
    check(Draft(text, lang), rules)
    return time.process_time() - start


TABLES: dict[str, Callable[[HouseRules, Path], None]] = {
    "clean": clean, "spelling": spelling, "names": names, "terms": terms, "chinese": chinese,
    "pairs": paired, "speed": speed, "again": again,
}  # fmt: skip


def main(folder: str, *wanted: str) -> None:
    rules = house()
    check(Draft("Warm up.", "en"), rules)
    for name in wanted or TABLES:
        print(f"\n### {name}\n")
        TABLES[name](rules, Path(folder))


if __name__ == "__main__":
    main(*sys.argv[1:])
