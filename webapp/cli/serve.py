"""`duizhao serve`: the web application."""

from __future__ import annotations

import click

from webapp.services import Services


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=5000, show_default=True, help="Port to listen on.")
@click.option("--demo", is_flag=True, help="Load the sample articles into an empty memory.")
def serve(host: str, port: int, demo: bool) -> None:
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
    waitress.serve(app, host=host, port=port, threads=8, ident="Duizhao")


def _warm(services: Services) -> None:
    """Compile and load what the first request would otherwise wait for."""
    from webapp.actions.index import warm

    click.echo("Preparing the index …", err=True)
    warm(services)
