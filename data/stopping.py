"""A command asked to stop: once is enough, and asking again while it stops disturbs nothing."""

from __future__ import annotations

import signal
import time

PATIENCE = 5.0
"""Seconds that stopping may take; one who asks again later finds us stuck, and is heeded anew."""

_ASKED = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def heed() -> None:
    """Has Ctrl-C, and a request to end (SIGTERM, SIGHUP), raise KeyboardInterrupt, those that follow at once aside."""
    heeded = -PATIENCE

    def stop(number: int, frame: object) -> None:
        nonlocal heeded
        if time.monotonic() - heeded >= PATIENCE:
            heeded = time.monotonic()
            raise KeyboardInterrupt

    for number in _ASKED:
        signal.signal(number, stop)


def stopped() -> None:
    """Heeds no request any more: what is left is to end, with the exit code of one that was asked to."""
    for number in _ASKED:
        signal.signal(number, signal.SIG_IGN)
