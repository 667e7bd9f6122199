"""Dumping and loading, with options, dates and dataclasses, and an error."""

import dataclasses
import datetime
import uuid

import orjson


@dataclasses.dataclass
class Point:
    x: int
    y: float


def run():
    value = {
        "points": [Point(i, i / 3) for i in range(5)],
        "when": datetime.datetime(2026, 11, 24, 12, tzinfo=datetime.UTC),
        "id": uuid.UUID(int=5),
        "text": "naïve \U0001f600",
        3: None,
    }
    dumped = orjson.dumps(value, option=orjson.OPT_SORT_KEYS | orjson.OPT_NON_STR_KEYS | orjson.OPT_INDENT_2)
    try:
        orjson.loads("[1,")
    except orjson.JSONDecodeError as error:
        failure = error.msg, error.pos
    return dumped, orjson.loads(dumped), failure
