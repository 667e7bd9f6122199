"""The classes of ``datetime`` cross in ISO format, where that says all; else they are pickled."""

import sys
from datetime import date, datetime, time, timedelta, timezone

from clutch._crossing import values


def _reduce_time(obj):
    return obj.isoformat() if obj.tzinfo is None and not obj.fold else None


def _reduce_datetime(obj):
    zone = obj.tzinfo
    if zone is None or _is_plain(zone):
        return None if obj.fold else (obj.isoformat(), None)
    zoneinfo = sys.modules.get("zoneinfo")
    if zoneinfo is not None and type(zone) is zoneinfo.ZoneInfo and zone.key is not None:
        state = obj.isoformat(), zone.key
        copy = _restore_datetime(state)
        return state if copy.fold == obj.fold and copy.isoformat() == state[0] else None
    return None


def _is_plain(zone):
    """Return whether the zone is a fixed offset without a name of its own."""
    return type(zone) is timezone and zone.tzname(None) == timezone(zone.utcoffset(None)).tzname(None)


def _restore_datetime(state):
    text, key = state
    if key is None:
        return datetime.fromisoformat(text)
    from zoneinfo import ZoneInfo

    moment = datetime.fromisoformat(text)
    zoned = moment.replace(tzinfo=ZoneInfo(key))
    return zoned if zoned.utcoffset() == moment.utcoffset() else zoned.replace(fold=1)


def _reduce_timedelta(obj):
    return obj.days, obj.seconds, obj.microseconds


values.register(date, "date", date.isoformat, date.fromisoformat)
values.register(time, "time", _reduce_time, time.fromisoformat)
values.register(datetime, "datetime", _reduce_datetime, _restore_datetime)
values.register(timedelta, "timedelta", _reduce_timedelta, lambda state: timedelta(*state))
