"""Files in memory, in archives, and through caches, by URL."""

import json
import os
import tempfile
import zipfile

import fsspec


def run():
    memory = fsspec.filesystem("memory")
    for n in range(3):
        memory.pipe(f"/own/a{n}.txt", b"text %d" % n)
    with fsspec.open("memory://own/b.json.gz", "wt", compression="infer") as file:
        json.dump([1, 2], file)
    with fsspec.open("memory://own/b.json.gz", "rt", compression="infer") as file:
        loaded = json.load(file)
    listed = memory.glob("/own/*.txt"), memory.du("/own") > 10, memory.cat("/own/a1.txt")
    memory.mv("/own/a0.txt", "/own/c.txt")
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(os.path.join(folder, "x.zip"), "w") as archive:
            archive.writestr("in.txt", "zipped")
        zipped = fsspec.open(f"zip://in.txt::file://{folder}/x.zip").open().read()
    try:
        memory.cat("/none")
    except FileNotFoundError as error:
        failure = str(error)
    names = memory.find("/own")
    memory.rm("/own", recursive=True)
    return loaded, listed, zipped, names, memory.exists("/own"), failure
