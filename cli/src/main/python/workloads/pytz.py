"""Zones, their changes, and times that are there twice or never."""

import datetime
import pickle

import pytz


def run():
    zone = pytz.timezone("US/Eastern")
    summer = zone.localize(datetime.datetime(2026, 7, 1, 12))
    failures = []
    for when in (datetime.datetime(2026, 11, 1, 1, 30), datetime.datetime(2026, 3, 8, 2, 30)):
        try:
            zone.localize(when, is_dst=None)
        except pytz.InvalidTimeError as error:
            failures.append(type(error).__name__)
    return (
        summer.isoformat(),
        zone.normalize(summer + datetime.timedelta(days=180)).isoformat(),
        summer.astimezone(pytz.timezone("Asia/Kolkata")).strftime("%c %Z"),
        pickle.loads(pickle.dumps(zone)) is zone,
        pytz.country_timezones["de"],
        len(pytz.all_timezones) > 400,
        failures,
    )
