"""Tables, computing, grouping, Parquet, IPC and CSV in memory."""

import io

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq


def run():
    table = pa.table({"key": [i % 5 for i in range(500)], "value": list(range(500)), "name": [f"n{i % 3}" for i in range(500)]})
    sums = table.group_by("key").aggregate([("value", "sum"), ("name", "count_distinct")]).sort_by("key")
    parquet = io.BytesIO()
    pq.write_table(table, parquet, compression="zstd")
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    csv = pa.csv.read_csv(io.BytesIO(b"a,b\n1,x\n2,y\n"))
    try:
        pa.array(["x"]).cast(pa.int64())
    except pa.ArrowInvalid as error:
        failure = str(error)
    return (
        sums.to_pydict(),
        pc.sum(pc.multiply(table["value"], 2)).as_py(),
        pq.read_table(io.BytesIO(parquet.getvalue())).equals(table),
        pa.ipc.open_stream(sink.getvalue()).read_all().equals(table),
        csv.to_pylist(),
        table.filter(pc.field("value") > 495).to_pylist(),
        table["name"].dictionary_encode().chunk(0).dictionary.to_pylist(),
        failure,
    )
