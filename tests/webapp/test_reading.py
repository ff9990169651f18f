"""Reading a document before aligning: corrections, what sites are remembered for, repetition."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tm.articles import Facts
from tm.errors import Invalid, NotFound
from webapp.actions.imports import import_pair
from webapp.actions.reading import Correction, examine, positions, read_corrected, site_rules
from webapp.services import Services, open_services
from webapp.settings import Settings
from webapp.uploaded import Originals, Upload

Run = Callable[..., Result]

TOPICS = ("读书会", "培训班", "年会", "研讨会")
ENGLISH = ("reading group", "training course", "annual meeting", "seminar")
PLEA = "欢迎各地的社会组织与我们联系，共同把志愿服务做好。我们期待您的来信和建议。"
ASKING = "We look forward to hearing from organizations everywhere. Please write to us with your ideas."


def page(lang: str, number: int, *, host: str = "www.example.org") -> Upload:
    topic, english = TOPICS[number], ENGLISH[number]
    if lang == "zh":
        title, plea = f"{topic}在北京举行", PLEA
        text = f"3月{number + 2}日，本年度的{topic}在北京顺利举行，来自全国各地的二十家机构参加了会议。"
        more = f"与会代表介绍了{topic}的筹备情况，并就今后的合作进行了深入的讨论，气氛十分热烈。"
    else:
        title, plea = f"The {english} held in Beijing", ASKING
        text = f"On March {number + 2}, this year's {english} was held in Beijing with twenty organizations."
        more = f"Participants described how the {english} had been prepared and discussed working together."
    body = f"<h1>{title}</h1><p>{text}</p><p>{more}</p><p>{plea}</p>"
    head = f'<title>{title}</title><link rel="canonical" href="https://{host}/{lang}/{number}.html">'
    whole = f"<html lang='{lang}'><head>{head}</head><body><nav>首页 | Home</nav>{body}</body></html>"
    return Upload(whole.encode(), f"{number}.{lang}.html")


@pytest.fixture
def services(tmp_path: Path) -> Services:
    found = open_services(Settings.from_environment({"DUIZHAO_HOME": str(tmp_path / "home")}))
    yield found
    found.close()


def bring(services: Services, number: int) -> None:
    with services.work() as work:
        import_pair(work, page("zh", number), page("en", number), Facts(), publish="none")
        work.commit()


def reasons(services: Services, upload: Upload) -> dict[str, str | None]:
    with services.work() as work:
        return {block.text: block.reason for block in examine(work, upload).blocks}


def test_text_on_three_pages_of_a_site_is_its_own(services: Services) -> None:
    for number in range(2):
        bring(services, number)
        assert reasons(services, page("zh", number))[PLEA] is None
    assert reasons(services, page("zh", 2))[PLEA] == "repeated"
    assert reasons(services, page("en", 2))[ASKING] == "repeated"
    assert reasons(services, page("zh", 2, host="elsewhere.org"))[PLEA] is None
    bring(services, 2)
    with services.work() as work:
        batch = work.batches.all(limit=1)[0].id
        article = work.articles.get(work.articles.of_batch(batch)[0].id)
    assert all(PLEA[:10] not in zh for bead in article.beads for zh in bead.zh)


def test_a_correction_is_remembered_for_the_site_and_written_into_the_audit(
    services: Services,
) -> None:
    with services.work() as work:
        blocks = examine(work, page("zh", 0)).blocks
        last = next(n for n, block in enumerate(blocks) if block.text == PLEA)
        correction = Correction(drop=frozenset([last]))
        changed = read_corrected(work, page("zh", 0), correction)
        assert changed.blocks[last].reason == "asked"
        assert site_rules(work, "example.org").drop
        work.commit()
    assert reasons(services, page("zh", 1))[PLEA] == "remembered"
    assert reasons(services, page("zh", 1, host="elsewhere.org"))[PLEA] is None


def test_a_text_file_is_corrected_but_nothing_remembered(services: Services) -> None:
    upload = Upload("年会在北京举行\n\n年会开得很好。\n".encode(), "a.txt")
    with services.work() as work:
        changed = read_corrected(work, upload, Correction(drop=frozenset([0])))
        assert [block.kept for block in changed.blocks] == [False, True]
        assert not work.session.new
        assert not site_rules(work, "").drop


@pytest.mark.parametrize("wrong", ["x", "0", "3-", "7-5", "1,,2", "1;2"])
def test_block_numbers_that_mean_nothing_are_refused(wrong: str) -> None:
    with pytest.raises(Invalid, match="block numbers such as 3,5-7"):
        positions(wrong, "drop")


def test_originals_are_kept_once_and_found_by_checksum_alone(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "uploads")
    checksum = originals.keep(b"text")
    assert originals.keep(b"text") == checksum
    assert originals.read(checksum) == b"text"
    for wrong in ("0" * 64, "../uploads/" + checksum, ""):
        with pytest.raises(NotFound):
            originals.read(wrong)


def test_the_command_line_shows_blocks_and_corrects_them(run: Run, tmp_path: Path) -> None:
    names = {}
    for lang in ("zh", "en"):
        names[lang] = tmp_path / f"a.{lang}.html"
        names[lang].write_bytes(page(lang, 0).data)
    found = json.loads(run("extract", names["zh"], "--json").stdout)
    assert (found["format"], found["language"], found["url"]) == (
        "html", "zh", "https://www.example.org/zh/0.html"
    )  # fmt: skip
    number = next(block["number"] for block in found["blocks"] if block["text"] == PLEA)
    english = json.loads(run("extract", names["en"], "--json").stdout)["blocks"]
    other = next(block["number"] for block in english if block["text"] == ASKING)
    done = run("import", "pair", names["zh"], names["en"], "--drop", f"zh:{number}",
               "--drop", f"en:{other}", "--json")  # fmt: skip
    assert json.loads(done.stdout)["segments"] == {"zh": 3, "en": 3}
    shown = run("extract", names["zh"]).stdout
    assert "(remembered)" in next(line for line in shown.splitlines() if PLEA[:8] in line)


@pytest.mark.parametrize("wrong", ["3", "fr:3", "zh:"])
def test_a_side_that_is_none_is_refused(run_main: Run, tmp_path: Path, wrong: str) -> None:
    for lang in ("zh", "en"):
        (tmp_path / f"a.{lang}.html").write_bytes(page(lang, 0).data)
    files = [str(tmp_path / f"a.{lang}.html") for lang in ("zh", "en")]
    done = run_main("import", "pair", *files, "--keep", wrong)
    assert done.exit_code == 2
    assert "zh: or en: and block numbers" in done.stderr
