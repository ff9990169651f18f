"""Make english.txt.xz from the word lists it is derived from; data/README.md names their licences.

    python data/lexicon/make_english.py SCOWL_FOLDER FREQUENCY_FILE

SCOWL_FOLDER holds the lists of SCOWL 2020.12.07 (Debian package `scowl`, its folder
usr/share/dict/scowl); FREQUENCY_FILE is frequency_dictionary_en_82_765.txt of the Python package
symspellpy. Each line of the result is a group: Zipf frequency times ten, dialect, then the words.
"""

from __future__ import annotations

import lzma
import math
import sys
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parent
SIZES = {"words": 80, "upper": 80, "contractions": 70, "abbreviations": 60, "proper-names": 80}
VARIANTS = 60  # accepted second spellings; beyond that they are old or odd
# A word the frequency list does not hold is about as common as its size in SCOWL says.
UNCOUNTED = {10: 30, 20: 25, 35: 20, 40: 18, 50: 17, 55: 16, 60: 15, 70: 10, 80: 5}


def main(scowl: Path, frequencies: Path) -> None:
    sizes, categories = read_scowl(scowl)
    zipf = read_zipf(frequencies)
    groups: dict[tuple[int, str], list[str]] = defaultdict(list)
    for word, size in sizes.items():
        common = zipf.get(word.lower(), 0) if size < 80 else 0
        groups[common or UNCOUNTED[size], dialect(categories[word])].append(word)
    lines = [
        f"{common} {name} {' '.join(sorted(words))}\n"
        for (common, name), words in sorted(groups.items(), reverse=True)
    ]
    packed = lzma.compress("".join(lines).encode(), preset=9 | lzma.PRESET_EXTREME)
    (HERE / "english.txt.xz").write_bytes(packed)


def read_scowl(folder: Path) -> tuple[dict[str, int], dict[str, set[str]]]:
    """Return the smallest size of every word and the spelling categories that list it."""
    sizes: dict[str, int] = {}
    categories: dict[str, set[str]] = defaultdict(set)
    for path in sorted(folder.iterdir()):
        name, _, size = path.name.rpartition(".")
        category, _, kind = name.partition("-")
        if not wanted(category, kind, int(size)):
            continue
        for word in path.read_text("latin-1").split():
            if not word.endswith("'s"):  # the checker takes possessives off
                sizes[word] = min(int(size), sizes.get(word, 99))
                categories[word].add(category)
    return sizes, categories


def wanted(category: str, kind: str, size: int) -> bool:
    if category.startswith(("australian", "canadian", "special")) or category == "variant_3":
        return False
    return size <= (VARIANTS if "variant" in category else SIZES[kind])


def read_zipf(path: Path) -> dict[str, int]:
    """Return log10 of the occurrences per billion words, times ten."""
    lines = path.read_text("utf-8-sig").splitlines()
    counts = {word: int(count) for word, count in (line.split() for line in lines)}
    total = sum(counts.values())
    return {word: round(10 * math.log10(count * 1e9 / total)) for word, count in counts.items()}


def dialect(categories: set[str]) -> str:
    """Return us, gb, ise (British with -ise) or any.

    A spelling that one country prefers and the other knows as a variant belongs to the first.
    """
    if "english" in categories or {"american", "british"} <= categories:
        return "any"
    if "american" in categories:
        return "any" if "british_z" in categories else "us"
    if "british" in categories:
        return "gb" if "british_z" in categories else "ise"
    return "gb" if "british_z" in categories else "any"


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
