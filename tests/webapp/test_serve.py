"""The server as a process: it answers, brings the samples, and takes its worker along."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def workers(pid: int) -> list[int]:
    """Return the children of a process that are workers of ours."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text(encoding="ascii").split():
            command = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
            if b"worker" in command:
                found.append(int(child))
    return found


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def wait_until(true, seconds=60.0):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


@pytest.fixture
def server(tmp_path):
    port = free_port()
    environment = {**os.environ, "DUIZHAO_HOME": str(tmp_path / "home")}
    environment.pop("DUIZHAO_DATABASE_URL", None)
    command = [sys.executable, "-m", "webapp", "serve", "--port", str(port), "--demo"]
    process = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )

    def get(path):
        address = f"http://127.0.0.1:{port}{path}"
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.read().decode()

    def answers():
        assert process.poll() is None, process.stderr.read()
        try:
            return bool(get("/healthz"))
        except (urllib.error.URLError, ConnectionError):
            return False

    wait_until(answers, 300)
    yield process, get, port
    process.kill()
    process.communicate()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes through /proc")
def test_serving_the_demo_from_an_empty_home(server):
    process, get, port = server
    listed = json.loads(get("/api/v1/articles"))
    assert listed["total"] >= 12
    [worker] = workers(process.pid)
    process.send_signal(signal.SIGTERM)
    output, errors = process.communicate(timeout=30)
    assert "Fatal" not in errors
    assert f"http://127.0.0.1:{port}" in output
    wait_until(lambda: not alive(worker))


def test_who_comes_through_a_proxy_on_this_machine_does_not_sit_at_it(server):
    _process, get, port = server
    assert "Make the first administrator" in get("/admin?ui=en")
    for header in ("X-Forwarded-For", "Forwarded", "X-Real-Ip", "Via"):
        headers = {header: "for=192.0.2.7"}
        asked = urllib.request.Request(f"http://127.0.0.1:{port}/admin", headers=headers)
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(asked, timeout=30)
        with refused.value as answer:
            assert answer.code == 401


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes through /proc")
def test_the_worker_ends_with_a_server_that_is_killed(server):
    process, _, _ = server
    [worker] = workers(process.pid)
    process.kill()
    wait_until(lambda: not alive(worker))
