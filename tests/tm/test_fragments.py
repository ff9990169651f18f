"""Parts of a sentence found elsewhere."""

from __future__ import annotations

import pytest

from tests.tm.memories import Remembered
from tm.fragments import fragments
from tm.text.edges import Edges

PAIRS = (
    ("社会组织参与社区治理的经验。", "Experience of social organizations in community governance."),
    (
        "他们介绍了社会组织参与社区治理。",
        "They presented social organizations in community governance.",
    ),
    ("志愿服务条例正式施行。", "The regulations on volunteer service took effect."),
)


def test_the_longest_parts_are_found_with_their_counts() -> None:
    memory = Remembered.of(PAIRS)
    query = "报告说，社会组织参与社区治理，而志愿服务条例尚在讨论。"
    found = fragments(query, "zh", searcher=memory.searcher, memory=memory)
    assert [(part.text, part.count) for part in found] == [
        ("社会组织参与社区治理", 2), ("志愿服务条例", 1),
    ]  # fmt: skip
    assert all(part.query.cut(query) == part.text for part in found)


def test_a_part_does_not_cross_a_clause_mark() -> None:
    memory = Remembered.of([("开展培训，志愿者参加。", "Volunteers joined the training.")])
    query = "我们开展培训，志愿者参加了。"
    found = fragments(query, "zh", searcher=memory.searcher, memory=memory)
    assert [part.text for part in found] == ["开展培训", "志愿者参加"]


def test_english_parts_need_three_words_with_content() -> None:
    memory = Remembered.of(PAIRS)
    query = "We heard of the regulations on volunteer service in the end."
    found = fragments(query, "en", searcher=memory.searcher, memory=memory)
    assert [part.text for part in found] == ["regulations on volunteer service"]


def test_what_stands_nowhere_has_no_parts() -> None:
    memory = Remembered.of(PAIRS)
    assert fragments("量子芯片冷却方案", "zh", searcher=memory.searcher, memory=memory) == []


def test_a_word_that_begins_like_a_particle_stays_whole() -> None:
    memory = Remembered.of([("中国民促会的上海论坛办得好。", "CANGO's Shanghai forum went well.")])
    found = fragments(
        "今年的中国民促会的上海论坛呢", "zh", searcher=memory.searcher, memory=memory,
        edges=Edges(["中国", "上海"]),
    )  # fmt: skip
    assert [part.text for part in found] == ["中国民促会的上海论坛"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("然后单击 **“志愿服务条例”** 按钮", ["**“志愿服务条例”** 按"]),
        ("然后单击**志愿服务条例按”钮", ["志愿服务条例按"]),
        ("单击“社会组织参与社区治理”一栏", ["单击“社会组织参与社区治理”一栏"]),
        ("社会组织参与社区治理”一栏", ["社会组织参与社区治理"]),
        ("志愿服务条例**的社区", ["志愿服务条例"]),
        ("见 https://a.org/chemistry/of/water/bonds 一文", []),
        ("见[说明](../chemistry-of-water-bonds.md)", []),
    ],
)
def test_a_part_holds_both_marks_of_a_pair_or_none_and_no_address(
    query: str, expected: list[str]
) -> None:
    memory = Remembered.of([
        ("单击“社会组织参与社区治理”一栏。", "x"), ("“志愿服务条例”按", "y"),
        ("志愿服务条例 的社区", "the chemistry of water bonds"),
        ("chemistry of water bonds 一书", "chemistry of water bonds"),
    ])  # fmt: skip
    found = fragments(query, "zh", searcher=memory.searcher, memory=memory)
    assert [part.text for part in found] == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("读取 PR_DISPLAY_NAME_OLD 后", []),
        (r"读取 PR\_DISPLAY\_NAME\_OLD 后", []),
        ("读取 PR_DISPLAY_NAME_OLD 的默认值", ["PR_DISPLAY_NAME_OLD 的默认值"]),
    ],
)
def test_a_name_in_code_alone_is_no_part(query: str, expected: list[str]) -> None:
    memory = Remembered.of([("设置 PR_DISPLAY_NAME_OLD 的默认值。", "Set the default value of it.")])
    found = fragments(query, "zh", searcher=memory.searcher, memory=memory)
    assert [part.text for part in found] == expected
