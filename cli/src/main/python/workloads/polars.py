"""Lazy queries with groups, joins and windows, Parquet in memory, and SQL."""

import io

import polars as pl


def run():
    frame = pl.DataFrame({"key": [i % 7 for i in range(1000)], "value": list(range(1000))})
    lazy = frame.lazy().filter(pl.col("value") % 3 == 0).group_by("key").agg(pl.col("value").sum(), pl.len()).sort("key")
    names = pl.DataFrame({"key": [0, 1, 2], "name": ["zero", "one", "two"]})
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    buffer.seek(0)
    return (
        lazy.collect().rows(),
        frame.join(names, on="key", how="inner")["name"].value_counts().sort("name").rows(),
        frame.with_columns(pl.col("value").rolling_mean(5).over("key")).tail(2).rows(),
        pl.read_parquet(buffer).equals(frame),
        pl.SQLContext(frame=frame).execute("SELECT key, MAX(value) AS m FROM frame GROUP BY key ORDER BY key").collect().rows(),
        frame.with_columns(pl.col("value").map_elements(lambda v: v * 2, return_dtype=pl.Int64)).sum().rows(),
    )
