"""A small memory in both languages, and the compiled code, compiled once a session."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from tm.index import compiled

CODE = Path(__file__).parents[3] / "var" / "test-code"


@dataclass(frozen=True)
class Unit:
    """A row as the index takes it."""

    id: int
    zh: str
    en: str
    revision: int = 1
    deleted: bool = False


ZH = (
    "社会组织在农村开展公益活动。", "社会组织在城市开展公益活动。", "理事会同意该机构加入本会。",
    "2016年，中国出台了《慈善法》等两部法律。", "项目累计投入资金1.2亿元，惠及3万名儿童。",
    "志愿者来自八个省份。", "我们在成都举办了志愿者培训班。", "社會組織在農村開展公益活動。",
    "第三届论坛于3月5日在北京举行。", "公益", "——", "基金会", "一带一路倡议下的民心相通",
)  # fmt: skip
EN = (
    "Social organizations carry out activities in rural areas.",
    "Social organizations carry out activities in cities.",
    "The council agreed to the organization joining the association.",
    "In 2016, China issued two laws including the Charity Law.",
    "The project has invested 120 million yuan, benefiting 30,000 children.",
    "The volunteers came from eight provinces.", "We held a volunteer training course in Chengdu.",
    "Social organizations carry out public-benefit activities in rural areas.",
    "The third forum was held in Beijing on March 5.", "Public benefit", "–", "Foundation",
    "People-to-people connectivity under the Belt and Road Initiative",
)  # fmt: skip


@pytest.fixture
def units() -> list[Unit]:
    return [Unit(i, zh, en) for i, (zh, en) in enumerate(zip(ZH, EN, strict=True), 1)]


@pytest.fixture(scope="session")
def fast() -> SimpleNamespace:
    return compiled.load(CODE)
