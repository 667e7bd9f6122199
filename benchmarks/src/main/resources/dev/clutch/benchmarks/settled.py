"""When a measurement has come to rest: on a busy machine a compiler takes its time. Used by all programs here."""

import time


def settled(measure, patience=1.5):
    """Return the least that `measure` returns, when it has become no less for so many seconds."""
    least = float("inf")
    end = time.monotonic() + patience
    while True:
        now = measure()
        if now < 0.95 * least:
            end = time.monotonic() + patience
        least = min(least, now)
        if time.monotonic() >= end:
            return least
