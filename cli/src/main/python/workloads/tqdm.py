"""Bars of progress, nested, by hand, and of threads."""

import io
import re

from tqdm import tqdm
from tqdm.contrib.concurrent import thread_map


def run():
    out = io.StringIO()
    total = 0
    for i in tqdm(range(5), file=out, ncols=50, mininterval=0, ascii=True, desc="own"):
        for j in tqdm(range(3), file=out, leave=False, ncols=50, ascii=True):
            total += i * j
    with tqdm(total=100, file=out, unit="B", unit_scale=True, ncols=60) as bar:
        bar.update(40)
        bar.set_postfix(a=1)
        bar.update(60)
    squares = thread_map(lambda n: n * n, range(10), file=out, max_workers=3)
    last = [line for line in out.getvalue().split("\r") if "own: 100%" in line]
    return total, squares, re.sub(r"\d\d:\d\d|[\d.?]+it/s|, *|<", "", last[-1])[:40], tqdm.format_sizeof(123456789), tqdm.format_interval(3661), tqdm.format_meter(3, 10, 2.0, ncols=40, ascii=True)
