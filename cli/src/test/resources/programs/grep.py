"""A search through files, each file by one interpreter; compiled patterns go along."""

import re
import tempfile
from concurrent.futures import InterpreterPoolExecutor
from functools import partial
from pathlib import Path


def write_files(folder):
    for number in range(12):
        lines = (f"line {n} of {number}: {'needle' if n * number % 29 == 3 else 'hay'}" for n in range(60))
        path = folder / f"part{number % 3}" / f"file{number:02}.txt"
        path.parent.mkdir(exist_ok=True)
        path.write_text("\n".join(lines))
    (folder / "broken.txt").write_bytes(b"needle\xff\xfe")


def search(pattern, path):
    try:
        with open(path, encoding="utf-8") as file:
            return [(number, line.rstrip()) for number, line in enumerate(file, 1) if pattern.search(line)]
    except UnicodeDecodeError as error:
        return f"no text: {error.reason}"


def main():
    with tempfile.TemporaryDirectory() as name, InterpreterPoolExecutor(2) as pool:
        folder = Path(name)
        write_files(folder)
        files = sorted(folder.rglob("*.txt"))
        pattern = re.compile(r"\bNEEDLE\b", re.IGNORECASE)
        hits = 0
        for path, found in zip(files, pool.map(partial(search, pattern), files)):
            label = path.relative_to(folder).as_posix()
            if isinstance(found, str):
                print(label, found)
                continue
            hits += len(found)
            for number, line in found[:2]:
                print(f"{label}:{number}: {line}")
        print(hits, "hits in", len(files), "files")


if __name__ == "__main__":
    main()
