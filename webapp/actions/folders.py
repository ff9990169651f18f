"""Many article pairs at once: paired by name, imported one by one, one batch each.

The files are copied into the home first, so that the work can go on in another process and after
a restart; every pair is committed with the row that says it is done.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import repeat
from pathlib import Path, PurePath
from typing import Any
from zipfile import BadZipFile, ZipFile

from tm.articles import Facts
from tm.errors import DuizhaoError, TooLarge, Unreadable
from tm.extract import SUFFIXES, Document, extract, kind_of
from tm.extract.pairing import FilePair, pair_files
from tm.formats import Problem
from tm.languages import Language
from webapp.actions.imports import Prepared, Publish, import_pair, prepare, problem_row
from webapp.actions.many import Manner, answers
from webapp.jobs import Job, Jobs
from webapp.present.imports import pair_report
from webapp.services import Services
from webapp.uploaded import Upload
from webapp.work import Work

Item = Mapping[str, Any]
"""A pair of a job: for each side the original's checksum and the name it came under."""

Ahead = Generator[Prepared | None, None, None]

_ONE_BY_ONE = Manner(few=12, lot=1, searching=False)
_BOTH = (
    "expected one language, got both side by side; take it in with `duizhao import file`",
    "文件里中英文对照，不是一种语言；请作为记忆库文件导入（`duizhao import file`）",
)
_ALONE: dict[Language | None, tuple[str, str]] = {
    "zh": ("expected a partner in English for this Chinese text, found none", "没有找到对应的英文"),
    "en": ("expected a partner in Chinese for this English text, found none", "没有找到对应的中文"),
    None: ("expected a text in Chinese or English, got neither or both evenly",
           "既不是中文也不是英文，或两者参半"),
}  # fmt: skip
MAX_MEMBER = 50_000_000
MAX_TOTAL = 1_000_000_000
"""Bytes an archive may unpack to: a member, and all together."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What was found in a folder or an archive, paired."""

    uploads: dict[str, Upload]
    pairs: tuple[FilePair, ...]
    problems: tuple[Problem, ...]


def collect(uploads: Iterable[Upload]) -> Collected:
    """Pair uploaded documents; archives among them are opened, unreadable files are reported."""
    found: dict[str, Upload] = {}
    problems: list[Problem] = []
    for upload in uploads:
        if upload.name.lower().endswith(".zip"):
            found |= {member.name: member for member in _members(upload)}
        else:
            found[upload.name] = upload
    languages: dict[str, Language | None] = {}
    for name, upload in sorted(found.items()):
        if PurePath(name).suffix.lower() not in SUFFIXES:
            expected = f"expected one of {', '.join(SUFFIXES)}"
            told = f"文件类型应为 {'、'.join(SUFFIXES)} 之一"
            problems.append(Problem(name, expected, message_zh=told))
            continue
        try:
            document = extract(upload.data, name=name)
        except DuizhaoError as error:
            problems.append(Problem(name, str(error)))
            continue
        if _is_bilingual(document):
            problems.append(_told(name, _BOTH))
        else:
            languages[name] = document.language
    pairing = pair_files(languages, languages)
    problems += [_told(name, _ALONE[languages[name]]) for name in pairing.alone]
    return Collected(found, pairing.pairs, tuple(problems))


def _told(name: str, said: tuple[str, str]) -> Problem:
    return Problem(name, said[0], message_zh=said[1])


def _is_bilingual(document: Document) -> bool:
    """Say whether most of a document are pairs: an article may hold a table of terms."""
    paired = sum(len(pair.zh) + len(pair.en) for pair in document.pairs)
    return 2 * paired > len(document.text)


def read_folder(folder: Path) -> Iterator[Upload]:
    """Yield the files below a folder, hidden ones apart, named by their path within it."""
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in inner.parts):
            yield Upload(path.read_bytes(), inner.as_posix())


def queue(
    work: Work, collected: Collected, *, name: str, publish: Publish = "auto",
    collection: str | None = None,
) -> int:  # fmt: skip
    """Keep the files in the home and queue their import; return the job's id."""
    work.require("batch.import")
    store = work.services.originals
    items = [
        {side: {"sha256": store.keep(collected.uploads[path].data), "name": path}
         for side, path in (("zh", pair.zh), ("en", pair.en))}
        for pair in collected.pairs
    ]  # fmt: skip
    options = {
        "publish": publish, "collection": collection,
        "problems": [problem_row(each) for each in collected.problems],
    }  # fmt: skip
    return Jobs(work.session).add(
        "folder", name, items, actor=work.actor.name, role=work.actor.role, options=options
    )


def run_pairs(
    services: Services, job: Job, work_for: Callable[[], Any], progress: Callable[[Job], None]
) -> None:
    """Import the pairs of a job that are not done yet; one that fails never stops the rest.

    Pairs are read and aligned ahead on all cores, and stored here one by one.
    """
    items = job.items[job.done :]
    with closing(_read_ahead(services, items)) as ahead:
        for place, (item, prepared) in enumerate(zip(items, ahead, strict=False), job.done):
            with work_for() as work:
                jobs = Jobs(work.session)
                if jobs.state(job.id) == "cancelled":
                    return
                jobs.progress(job.id, place, _import_item(work, item, job, prepared))
                work.commit()
                progress(replace(job, done=place + 1))


def _read_ahead(services: Services, items: Sequence[Item]) -> Ahead:
    """Yield each pair read and aligned, or None for one that is better read when its turn comes."""
    with services.work() as work:
        with suppress(BrokenExecutor):  # a pair that is too much for a process
            yield from answers(work, _prepared, items, _ONE_BY_ONE)
        yield from repeat(None)


def _prepared(work: Work, items: Sequence[Item]) -> list[Prepared | None]:
    return [_one_prepared(work, item) for item in items]


def _one_prepared(work: Work, item: Item) -> Prepared | None:
    """Read and align a pair.

    What is kept of a page depends on the pages of its site that came before, and what is wrong
    with a pair is said where it is stored: both wait for their turn.
    """
    try:
        zh, en = _uploads(work, item)
        if "html" in (kind_of(zh.data, name=zh.name), kind_of(en.data, name=en.name)):
            return None
        return prepare(work, zh, en)
    except (DuizhaoError, OSError):
        return None


def _uploads(work: Work, item: Item) -> tuple[Upload, Upload]:
    read = work.services.originals.read
    zh, en = (Upload(read(item[side]["sha256"]), item[side]["name"]) for side in ("zh", "en"))
    return zh, en


def _import_item(
    work: Work, item: Item, job: Job, prepared: Prepared | None
) -> dict[str, Any]:
    names = {"zh": item["zh"]["name"], "en": item["en"]["name"]}
    point = work.session.begin_nested()
    try:
        facts = Facts(collection=job.options["collection"])
        report = import_pair(
            work, *_uploads(work, item), facts, publish=job.options["publish"], prepared=prepared
        )
    except (DuizhaoError, OSError) as error:
        point.rollback()
        return names | {"error": str(error)}
    point.commit()
    return names | pair_report(report)


def _members(upload: Upload) -> Iterator[Upload]:
    try:
        archive = ZipFile(BytesIO(upload.data))
    except BadZipFile as error:
        raise Unreadable(upload.name, None, "a .zip archive", str(error)) from None
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if sum(info.file_size for info in infos) > MAX_TOTAL:
        size = sum(info.file_size for info in infos)
        raise TooLarge(f"{upload.name} (unpacked bytes)", size, MAX_TOTAL)
    for info in infos:
        if info.file_size > MAX_MEMBER:
            raise TooLarge(f"{info.filename} (bytes)", info.file_size, MAX_MEMBER)
        if not PurePath(info.filename).name.startswith((".", "__MACOSX")):
            yield Upload(archive.read(info), info.filename)
