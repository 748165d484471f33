"""What is given up cannot be had again, shown in a process of its own."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

from firstsight.connectors.apart.confine import program

LINUX = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"), reason="the filter is for Linux"
)
PRELUDE = "import os, socket, sys\nfrom firstsight.connectors.apart.confine import allow_seconds, confine\nconfine()\n"


def outcome(tried: str) -> str:
    """What trying it in a confined process comes to."""
    caught = "except BaseException as fault:\n    print(type(fault).__name__)\nelse:\n    print('done')"
    code = f"{PRELUDE}try:\n    {tried}\n{caught}"
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60).stdout.strip()


@LINUX
@pytest.mark.parametrize(
    "tried",
    ["socket.socket()", "open(os.devnull, 'w')", "os.fork()", "os.execv('/bin/true', ['true'])", "os.kill(1, 0)"],
)
def test_there_is_no_network_no_writing_and_no_other_program(tried: str) -> None:
    assert outcome(tried) in ("PermissionError", "OSError", "BlockingIOError")


@LINUX
def test_reading_and_reckoning_go_on() -> None:
    assert outcome("open('/proc/self/status').read(); sum(range(10**5)); allow_seconds(1)") == "done"


def test_memory_is_bounded() -> None:
    assert outcome("bytes(4 * 2**30)") == "MemoryError"


def test_the_filter_ends_in_a_refusal_on_both_machines() -> None:
    for machine in ("x86_64", "aarch64"):
        steps = program(machine)
        assert steps[-1][0] == 0x06
        assert len(steps) < 4_096
