"""Calls that are tried again: how often, when, and what is told."""

import asyncio

import tenacity
from tenacity import RetryError, retry, retry_if_exception_type, retry_if_result, stop_after_attempt, wait_exponential, wait_none


def run():
    calls, waits = [], []

    @retry(stop=stop_after_attempt(4), wait=wait_none(), retry=retry_if_exception_type(KeyError), before_sleep=lambda state: waits.append(state.attempt_number))
    def flaky():
        calls.append(1)
        if len(calls) < 3:
            raise KeyError("x")
        return "done"

    @retry(stop=stop_after_attempt(2), retry=retry_if_result(lambda value: value is None))
    def nothing():
        return None

    @retry(stop=stop_after_attempt(3), reraise=True)
    async def late():
        calls.append(2)
        raise ValueError(len(calls))

    result = flaky()
    try:
        nothing()
    except RetryError as error:
        failure = error.last_attempt.attempt_number
    try:
        asyncio.run(late())
    except ValueError as error:
        last = error.args
    state = tenacity.RetryCallState(None, None, (), {})
    backoff = []
    for state.attempt_number in range(1, 6):
        backoff.append(wait_exponential(multiplier=1, max=10)(state))
    return result, calls, waits, failure, last, backoff, flaky.statistics["attempt_number"]
