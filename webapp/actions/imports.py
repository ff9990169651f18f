"""Bringing articles and files into the memory, and taking them back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import PurePath
from typing import IO, Literal

from tm.align import Alignment, Bead
from tm.articles import (
    ArticleBead,
    ArticleSegment,
    BeadStatus,
    Facts,
    bead_of,
    fingerprint,
    valid_date,
)
from tm.changes import Change
from tm.errors import Invalid
from tm.extract import Document, check_pair
from tm.formats import Problem, Record, reader_for
from tm.formats.containers import opened
from tm.languages import Language
from tm.review import decided_before
from tm.store.batches import Batch
from tm.store.memories import MAX_SEGMENT, Incoming
from tm.text.sentences import sentences
from tm.wording import Worded
from webapp.actions.reading import NO_CORRECTION, Corrections, read_corrected
from webapp.uploaded import Upload
from webapp.work import Work

Publish = Literal["auto", "all", "none"]
PUBLISH: tuple[Publish, ...] = ("auto", "all", "none")

CONFIDENT = 0.9
"""From this confidence on a bead is searchable before anybody has looked at it."""


@dataclass(frozen=True, slots=True)
class PairReport:
    """What became of an article pair; `batch` and `article` of the earlier import if known."""

    batch: int
    article: int
    segments: Mapping[Language, int]
    beads: int
    published: int
    doubtful: int
    dropped: int
    already_known: int
    problems: tuple[Problem, ...] = ()
    known: bool = False


@dataclass(slots=True)
class FileReport:
    """What became of the records of a file."""

    batch: int | None = None
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    failed: int = 0
    problems: list[Problem] = field(default_factory=list)


# ---- article pairs ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Prepared:
    """Both sides of an article read, cut and aligned; nothing stored yet."""

    zh: Document
    en: Document
    zh_segments: tuple[ArticleSegment, ...]
    en_segments: tuple[ArticleSegment, ...]
    alignment: Alignment
    problems: tuple[Problem, ...]


def import_pair(
    work: Work, zh: Upload, en: Upload, facts: Facts, *, publish: Publish = "auto",
    corrections: Corrections | None = None, prepared: Prepared | None = None,
) -> PairReport:  # fmt: skip
    """Read, align, store and publish an article in both languages, as one batch.

    The same texts again change nothing; another text at the same address, or under the same title
    and date, becomes a new edition that takes the old one's place in the memory; what a person
    decided about rows that stayed the same stays decided. `corrections` say which blocks of the
    documents are text after all, or are not; `prepared` is what `prepare` gave for them.
    """
    work.require("batch.import")
    valid_date(facts.date)
    prepared = prepared or prepare(work, zh, en, url=facts.url, corrections=corrections)
    facts = _completed(facts, prepared)
    mark = fingerprint(prepared.zh_segments, prepared.en_segments)
    known = work.articles.find(fingerprint=mark)
    if known is not None and work.articles.has_text(known.id, mark):
        return _known_report(work, known.id, known.batch, prepared)
    older = work.articles.find(url=facts.url, title=facts.title_zh, date=facts.date)
    name = facts.title_zh or facts.title_en or PurePath(zh.name).stem
    batch = work.batches.open("pair", name, actor=work.actor.name)
    article, edition = work.articles.add_edition(
        facts, batch=batch, fingerprint=mark, fit=prepared.alignment.fit,
        article=None if older is None else older.id,
    )  # fmt: skip
    work.articles.store_segments(edition, prepared.zh_segments, prepared.en_segments)
    aligned_beads = article_beads(prepared, publish)
    if older is not None:
        aligned_beads = decided_before(aligned_beads, work.articles.beads(older.edition))
    beads = work.articles.store_beads(edition, aligned_beads)
    known_pairs = 0
    if publish != "none":
        known_pairs = work.articles.publish(edition, actor=work.actor.name).unchanged
    report = _pair_report(batch, article, prepared, beads, known_pairs)
    if publish == "none":
        report = replace(report, published=0, doubtful=report.doubtful + report.published)
    work.batches.close(batch, _counts(report), [problem_row(p) for p in report.problems])
    work.record(Change("add", "batch", batch, after={"article": article, "name": name}))
    return report


def prepare(
    work: Work, zh: Upload, en: Upload, *, url: str | None = None,
    corrections: Corrections | None = None,
) -> Prepared:  # fmt: skip
    """Read, cut and align two documents; only corrections are stored. Raise DuizhaoError."""
    from webapp.actions.align import aligned

    changed = corrections or {}
    checked = check_pair(
        read_corrected(work, zh, changed.get("zh", NO_CORRECTION), url=url),
        read_corrected(work, en, changed.get("en", NO_CORRECTION), url=url),
    )
    left, right = checked.zh, checked.en
    zh_segments, en_segments = cut(left, "zh"), cut(right, "en")
    for side, segments, upload in (("zh", zh_segments, zh), ("en", en_segments, en)):
        if not segments:
            raise Invalid(side, upload.name, "a document with at least one sentence")
    alignment = aligned(work, zh_segments, en_segments)
    problems = [
        _remark(f"{name}, {problem.place}" if problem.place else name, problem)
        for name, document in ((left.name, left), (right.name, right))
        for problem in document.problems
    ]
    problems += [_remark("pair", problem) for problem in checked.problems]
    # The length ratio was judged before aligning, on the whole documents.
    reasons = [reason for reason in alignment.reasons if reason.code != "ratio"]
    problems += [_remark("pair", reason) for reason in reasons]
    return Prepared(left, right, zh_segments, en_segments, alignment, tuple(problems))


def _remark(place: str, said: Worded) -> Problem:
    return Problem(place, said.text("en"), message_zh=said.text("zh"))


def cut(document: Document, language: Language) -> tuple[ArticleSegment, ...]:
    """Cut the kept blocks of a document into segments; white space round them is dropped.

    What is too long for a unit cannot be aligned either: it is left out, and the document's
    problems name it.
    """
    kept = (block for block in document.blocks if block.kept)
    return tuple(
        ArticleSegment(text, paragraph)
        for paragraph, block in enumerate(kept)
        for span in sentences(block.text, language)
        if (text := span.cut(block.text).strip()) and len(text) <= MAX_SEGMENT
    )


def article_beads(prepared: Prepared, publish: Publish) -> list[ArticleBead]:
    """Turn an alignment into beads to store, with the status that `publish` asks for."""
    zh = [segment.text for segment in prepared.zh_segments]
    en = [segment.text for segment in prepared.en_segments]
    return [article_bead(bead, zh, en, publish) for bead in prepared.alignment.beads]


def article_bead(
    bead: Bead, zh: Sequence[str], en: Sequence[str], publish: Publish
) -> ArticleBead:
    """Turn one aligned bead into one to store."""
    return bead_of(
        [zh[at] for at in bead.zh], [en[at] for at in bead.en],
        confidence=bead.confidence, status=_status(bead, zh, en, publish),
        reasons=[{"code": reason.code, "values": reason.values} for reason in bead.reasons],
    )  # fmt: skip


def _status(bead: Bead, zh: Sequence[str], en: Sequence[str], publish: Publish) -> BeadStatus:
    if not (bead.zh and bead.en):
        return "dropped"
    lengths = sum(len(zh[at]) for at in bead.zh), sum(len(en[at]) for at in bead.en)
    if max(lengths) > MAX_SEGMENT:
        return "doubtful"
    if publish == "all":
        return "reviewed"
    damaged = any(reason.code == "unreadable" for reason in bead.reasons)
    return "auto" if bead.confidence >= CONFIDENT and not damaged else "doubtful"


def _completed(facts: Facts, prepared: Prepared) -> Facts:
    """Fill what the caller left open from the documents themselves."""
    zh, en = prepared.zh, prepared.en
    return replace(
        facts,
        title_zh=facts.title_zh or zh.title,
        title_en=facts.title_en or en.title,
        date=facts.date or zh.date or en.date,
        url=facts.url or zh.url or en.url,
        zh_tag="zh-Hant" if zh.script == "hant" else "zh",
        zh_name=zh.name,
        en_name=en.name,
        more={"used": list(prepared.alignment.used)},
    )


def _known_report(work: Work, article: int, batch: int, prepared: Prepared) -> PairReport:
    beads = work.articles.get(article).beads
    paired = sum(bead.paired for bead in beads)
    note = Problem(
        "pair", f"the same text is article {article} already, brought by batch {batch}",
        message_zh=f"同样的文本已是第 {article} 号文章，由第 {batch} 批导入",
    )  # fmt: skip
    return PairReport(
        batch, article, _segment_counts(prepared), len(beads), 0, 0, 0, paired,
        (*prepared.problems, note), known=True,
    )  # fmt: skip


def _pair_report(
    batch: int, article: int, prepared: Prepared, beads: Sequence[ArticleBead], known: int
) -> PairReport:
    by_status = dict.fromkeys(("auto", "reviewed", "doubtful", "dropped"), 0)
    for bead in beads:
        by_status[bead.status] += 1
    return PairReport(
        batch, article, _segment_counts(prepared), len(beads),
        by_status["auto"] + by_status["reviewed"], by_status["doubtful"], by_status["dropped"],
        known, prepared.problems,
    )  # fmt: skip


def _segment_counts(prepared: Prepared) -> dict[Language, int]:
    return {"zh": len(prepared.zh_segments), "en": len(prepared.en_segments)}


def _counts(report: PairReport) -> dict[str, int]:
    names = ("beads", "published", "doubtful", "dropped", "already_known")
    return {name: getattr(report, name) for name in names}


# ---- files of pairs --------------------------------------------------------------------------


def import_file(work: Work, file: IO[bytes], *, name: str, dry_run: bool = False) -> FileReport:
    """Bring the pairs of a file into the memory, as one batch.

    Faulty records are reported with their place and never stop the rest; a file that brings
    nothing new leaves no batch. With `dry_run` nothing is kept.
    """
    work.require("batch.import")
    checksum = _sha256(file)
    batch = work.batches.open("file", PurePath(name).name, actor=work.actor.name, sha256=checksum)
    report = FileReport()
    with opened(file, name) as members:
        found = chain.from_iterable(_records(inner, data) for inner, data in members)
        tally = work.memory.add(_incoming(found, report), batch=batch, actor=work.actor.name)
    report.created, report.updated = tally.created, tally.updated
    report.unchanged = tally.unchanged
    if dry_run:
        work.session.rollback()
    elif work.batches.get(batch).places == 0:
        work.batches.discard(batch)
    else:
        report.batch = batch
        counts = {key: getattr(report, key) for key in _FILE_COUNTS}
        work.batches.close(batch, counts, [problem_row(p) for p in report.problems[:1000]])
        work.record(Change("add", "batch", batch, after={"name": name} | counts))
    return report


_FILE_COUNTS = ("read", "created", "updated", "unchanged", "skipped", "failed")


def _records(name: str, file: IO[bytes]) -> Iterator[Record | Problem]:
    return reader_for(name)(file, name)


def _incoming(found: Iterable[Record | Problem], report: FileReport) -> Iterator[Incoming]:
    """Pass records on and count problems; a record too long for a segment is a problem."""
    for item in found:
        if isinstance(item, Record) and max(len(item.zh), len(item.en)) > MAX_SEGMENT:
            item = Problem(
                f"line {item.line}", f"expected at most {MAX_SEGMENT:,} characters, got more",
                message_zh=f"超过 {MAX_SEGMENT:,} 个字符",
            )  # fmt: skip
        if isinstance(item, Problem):
            _count_problem(item, report)
            continue
        report.read += 1
        yield Incoming(
            item.zh, item.en, zh_tag=item.zh_tag, en_tag=item.en_tag, line=item.line, key=item.key,
            previous=item.previous, next=item.next, created=item.created,
            created_by=item.created_by, changed=item.changed, changed_by=item.changed_by,
            note=item.note, properties=item.properties,
        )  # fmt: skip


def _count_problem(problem: Problem, report: FileReport) -> None:
    """Count a record that was not taken; a warning is about one that was, or about the file."""
    report.problems.append(problem)
    if problem.warning:
        return
    report.read += 1
    if problem.skipped:
        report.skipped += 1
    else:
        report.failed += 1


def _sha256(file: IO[bytes]) -> str:
    checksum = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    file.seek(0)
    return checksum


# ---- batches ---------------------------------------------------------------------------------


def batches(work: Work, *, limit: int = 200, offset: int = 0) -> list[Batch]:
    """Return the imports, newest first."""
    work.require("memory.read")
    return work.batches.all(limit=limit, offset=offset)


def undo(work: Work, batch: int) -> Batch:
    """Take back exactly what a batch brought; raise NotFound or Conflict."""
    work.require("batch.undo")
    work.record(work.batches.undo(batch, actor=work.actor.name))
    return work.batches.get(batch)


def problem_row(problem: Problem) -> dict[str, str]:
    """Return a problem as it is kept and shown."""
    return {
        "place": problem.place, "message": problem.message, "message_zh": problem.message_zh
    }  # fmt: skip
