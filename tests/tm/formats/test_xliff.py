"""XLIFF of both generations, and files within files."""

import gzip
import io
from zipfile import ZipFile

import pytest

from tm.errors import TooLarge, Unreadable
from tm.formats import Problem, reader_for
from tm.formats.containers import opened

FIRST = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file source-language="zh-CN" target-language="en-US" original="a.txt" datatype="plaintext"><body>
<trans-unit id="1"><source>志愿<g id="1">服务</g>。</source><target>Voluntary <x id="2"/>service.</target>
<note>好</note></trans-unit>
<trans-unit id="2"><source>没有译文。</source></trans-unit>
<trans-unit id="3"><source>旧。</source><target state="needs-translation">Old.</target></trans-unit>
</body></file></xliff>"""
SECOND = """<xliff version="2.1" srcLang="en" trgLang="zh-Hant"
 xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f"><unit id="u">
<segment id="s1"><source>One <pc id="1">word</pc>.</source><target>一個詞。</target></segment>
<segment id="s2" state="initial"><source>Two.</source><target>二。</target></segment>
</unit></file></xliff>"""


def read(text, name="a.xlf"):
    return list(reader_for(name)(io.BytesIO(text.encode()), name))


def test_the_first_generation_gives_what_is_translated():
    record, *problems = read(FIRST)
    assert (record.zh, record.en, record.key, record.note) == (
        "志愿服务。", "Voluntary service.", "1", "好",
    )
    assert [(type(problem), problem.skipped) for problem in problems] == [(Problem, True)] * 2


def test_the_second_generation_gives_its_segments():
    record, problem = read(SECOND, "a.xliff")
    assert (record.zh, record.en, record.key, record.zh_tag) == (
        "一個詞。", "One word.", "u/s1", "zh-Hant",
    )
    assert problem.place.endswith("unit u/s2")


def test_other_languages_are_refused_with_their_names():
    with pytest.raises(Unreadable, match="zh-CN and de"):
        read(FIRST.replace("en-US", "de"))


def test_another_document_is_no_xliff():
    with pytest.raises(Unreadable, match="<tmx>"):
        read("<tmx/>")


def unpacked(data, name, **limits):
    with opened(io.BytesIO(data), name, **limits) as members:
        return [(inner, file.read()) for inner, file in members]


def zipped(**files):
    data = io.BytesIO()
    with ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return data.getvalue()


def test_containers_give_their_files():
    assert unpacked(gzip.compress(b"x", mtime=0), "a.tmx.gz") == [("a.tmx", b"x")]
    assert unpacked(zipped(a_tmx="x", b_tsv="y"), "a.zip") == [("a.tmx", b"x"), ("b.tsv", b"y")]
    assert unpacked(b"x", "a.tmx") == [("a.tmx", b"x")]


@pytest.mark.parametrize(("data", "name"), [(b"x", "a.tmx.gz"), (b"x", "a.zip"),
                                            (gzip.compress(b"abc" * 99, mtime=0)[:-9], "a.gz")])  # fmt: skip
def test_damaged_containers_are_unreadable(data, name):
    with pytest.raises(Unreadable):
        unpacked(data, name)


@pytest.mark.parametrize(("data", "name"), [(gzip.compress(b"0" * 5000, mtime=0), "a.gz"),
                                            (zipped(a_tsv="0" * 5000), "a.zip")])  # fmt: skip
def test_bombs_are_too_large(data, name):
    with pytest.raises(TooLarge):
        unpacked(data, name, limit=4096)
