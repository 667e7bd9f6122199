"""Times in zones, durations, parsing and formatting in languages."""

import pendulum


def run():
    start = pendulum.datetime(2026, 3, 28, 12, tz="Europe/Berlin")
    try:
        pendulum.parse("never")
    except ValueError as error:
        failure = type(error).__name__
    return (
        start.add(days=1).isoformat(),
        start.in_timezone("Asia/Tokyo").to_datetime_string(),
        (start.add(months=1) - start).in_words(locale="de"),
        pendulum.parse("2026-W10-3T10:20:30.5").isoformat(),
        str(pendulum.parse("P1Y2M3DT4H")),
        start.diff(start.add(hours=30)).in_hours(),
        [d.to_date_string() for d in pendulum.interval(start, start.add(days=2)).range("days")],
        start.format("dddd D MMMM YYYY", locale="fr"),
        failure,
    )
