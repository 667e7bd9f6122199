"""Files in memory: groups, chunks, compression, attributes, tables, strings, slices; and an error."""

import h5py
import numpy as np


def run():
    with h5py.File("own.h5", "w", driver="core", backing_store=False) as file:
        numbers = file.create_dataset("a/numbers", data=np.arange(1000).reshape(100, 10), chunks=(10, 10), compression="gzip")
        numbers.attrs["unit"] = "m"
        table = np.array([(1, b"x", 2.5), (2, b"y", 3.5)], dtype=[("id", "i4"), ("name", "S4"), ("value", "f8")])
        file["table"] = table
        file.create_dataset("words", data=["one", "zwei", "très"], dtype=h5py.string_dtype())
        file["link"] = h5py.SoftLink("/a/numbers")
        growing = file.create_dataset("growing", (0,), maxshape=(None,), dtype="f4", shuffle=True)
        for n in range(5):
            growing.resize((n + 1,))
            growing[n] = n / 2
        names = []
        file.visit(names.append)
        try:
            file["none"]
        except KeyError as error:
            failure = str(error)
        return (
            names,
            file["link"][5:8, ::3].tolist(),
            file["table"]["value"].tolist(),
            file["words"].asstr()[:].tolist(),
            growing[:].tolist(),
            numbers.attrs["unit"],
            numbers[numbers[:, 0] > 950, 1].tolist(),
            failure,
        )
