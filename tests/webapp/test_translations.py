"""The Chinese interface is whole: nothing missing, nothing doubtful, nothing left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from webapp.interface import CATALOGUES, compiled

WEBAPP = CATALOGUES.parent
KEYWORDS = {"_": None, "_l": None, "N_": None, "gettext": None, "ngettext": (1, 2), "lazy_gettext": None}
PLACEHOLDER = re.compile(r"%\((\w+)\)")


@pytest.fixture(scope="module")
def catalogue():
    with (CATALOGUES / "zh_Hans/LC_MESSAGES/messages.po").open("rb") as stream:
        return read_po(stream, locale="zh_Hans")


@pytest.fixture(scope="module")
def used():
    with (CATALOGUES / "babel.cfg").open() as stream:
        methods, options = parse_mapping_cfg(stream)
    found = extract_from_dir(WEBAPP, methods, options, keywords=KEYWORDS)
    return {message[2] if isinstance(message[2], str) else message[2][0] for message in found}


def first(message):
    return message.id if isinstance(message.id, str) else message.id[0]


def test_every_english_string_has_its_chinese(catalogue, used):
    translated = {
        first(m)
        for m in catalogue
        if m.id and (m.string if isinstance(m.string, str) else all(m.string))
    }
    assert sorted(used - translated) == []


def test_no_translation_is_left_over_or_doubtful(catalogue, used):
    known = {first(m) for m in catalogue if m.id}
    assert sorted(known - used) == []
    assert [m.id for m in catalogue if m.fuzzy and m.id] == []


def test_translations_keep_the_placeholders(catalogue):
    wrong = []
    for message in catalogue:
        source = message.id if isinstance(message.id, str) else message.id[-1]
        string = message.string if isinstance(message.string, str) else message.string[0]
        if message.id and set(PLACEHOLDER.findall(string)) != set(PLACEHOLDER.findall(source)):
            wrong.append(source)
    assert wrong == []


def test_no_percent_sign_stands_where_placeholders_are_filled_in(catalogue):
    """Every string is filled in with `%`, so a sign of its own would have to be doubled."""
    strings = [m.string if isinstance(m.string, str) else m.string[0] for m in catalogue if m.id]
    plain = [s.replace("%%", "") for s in strings]
    assert [s for s in plain if re.search(r"%(?!\(\w+\)[sd])", s)] == []


def test_chinese_uses_chinese_punctuation(catalogue):
    strings = [m.string if isinstance(m.string, str) else m.string[0] for m in catalogue if m.id]
    assert [s for s in strings if re.search("[\u4e00-\u9fff][,;:?!]", s)] == []


def test_catalogues_are_compiled_once_and_anew_when_they_change(tmp_path):
    folder = compiled(tmp_path)
    compiled_file = folder / "zh_Hans/LC_MESSAGES/messages.mo"
    before = compiled_file.stat().st_mtime_ns
    assert compiled(tmp_path) == folder
    assert compiled_file.stat().st_mtime_ns == before
    assert Path(tmp_path) in folder.parents
