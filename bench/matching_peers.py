"""What the matching benchmark is held against: other ways to ask for similar segments.

Every peer gets the same symbols we score (tokens, written as one character each) and the same
final scorer, so only the search differs. `rapidfuzz` over everything is the exact truth.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

Found = set[int]
Search = Callable[[str, int], Found]
"""Takes a query in symbols and a percentage, returns the positions of segments at or above it."""

BEST = 400
"""Candidates an inexact peer hands to the scorer."""


def score(one: str, other: str) -> int:
    """Return the raw score of two segments written in symbols."""
    longest = max(len(one), len(other))
    return 100 * (longest - Levenshtein.distance(one, other)) // longest


@contextmanager
def scan(texts: Sequence[str]) -> Iterator[Search]:
    """Compare with every segment: rapidfuzz process.extract, one core."""

    def search(query: str, percent: int) -> Found:
        cutoff = percent / 100 - 1e-9
        found = process.extract(
            query, texts, scorer=Levenshtein.normalized_similarity, score_cutoff=cutoff, limit=None
        )
        return {at for text, _, at in found if score(query, text) >= percent}

    yield search


@contextmanager
def fts5(texts: Sequence[str]) -> Iterator[Search]:
    """SQLite FTS5 with its trigram tokenizer, best candidates by its rank, then rapidfuzz."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE t USING fts5(s, tokenize='trigram', detail=none)")
    database.executemany("INSERT INTO t(rowid, s) VALUES (?, ?)", enumerate(texts))

    def search(query: str, percent: int) -> Found:
        grams = [query[i : i + 3] for i in range(0, max(len(query) - 2, 1), 3)][:12]
        match = " OR ".join('"' + gram.replace('"', '""') + '"' for gram in grams)
        rows = database.execute("SELECT rowid FROM t WHERE t MATCH ? LIMIT ?", (match, BEST * 25))
        return {at for (at,) in rows if score(query, texts[at]) >= percent}

    yield search
    database.close()


@contextmanager
def tantivy(texts: Sequence[str]) -> Iterator[Search]:
    """tantivy with our own filter: at least so many of the symbols, lengths in the window."""
    import tantivy as engine

    schema = engine.SchemaBuilder()
    schema.add_text_field("s", tokenizer_name="whitespace", index_option="basic")
    schema.add_integer_field("n", indexed=True, fast=True)
    schema.add_integer_field("at", stored=True, fast=True)
    folder = tempfile.mkdtemp()
    index = engine.Index(schema.build(), folder)
    writer = index.writer(512_000_000, 1)
    for at, text in enumerate(texts):
        writer.add_document(engine.Document(s=[" ".join(_names(text))], n=len(text), at=at))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    schema_made = index.schema

    def search(query: str, percent: int) -> Found:
        m = len(query)
        low, high = -(-percent * m // 100), 100 * m // percent
        names = sorted(set(_names(query)))
        lost = m - -(-percent * m // 100)
        terms = [engine.Query.term_query(schema_made, "s", name, "basic") for name in names]
        need = max(1, len(names) - lost)
        some = engine.Query.boolean_query(
            [(engine.Occur.Should, term) for term in terms], minimum_number_should_match=need
        )
        window = engine.Query.range_query(schema_made, "n", engine.FieldType.Integer, low, high)
        both = engine.Query.boolean_query([(engine.Occur.Must, some), (engine.Occur.Must, window)])
        hits = searcher.search(both, limit=1_000_000, count=False).hits
        places = (searcher.doc(address)["at"][0] for _, address in hits)
        return {at for at in places if score(query, texts[at]) >= percent}

    yield search
    shutil.rmtree(folder, ignore_errors=True)


def _names(text: str) -> list[str]:
    return [f"x{ord(ch):x}" for ch in text]


@contextmanager
def pg_trgm(texts: Sequence[str]) -> Iterator[Search]:
    """PostgreSQL pg_trgm with a GIN index, similarity from 0.4, then rapidfuzz."""
    import psycopg

    with _server() as address, psycopg.connect(address, autocommit=True) as database:
        database.execute("CREATE EXTENSION pg_trgm")
        database.execute("CREATE TABLE t (at int, s text)")
        with database.cursor().copy("COPY t FROM STDIN") as copy:
            for at, text in enumerate(texts):
                copy.write_row((at, text))
        database.execute("CREATE INDEX ON t USING gin (s gin_trgm_ops)")
        database.execute("ANALYZE t")
        database.execute("SET pg_trgm.similarity_threshold = 0.4")

        def search(query: str, percent: int) -> Found:
            rows = database.execute("SELECT at FROM t WHERE s %% %s", (query,))
            return {at for (at,) in rows if score(query, texts[at]) >= percent}

        yield search


@contextmanager
def _server() -> Iterator[str]:
    """Run a PostgreSQL of our own in a temporary folder."""
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not programs:
        raise FileNotFoundError("no PostgreSQL server is installed")
    binary, folder = programs[-1], Path(tempfile.mkdtemp(prefix="duizhao-bench-"))
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    data, port = folder / "data", "54329"
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder}
    subprocess.run(
        [*as_user, binary / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
         "--locale=C.UTF-8"], **quiet,
    )  # fmt: skip
    options = f"-p {port} -k {folder} -c listen_addresses= -c fsync=off -c shared_buffers=512MB"
    subprocess.run(
        [*as_user, binary / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w",
         "start"],
        **quiet,
    )  # fmt: skip
    try:
        yield f"host={folder} port={port} user=postgres dbname=postgres"
    finally:
        subprocess.run(
            [*as_user, binary / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **quiet
        )
        shutil.rmtree(folder, ignore_errors=True)


PEERS = {
    "rapidfuzz scan": scan, "tantivy, same filter": tantivy, "SQLite FTS5 trigram": fts5,
    "PostgreSQL pg_trgm": pg_trgm,
}  # fmt: skip
