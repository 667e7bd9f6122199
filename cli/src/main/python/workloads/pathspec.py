"""Patterns as git ignores them."""

import pathspec


def run():
    spec = pathspec.PathSpec.from_lines("gitignore", ["*.pyc", "!keep.pyc", "/build/", "docs/**/x?.txt", "# note", "[ab].c"])
    files = ["a.pyc", "keep.pyc", "build/x", "src/build/y", "docs/a/b/x1.txt", "docs/x12.txt", "a.c", "c.c"]
    return list(spec.match_files(files)), [spec.match_file(f) for f in files], len(spec), spec == pathspec.PathSpec.from_lines("gitignore", ["*.pyc"])
