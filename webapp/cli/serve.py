"""`duizhao serve`: the web application."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import click

from webapp.services import Services


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=5000, show_default=True, help="Port to listen on.")
@click.option("--demo", is_flag=True, help="Load the sample articles into an empty memory.")
@click.option("--worker/--no-worker", "with_worker", default=True, help="Run queued imports too.")
def serve(host: str, port: int, demo: bool, with_worker: bool) -> None:
    """Serve the web application."""
    import logging

    import waitress

    from webapp.actions.demo import load_samples
    from webapp.app import create_app
    from webapp.cli.output import installation

    services = installation()
    if demo:
        with services.work() as work:
            loaded = load_samples(work, services.settings.data / "samples")
        if loaded:
            click.echo(f"Loaded {loaded} sample articles.", err=True)
    _warm(services)
    app = create_app(services)
    click.echo(f"Duizhao 对照 serves on http://{host}:{port} (Ctrl+C stops it).")
    logging.getLogger("waitress").setLevel(logging.WARNING)
    # Without this, SIGTERM would end us at once and leave the worker behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    _warm_behind(services)
    with _worker_process() if with_worker else nullcontext():
        # The application itself judges what proxies say: with these headers taken away it would
        # take whoever comes through a proxy on this machine for the person sitting at it.
        waitress.serve(
            app, host=host, port=port, threads=8, ident="Duizhao",
            clear_untrusted_proxy_headers=False,
        )  # fmt: skip


@click.command()
@click.option("--while-stdin", is_flag=True, hidden=True, help="Stop when stdin closes.")
def worker(while_stdin: bool) -> None:
    """Run queued imports until stopped; one worker an installation is enough."""
    from webapp.cli.output import installation
    from webapp.worker import forever

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if while_stdin:
        threading.Thread(target=_stop_at_end_of_stdin, args=(stop,), daemon=True).start()
    forever(installation(), stop)


def _stop_at_end_of_stdin(stop: threading.Event) -> None:
    """The server holds the other end: when it dies, however it dies, so does the worker."""
    # Not sys.stdin: a thread that waits there holds its lock, which ends Python by force.
    while os.read(sys.stdin.fileno(), 4096):
        pass
    stop.set()


@contextmanager
def _worker_process() -> Iterator[None]:
    """Keep a worker beside the server: long work must not slow its answers."""
    command = [sys.executable, "-m", "webapp", "worker", "--while-stdin"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _warm(services: Services) -> None:
    """Compile and load what the first request would otherwise wait for."""
    from webapp.actions.index import warm
    from webapp.actions.lookup import Asked, page

    click.echo("Preparing the index …", err=True)
    warm(services)
    with services.work() as work:
        page(work, "对照", Asked())  # loads the glossary's recogniser and the word splitter


def _warm_behind(services: Services) -> None:
    """Prepare the other pages without keeping anybody waiting for the first."""
    from webapp.actions.ahead import prepare

    threading.Thread(target=prepare, args=(services,), name="ahead", daemon=True).start()
