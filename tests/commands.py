"""Running the commands in tests, as processes of their own."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from typing import Any

Run = Callable[..., subprocess.CompletedProcess[str]]


def answer(arende: Run, *arguments: str) -> Any:
    """What a command prints with --json."""
    done = arende(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
