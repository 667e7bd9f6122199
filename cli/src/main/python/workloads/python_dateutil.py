"""Parsing, repeating, differences of months, zones, and Easter."""

import datetime

from dateutil import easter, parser, relativedelta, rrule, tz


def run():
    start = datetime.datetime(2026, 1, 31)
    try:
        parser.parse("never ever")
    except parser.ParserError as error:
        failure = str(error)
    return (
        [str(parser.parse(text, default=start)) for text in ("10 Mar 2026 5pm", "2026-11-24T12:00Z", "3/4/05", "Tuesday")],
        str(start + relativedelta.relativedelta(months=1, weekday=relativedelta.FR(-1))),
        [str(d) for d in rrule.rrule(rrule.MONTHLY, count=4, byweekday=rrule.MO(2), dtstart=start)],
        str(datetime.datetime(2026, 7, 1, tzinfo=tz.gettz("Europe/Paris")).utcoffset()),
        str(easter.easter(2026)),
        failure,
    )
