"""Which column of a table holds what: by its header, by its characters, or as a person says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tm.errors import Invalid
from tm.tabular import Line
from tm.text.chars import han_count

COLUMNS = (
    "zh", "en", "status", "enforcement", "pos", "domain", "definition", "note", "source",
    "first_mention", "inflect", "case", "forbidden_zh", "forbidden_en", "admitted_zh",
    "admitted_en", "deprecated_zh", "deprecated_en", "superseded_zh", "superseded_en",
    "lookup_zh", "lookup_en", "short_zh", "short_en", "abbr", "dnt", "detect", "state",
)  # fmt: skip

# Other people's headers, folded to lower case without spaces and underscores.
_HEADERS = {
    "zh": "中文 汉语 漢語 简体 简体中文 中文术语 中文术語 中文名称 中文词条 术语 名称 原文 cn "
          "chinese chineseterm simplifiedchinese zhcn zhhans zhtw zhhant",
    "en": "英文 英语 英語 英文术语 英文名称 英文译名 英文翻译 英译 译文 译名 english englishterm "
          "translation engb enus",
    "status": "状态 狀態 termstatus",
    "enforcement": "强制 执行 执行级别 strictness",
    "pos": "词性 詞性 类型 类别 partofspeech kind type",
    "domain": "领域 領域 主题 学科 分类 subject subjectfield field topic category",
    "definition": "定义 定義 释义 解释 meaning",
    "note": "备注 備註 说明 注释 notes comment comments remark remarks usage usagenote 用法",
    "source": "来源 出处 來源 依据 reference references",
    "first_mention": "首次出现 首次提及 全称用法",
    "inflect": "词形变化 inflection",
    "case": "大小写 casesensitive",
    "forbidden_zh": "禁用中文 中文禁用 禁用词",
    "forbidden_en": "禁用英文 英文禁用 禁用译名 forbidden donotuse",
    "admitted_zh": "中文别名 别称 中文同义词 中文其他",
    "admitted_en": "英文别名 其他译名 英文同义词 可用译名 synonyms synonym alternatives variants",
    "short_zh": "中文简称 简称",
    "short_en": "英文简称 shortform",
    "abbr": "缩写 英文缩写 abbreviation acronym",
    "dnt": "不译 不翻译 donottranslate",
}  # fmt: skip
_LOOK = 30  # lines by which a column without a name is told


@dataclass(frozen=True, slots=True)
class ByHand:
    """What a person says of a table; what is not said is guessed.

    `columns` maps our names to theirs: a header, a number from 1, or "" for none; `header` says
    whether the first row names the columns.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    header: bool | None = None


GUESSED = ByHand()


@dataclass(frozen=True, slots=True)
class Layout:
    """Where our columns stand in a table, from 0, and whether its first row names them.

    `width` counts the columns of the table; `sample` holds its first lines.
    """

    columns: Mapping[str, int]
    headed: bool
    width: int
    sample: tuple[Line, ...]

    @property
    def complete(self) -> bool:
        """Whether a column of terms is known."""
        return not {"zh", "en"}.isdisjoint(self.columns)


def assignments(said: Iterable[str]) -> dict[str, str]:
    """Read `zh=原文` and the like: our column, and the header or number of theirs.

    >>> assignments(["zh=原文", "en = 3"])
    {'zh': '原文', 'en': '3'}
    """
    found: dict[str, str] = {}
    for one in said:
        column, equals, theirs = (part.strip() for part in one.partition("="))
        if not equals or column not in COLUMNS:
            raise Invalid("map", one, f"COLUMN=HEADER with a column of {', '.join(COLUMNS)}")
        found[column] = theirs
    return found


def layout(lines: Sequence[Line], by_hand: ByHand = GUESSED) -> Layout:
    """Tell what the columns of a table hold; `lines` are its rows, at least one."""
    header = lines[0].cells
    width = max(len(line.cells) for line in lines)
    said = {name: _place(name, at, header, width) for name, at in by_hand.columns.items()}
    named = _named(header)
    headed = bool(named)
    if not {"zh", "en"} & {*named, *said}:
        named.pop("source", None)  # beside "target" it names a language, not a reference
    chosen = {name: at for name, at in said.items() if at is not None}
    columns = {
        name: at for name, at in named.items() if name not in said and at not in chosen.values()
    } | chosen
    guessed = _guessed(lines[: _LOOK + 1], width, columns)
    columns |= {name: at for name, at in guessed.items() if name not in said}
    if not headed:
        headed = _is_header(header, columns)
    headed = headed if by_hand.header is None else by_hand.header
    return Layout(columns, headed, width, tuple(lines[:_LOOK]))


def _place(column: str, theirs: str, header: Sequence[str], width: int) -> int | None:
    """Return where a column stands that a person named; None for nowhere."""
    if not theirs:
        return None
    flat = [_flat(cell) for cell in header]
    if _flat(theirs) in flat:
        return flat.index(_flat(theirs))
    if theirs.isdecimal() and 1 <= int(theirs) <= width:
        return int(theirs) - 1
    expected = f"a number from 1 to {width} or one of {', '.join(filter(None, header))}"
    raise Invalid(f"column {column}", theirs, expected)


def _named(header: Sequence[str]) -> dict[str, int]:
    """Return which of our columns stands where, by a header in either language."""
    names = {alias: column for column, aliases in _HEADERS.items() for alias in aliases.split()}
    names |= {_flat(column): column for column in COLUMNS}
    found: dict[str, int] = {}
    for at, cell in enumerate(header):
        column = names.get(_flat(cell))
        if column is not None:
            found.setdefault(column, at)
    return found


def _flat(header: str) -> str:
    return "".join(ch for ch in header.lower() if ch.isalnum())


def _guessed(lines: Sequence[Line], width: int, known: Mapping[str, int]) -> dict[str, int]:
    """Tell by their characters the language columns no header names."""
    free = [at for at in range(width) if at not in known.values()]
    found: dict[str, int] = {}
    for at in free:
        cells = [_cell(line, at) for line in lines if _cell(line, at)]
        chinese = sum(bool(han_count(cell)) for cell in cells)
        latin = sum(not han_count(cell) and any(map(str.isalpha, cell)) for cell in cells)
        lang = "zh" if chinese > latin else "en"
        # Half of the lines at least: a column of remarks is no column of terms.
        if 2 * max(chinese, latin) >= len(lines) and lang not in known and lang not in found:
            found[lang] = at
    # A table that names both of its columns otherwise (number, remark …) keeps to its header.
    return found if "zh" not in known or "en" not in known else {}


def _cell(line: Line, at: int) -> str:
    return line.cells[at].strip() if at < len(line.cells) else ""


def _is_header(first: Sequence[str], columns: Mapping[str, int]) -> bool:
    """Whether an unknown first row names columns: Chinese without Han, or English with it."""
    zh, en = (
        first[columns[lang]] if columns.get(lang, len(first)) < len(first) else None
        for lang in ("zh", "en")
    )
    return (zh is not None and not han_count(zh)) or (en is not None and bool(han_count(en)))
