"""`duizhao mcp`: the memory for assistants that speak the Model Context Protocol."""

from __future__ import annotations

import click


@click.command()
@click.option("--http", "over_http", is_flag=True, help="Serve streamable HTTP, not stdio.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=5001, show_default=True, help="Port to listen on.")
@click.option("--base-url", default="http://127.0.0.1:5000", show_default=True,
              envvar="DUIZHAO_BASE_URL", help="Where the web app is: answers lead there.")
@click.option("--token", envvar="DUIZHAO_TOKEN", hidden=True)
def mcp(over_http: bool, host: str, port: int, base_url: str, token: str | None) -> None:
    """Let assistants read the memory and the glossary; they cannot change anything.

    Over stdio whoever runs the command reads, or the owner of the token in DUIZHAO_TOKEN. Over
    HTTP (/mcp) every request needs a token as Bearer.
    """
    from webapp.assistants.desk import Desk
    from webapp.assistants.server import build, guarded, reader
    from webapp.cli.output import installation

    services = installation()
    actor = reader(services, None if over_http else token)
    server = build(Desk(services, actor, base_url.rstrip("/")))
    if not over_http:
        server.run("stdio")
        return
    import uvicorn

    click.echo(f"Duizhao 对照 answers assistants on http://{host}:{port}/mcp.", err=True)
    app = guarded(server.streamable_http_app(host=host), services)
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False)
