"""The arrows of the house, held against the source."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("tm", "glossary", "webapp")

# What the glossary may use of tm. A module joins with a reason.
FLOOR = (
    "tm.text",  # what a character, a sentence, a number is: one definition for both
    "tm.errors",
    "tm.languages",
    "tm.changes",
    "tm.pairs",  # pairs are handed to the checkers and to mining
    "tm.database",  # one metadata for all tables
    "tm.prepared",  # the one way to ask the same of the database many times a second
    "tm.markup",  # the one safe XML parser, for TBX
    "tm.decoding",  # bytes to text, for tables
    "tm.tabular",  # rows in and out, for sheets
)
MAY_IMPORT = {"tm": {"tm"}, "glossary": {"tm", "glossary"}, "webapp": {"tm", "glossary", "webapp"}}
# Libraries that only one place may know.
ONLY_IN = {
    "jieba": ("tm/text/words.py",),
    "opencc": ("tm/text/variants.py",),
    "pypinyin": ("tm/text/sounds.py", "tm/text/pinyin.py"),
    "sacrebleu": ("tm/evaluate.py",),
    "flask": ("webapp/",),
    "click": ("webapp/cli/",),
}
# `words` may import logging: it silences the library it wraps.
MAY_LOG = "tm/text/words.py"
PURE = ("tm/text", "tm/align", "glossary/check", "glossary/recognise.py")
IMPURE_MODULES = {"sqlalchemy", "logging", "random", "time", "flask", "requests", "urllib.request"}


def sources(*folders: str) -> list[Path]:
    """Return the Python files of our packages, without what was vendored."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*.py"))
    return sorted(path for path in found if "vendor" not in path.parts)


@cache
def imports(path: Path) -> tuple[tuple[str, int], ...]:
    """Return (module, line) of every import of a file, those inside functions included."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return tuple(_imports(tree))


def _imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, "imports name the whole path"
            yield node.module, node.lineno


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def within(module: str, parents: tuple[str, ...]) -> bool:
    return any(module == parent or module.startswith(parent + ".") for parent in parents)


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_import_only_downwards(package: str) -> None:
    allowed = MAY_IMPORT[package]
    wrong = [
        f"{name_of(path)}:{line} imports {module}"
        for path in sources(package)
        for module, line in imports(path)
        if module.split(".")[0] in set(PACKAGES) - allowed
    ]
    assert wrong == []


def test_the_glossary_uses_only_the_floor_of_tm() -> None:
    wrong = [
        f"{name_of(path)}:{line} imports {module}"
        for path in sources("glossary")
        for module, line in imports(path)
        if module.split(".")[0] == "tm" and not within(module, FLOOR)
    ]
    assert wrong == []


def test_the_floor_stands_on_itself() -> None:
    wrong = [
        f"{name_of(path)}:{line} imports {module}"
        for path in sources("tm")
        if within(name_of(path).removesuffix(".py").replace("/", "."), FLOOR)
        for module, line in imports(path)
        if module.split(".")[0] == "tm" and not within(module, FLOOR)
    ]
    assert wrong == []


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_a_library_is_known_in_one_place(library: str) -> None:
    wrong = [
        f"{name_of(path)}:{line}"
        for path in sources(*PACKAGES)
        for module, line in imports(path)
        if module.split(".")[0] == library and not name_of(path).startswith(ONLY_IN[library])
    ]
    assert wrong == []


def test_pure_modules_know_no_database_clock_or_chance() -> None:
    wrong = [
        f"{name_of(path)}:{line} imports {module}"
        for path in sources("tm", "glossary")
        if name_of(path).startswith(PURE)
        for module, line in imports(path)
        if module.split(".")[0] in IMPURE_MODULES or module in IMPURE_MODULES
        if (module, name_of(path)) != ("logging", MAY_LOG)
    ]
    assert wrong == []


def test_no_module_hides_one_of_the_standard_library() -> None:
    wrong = [
        name_of(path) for path in sources(*PACKAGES)
        if path.stem in sys.stdlib_module_names and path.stem != "__init__"
        and path.parent.name in PACKAGES
    ]  # fmt: skip
    vague = [p for p in sources(*PACKAGES) if p.stem in ("utils", "misc", "common", "manager")]
    assert (wrong, vague) == ([], [])


def test_stores_never_commit() -> None:
    wrong = [
        name_of(path) for path in sources("tm/store", "glossary", "webapp/actions")
        if ".session.commit()" in path.read_text(encoding="utf-8")
        or "session.commit()" in path.read_text(encoding="utf-8")
    ]  # fmt: skip
    assert wrong == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [
        name_of(path) for path in sources(*PACKAGES)
        if ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None
    ]  # fmt: skip
    assert silent == []


def test_importing_loads_nothing_heavy(tmp_path: Path) -> None:
    """`--help` and the import of every floor module stay cheap."""
    import subprocess

    code = (
        "import sys, webapp.cli, webapp.services, tm.units, tm.store.memories\n"
        "heavy = {'numba', 'jieba', 'sacrebleu', 'flask', 'numpy', 'opencc', 'pypinyin', 'lxml'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"
    assert list(tmp_path.iterdir()) == []
