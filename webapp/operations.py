"""What whoever runs the server looks at: health, readiness, figures and one log line a request.

Neither logs nor figures ever hold the text of a query: the address is logged as its rule.
"""

from __future__ import annotations

import sys
import time

import structlog
from flask import Flask, Response, g, jsonify, request
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from sqlalchemy import text

from webapp import current

SLOW_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


def install(app: Flask) -> None:
    """Count, time and log the requests of `app`, and tell how it is."""
    registry = CollectorRegistry()
    labels = ("method", "rule", "status")
    requests = Counter("duizhao_requests", "Requests answered", labels, registry=registry)
    seconds = Histogram(
        "duizhao_request_seconds", "Time to answer", ("rule",), buckets=SLOW_SECONDS,
        registry=registry,
    )  # fmt: skip

    log = structlog.wrap_logger(
        structlog.PrintLogger(sys.stderr),
        processors=[structlog.processors.TimeStamper("iso"), structlog.processors.JSONRenderer()],
    )

    def observe(response: Response) -> Response:
        rule = request.url_rule.rule if request.url_rule else "(none)"
        took = time.perf_counter() - g.get("began", time.perf_counter())
        requests.labels(request.method, rule, response.status_code).inc()
        seconds.labels(rule).observe(took)
        response.headers["X-Request-Id"] = g.get("request_id", "")
        if request.endpoint not in {"static", "healthz", "readyz", "metrics"}:
            log.msg(
                "request", method=request.method, rule=rule, status=response.status_code,
                ms=round(took * 1000, 1), actor=getattr(g.get("actor"), "name", None),
                request=g.get("request_id"),
            )  # fmt: skip
        return response

    app.after_request(observe)
    app.add_url_rule("/healthz", "healthz", lambda: jsonify(status="ok"))
    app.add_url_rule("/readyz", "readyz", ready)
    app.add_url_rule(
        "/metrics", "metrics",
        lambda: Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST),
    )  # fmt: skip


def ready() -> Response:
    """Tell whether the database answers; an error becomes 503."""
    with current.services().engine.connect() as connection:
        connection.execute(text("SELECT 1"))
    return jsonify(status="ready")
