"""Lists of what anybody may close at any time."""


def still_there(open, listed, gone):
    """Return ``open(each)`` for each in listed, without those that were closed since they were listed.

    gone: the exception that open raises for what is closed.
    """
    return list(_opened(open, listed, gone))


def _opened(open, listed, gone):
    for each in listed:
        try:
            yield open(each)
        except gone:
            continue
