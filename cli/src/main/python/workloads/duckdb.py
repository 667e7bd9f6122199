"""SQL over own tables and frames of pandas, functions in Python, threads, and an error."""

import duckdb
import pandas as pd


def run():
    with duckdb.connect(config={"threads": 2}) as connection:
        connection.execute("CREATE TABLE t AS SELECT i AS id, i % 7 AS key, i * 1.5 AS value FROM range(10000) r(i)")
        groups = connection.execute("SELECT key, count(*), sum(value) FROM t GROUP BY key ORDER BY key").fetchall()
        frame = pd.DataFrame({"key": [1, 2], "name": ["one", "two"]})
        joined = connection.execute("SELECT name, max(id) FROM t JOIN frame USING (key) GROUP BY name ORDER BY name").fetchall()
        connection.create_function("double_it", lambda n: n * 2, [int], int)
        own = connection.execute("SELECT double_it(id::INTEGER) FROM t WHERE id < 5 ORDER BY 1").fetchall()
        window = connection.sql("SELECT id, lag(value) OVER (ORDER BY id) AS l FROM t LIMIT 3").df()
        try:
            connection.execute("SELECT nothing FROM t")
        except duckdb.BinderException as error:
            failure = str(error).splitlines()[0]
        many = connection.executemany("INSERT INTO t VALUES (?, ?, ?)", [[-1, 0, 0.5], [-2, 0, 0.5]])
        return groups, joined, own, window.fillna(-1).values.tolist(), failure, many.sql("SELECT min(id) FROM t").fetchall()
