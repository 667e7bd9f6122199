"""Changes of files that a watch sees."""

import tempfile
from pathlib import Path

from watchfiles import Change, DefaultFilter, watch


def run():
    with tempfile.TemporaryDirectory() as folder:
        changes = watch(folder, debounce=200, step=50, rust_timeout=100, yield_on_timeout=True)
        next(changes)
        Path(folder, "a.txt").write_text("a")
        seen = set()
        while not seen:
            seen = {(change.name, Path(path).name) for change, path in next(changes)}
        changes.close()
    keep = DefaultFilter()
    return sorted(seen), keep(Change.added, "/x/a.py"), keep(Change.added, "/x/__pycache__/a.pyc")
