"""The concordance against a scan of every sentence, over random questions with every filter."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from click.testing import CliRunner

from glossary.inflect import forms, verb_forms
from tm.store.memories import Incoming
from tm.store.schema import ArticleRow, BatchRow, CollectionRow, EditionRow
from tm.store.texts import Filter
from webapp.actions.concordance import concordance
from webapp.app import create_app
from webapp.cli.concordance import concordance as command
from webapp.services import Services, open_services
from webapp.settings import Settings

HAN = (
    "社会组织", "社會組織", "公益", "公益事业", "办", "“公益”", "社·会", "，", "。", "、", "三十", "第三届",
    "２０１６年", "2016", "WTO", "ＷＴＯ", "的", "一带一路", "十亿", "3月5日", "论坛", "論壇", " ", "《慈善法》", "b2b",
)  # fmt: skip
ENGLISH = (
    "society", "society's", "Societies", "civil", "Civil", "law", "laws", "the", "The", "of", "in", "2016", "30",
    "benefit", "benefits", "benefited", "public", "WTO", "b2b", "three", "March", "5", "don't", "workers'", ", ",
    ". ", "“", "”", "-", "(", ")", "million", "1,000",
)  # fmt: skip
SIMPLE = str.maketrans("會組織論壇", "会组织论坛")
COLLECTIONS = ("通讯", "年报", None)
DATES = ("2015-03-05", "2016", "2018-06", None)
STATUSES = ("auto", "reviewed")


@dataclass(frozen=True)
class Place:
    """Where a sentence stands, as the twin remembers it."""

    unit: int
    article: int | None
    collection: str | None
    date: str | None
    status: str


@dataclass(frozen=True)
class Stored:
    """Everything that is in the memory."""

    texts: dict[int, tuple[str, str]]
    places: list[Place]


# ---- the twin: texts as lists of words and marks, phrases compared one by one ---------------------


def read(text: str) -> list[str]:
    """Return words, single characters and marks; marks a phrase passes over are left out."""
    found = re.findall(r"\d+(?:,\d{3})+|[a-z0-9]+(?:'[a-z0-9]+)*|[^\s“”《》·'\"-]", _narrow(text))
    return [word.replace(",", "") if word[0].isdigit() else word for word in found]


def is_mark(word: str) -> bool:
    return not any(ch.isalnum() for ch in word) and word != "*"


def asked_words(text: str) -> list[str]:
    """Return the words of a phrase, wildcards inside them or by themselves; no marks around it."""
    plain = re.sub(r"(?<=[a-z0-9])\*|\*(?=[a-z0-9])", "\x01", _narrow(text))
    words = [word.replace("\x01", "*") for word in _read_starred(plain)]
    while words and (is_mark(words[0]) or words[0] == "*"):
        words = words[1:]
    while words and (is_mark(words[-1]) or words[-1] == "*"):
        words = words[:-1]
    return words


def _read_starred(plain: str) -> list[str]:
    pattern = r"\d+(?:,\d{3})+|[a-z0-9\x01]+(?:'[a-z0-9]+)*|[^\s“”《》·'\"-]"
    found = re.findall(pattern, plain)
    return [word.replace(",", "") if word[0].isdigit() else word for word in found]


def _narrow(text: str) -> str:
    """Fold width, case and script."""
    narrow = "".join(chr(ord(ch) - 0xFEE0) if "！" <= ch <= "～" else ch for ch in text)
    return narrow.lower().translate(SIMPLE).strip()


def stands(words: Sequence[str], text: Sequence[str], inflected: bool) -> bool:
    return any(_from(words, text, at, inflected, True) for at in range(len(text)))


def _from(
    words: Sequence[str], text: Sequence[str], at: int, inflected: bool, first: bool
) -> bool:
    if not words:
        return True
    if words[0] == "*":
        return any(_from(words[1:], text, to, inflected, True) for to in range(at, len(text)))
    if at >= len(text):
        return False
    if not fits(words[0], text[at], inflected, last=len(words) == 1):
        return False
    return _from(words[1:], text, at + 1, inflected, False)


def fits(wanted: str, word: str, inflected: bool, last: bool) -> bool:
    if "*" in wanted:
        return word[0].isascii() and bool(
            re.fullmatch(wanted.replace("*", ".*"), word) and word[0].isalnum()
        )
    every = {wanted}
    if inflected and wanted[0].isascii() and wanted.isalpha():
        every |= {*forms(wanted, "noun"), *verb_forms(wanted)}
    if last and wanted[-1].isascii() and wanted[-1].isalpha():
        every.add(wanted + "'s")
    return word in every


def passes(place: Place, filter: Filter) -> bool:
    date = place.date or ""
    return all((
        not filter.collection or place.collection == filter.collection,
        not filter.article or place.article == filter.article,
        not filter.since or (date and date >= filter.since),
        not filter.until or (date and date <= filter.until + "\uffff"),
        not filter.status or place.status == filter.status,
        place.article not in filter.without,
    ))  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """One question, as the parts a person would type."""

    language: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]
    other: tuple[str, ...]
    inflected: bool
    exact: bool
    filter: Filter


def by_hand(asked: Asked, stored: Stored) -> list[int]:
    """Return the units that answer, newest first: every sentence is looked at."""
    side = 0 if asked.language == "zh" else 1
    found = []
    for id, texts in stored.texts.items():
        words = [read(text) for text in texts]
        ok = all(stands(asked_words(p), words[side], asked.inflected) for p in asked.wanted)
        ok &= all(stands(asked_words(p), words[1 - side], asked.inflected) for p in asked.other)
        ok &= not any(
            stands(asked_words(p), words[side], asked.inflected) for p in asked.unwanted
        )
        if asked.exact:
            ok &= all(typed(p, texts[side]) for p in asked.wanted if "*" not in p)
            ok &= all(typed(p, texts[1 - side]) for p in asked.other if "*" not in p)
        if ok and any(p.unit == id and passes(p, asked.filter) for p in stored.places):
            found.append(id)
    return sorted(found, reverse=True)


def typed(phrase: str, text: str) -> bool:
    edge = r"(?<![A-Za-z0-9])" if phrase[0].isascii() and phrase[0].isalnum() else ""
    end = r"(?![A-Za-z0-9])" if phrase[-1].isascii() and phrase[-1].isalnum() else ""
    return re.search(edge + re.escape(phrase) + end, text) is not None


# ---- a memory and questions ----------------------------------------------------------------------


def sentence(rng: random.Random, language: str) -> str:
    if language == "zh":
        return "".join(rng.choices(HAN, k=rng.randint(1, 6))).strip() or "公益"
    return re.sub(r"\s+", " ", " ".join(rng.choices(ENGLISH, k=rng.randint(1, 8)))).strip()


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Services, Stored]]:
    rng = random.Random(5)
    home = str(tmp_path_factory.mktemp("twin"))
    services = open_services(Settings.from_environment({"DUIZHAO_HOME": home}))
    with services.work() as work:
        session = work.session
        for id, name in enumerate(COLLECTIONS[:2], 1):
            session.add(CollectionRow(id=id, name=name))
        session.flush()
        pairs = [(sentence(rng, "zh"), sentence(rng, "en")) for _ in range(160)]
        places: list[tuple[tuple[str, str], Place]] = []
        for number in range(12):
            collection, date = rng.choice(COLLECTIONS), rng.choice(DATES)
            status = rng.choice(STATUSES)
            batch = BatchRow(kind="pair", name=str(number), actor="li")
            row = ArticleRow(collection_id=COLLECTIONS.index(collection) + 1 if collection else None)
            session.add_all([batch, row])
            session.flush()
            edition = EditionRow(
                article_id=row.id, batch_id=batch.id, title_zh=str(number), date=date,
                fingerprint=str(number),
            )  # fmt: skip
            session.add(edition)
            session.flush()
            chosen = pairs[number * 13 : number * 13 + 13] + rng.sample(pairs[:156], 4)
            work.memory.add(
                [Incoming(zh, en, status, article=row.id, edition=edition.id, position=i)
                 for i, (zh, en) in enumerate(dict.fromkeys(chosen))],
                batch=batch.id, actor="li",
            )  # fmt: skip
            places += [(p, Place(0, row.id, collection, date, status)) for p in chosen]
        work.commit()
        ids = {(unit.zh, unit.en): unit.id for unit in work.memory.units()}
    found = [Place(ids[p], at.article, at.collection, at.date, at.status) for p, at in places]
    yield services, Stored({id: pair for pair, id in ids.items()}, found)
    services.close()


def phrase(rng: random.Random, language: str, stored: Stored) -> str:
    """Cut a phrase out of a sentence, or make one up; with wildcards now and then."""
    text = rng.choice(list(stored.texts.values()))[0 if language == "zh" else 1]
    if rng.random() < 0.2:
        text = sentence(rng, language)
    if language == "zh":
        start = rng.randrange(len(text))
        part = text[start : start + rng.choice((1, 1, 2, 3, 5))]
    else:
        words = text.split()
        start = rng.randrange(len(words))
        part = " ".join(words[start : start + rng.choice((1, 1, 2, 3))])
    part = re.sub(r"[\"“”*'()-]", "", part).strip()
    if rng.random() < 0.4 and part:
        at = rng.choice((0, len(part), rng.randrange(len(part) + 1)))
        part = part[:at] + "*" + part[at + rng.choice((0, 0, 1)) :]
    return re.sub(r"\s+", " ", part).strip()


def question(rng: random.Random, stored: Stored) -> Asked:
    language = rng.choice(("zh", "en"))
    opposite = "en" if language == "zh" else "zh"

    def some(lang: str, chances: Sequence[float]) -> tuple[str, ...]:
        every = (phrase(rng, lang, stored) for chance in chances if rng.random() < chance)
        return tuple(each for each in every if asked_words(each))

    def maybe(values: Sequence[object]) -> object:
        return rng.choice(values) if rng.random() < 0.3 else None

    filter = Filter(
        collection=maybe(COLLECTIONS[:2]), article=maybe(range(1, 13)), since=maybe(("2016", "2018")),
        until=maybe(("2016", "2018-06")), status=maybe(STATUSES), without=maybe(((3,), (1, 2))) or (),
    )  # fmt: skip
    return Asked(
        language, some(language, (1, 0.2)), some(language, (0.25,)), some(opposite, (0.3,)),
        inflected=rng.random() < 0.2, exact=rng.random() < 0.15,
        filter=filter if rng.random() < 0.6 else Filter(),
    )  # fmt: skip


def asked_of(services: Services, asked: Asked, **how: object) -> tuple[int, list[int]]:
    # Words in quotation marks have no inflected forms; a line of one bare phrase has.
    quoted = [each if asked.inflected else f'"{each}"' for each in asked.wanted]
    line = " ".join([*quoted, *(f'-"{each}"' for each in asked.unwanted)])
    other = " ".join(each if asked.inflected else f'"{each}"' for each in asked.other)
    with services.work() as work:
        found = concordance(
            work, line, language=asked.language, other_phrase=other or None, rendered=False,
            inflected=asked.inflected, exact=asked.exact, filter=asked.filter, **{"limit": 1000} | how,
        )  # fmt: skip
    return found.total, [hit.unit.id for hit in found.hits]


@pytest.mark.parametrize("seed", range(8))
def test_every_question_is_answered_as_a_scan_of_all_sentences_would(
    memory: tuple[Services, Stored], seed: int
) -> None:
    services, stored = memory
    rng = random.Random(seed)
    answered = 0
    for _ in range(120):
        asked = question(rng, stored)
        if not asked.wanted:
            continue
        if asked.inflected and not all(_is_bare(each) for each in (*asked.wanted, *asked.other)):
            continue
        if asked.inflected and (len(asked.wanted) > 1 or asked.unwanted):
            continue
        expected = by_hand(asked, stored)
        answered += bool(expected)
        assert asked_of(services, asked) == (len(expected), expected), asked
    assert answered > 20


def _is_bare(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Za-z*]+(?: [A-Za-z*]+)*|[\u4e00-\u9fff*]+", text))


@pytest.mark.parametrize("order", [None, "before", "after"])
def test_pages_hold_every_row_once_while_others_are_added(
    memory: tuple[Services, Stored], order: str | None
) -> None:
    services, stored = memory
    asked = Asked("zh", ("公益",), (), (), False, False, Filter())
    expected = by_hand(asked, stored)
    shown: list[int] = []
    added: list[int] = []
    upto = None
    for page in range(1, len(expected) // 7 + 2):
        with services.work() as work:
            found = concordance(
                work, "公益", limit=7, page=page, upto=upto, order=order, rendered=False
            )
            assert found.total == len(expected)
            shown += [hit.unit.id for hit in found.hits]
            upto = found.upto
            added.append(work.batches.open("file", f"{order} {page}", actor="li"))
            new = [Incoming(f"新公益{order}{page}{n}", "New benefit") for n in range(3)]
            work.memory.add(new, batch=added[-1], actor="li")
            work.commit()
    assert sorted(shown, reverse=True) == expected
    with services.work() as work:
        assert concordance(work, "公益", rendered=False).total == len(expected) + 3 * page
        for batch in added:
            work.batches.undo(batch, actor="li")
        work.commit()


@pytest.mark.parametrize(
    ("q", "options"),
    [
        ("公益", {}), ("会*组", {"collection": "通讯"}), ("law*", {"other": "社会", "status": "auto"}),
        ('"public benefit" -the', {"since": "2016", "order": "after"}), ("*ing", {"in": "en"}),
        ("benefit", {"inflected": "1", "until": "2018-06", "without": "3"}), ("ＷＴＯ", {"exact": "1"}),
    ],
)  # fmt: skip
def test_command_api_and_page_give_the_same_hits(
    memory: tuple[Services, Stored], q: str, options: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    services, _ = memory
    client = create_app(services, testing=True).test_client()
    answer = client.get("/api/v1/concordance", query_string={"q": q} | options).json
    page = client.get("/concordance", query_string={"q": q, "ui": "en"} | options).text
    assert page.count("data-item") == len(answer["hits"])
    assert f"{answer['total']} hit" in page or not answer["total"]
    monkeypatch.setenv("DUIZHAO_HOME", str(services.settings.home))
    flags = {"inflected": "--inflect", "exact": "--exact"}
    said = [part for name, value in options.items()
            for part in ([flags[name]] if name in flags else [f"--{name}", value])]  # fmt: skip
    told = CliRunner().invoke(command, [q, *said, "--json"]).output
    assert json.loads(told)["hits"] == answer["hits"]
    assert json.loads(told)["total"] == answer["total"]
