"""scikit-learn on all cores: which forest tells digits apart best? In interpreters, and in processes.

    clutch pip install scikit-learn matplotlib
    clutch run examples/forests.py [PICTURE.png]

Each task grows a forest of one size with part of the digits, and counts how many of the others it names rightly. The
same tasks go to one interpreter, to one interpreter for each core, and to as many processes. All interpreters
read the digits in one frozen ``clutch.Buffer``; every process gets a copy of them with each task.

The results are the same, and the times are drawn side by side.
"""

import os
import sys
import time
from concurrent.futures import InterpreterPoolExecutor, ProcessPoolExecutor
from multiprocessing import get_context

SHAPE = 1797, 64
SIZES = 10, 20, 40, 80
PARTS = 4
WORKERS = os.cpu_count() or 2


def grow(pixels, labels, trees, part):
    """Return how many of the digits of one part a forest names rightly that was grown with the others."""
    import numpy as np
    from sklearn.ensemble import RandomForestClassifier

    digits = np.frombuffer(pixels, dtype=np.float64).reshape(SHAPE)
    names = np.frombuffer(labels, dtype=np.int64)
    held = np.arange(len(names)) % PARTS == part
    forest = RandomForestClassifier(trees, random_state=0).fit(digits[~held], names[~held])
    return trees, part, int((forest.predict(digits[held]) == names[held]).sum())


def warm_up():
    """Import what the tasks need."""
    import sklearn.ensemble  # noqa: F401


def race(pool, pixels, labels):
    """Return the results of all tasks, the seconds until the pool was ready, and those for the tasks."""
    begin = time.perf_counter()
    for future in [pool.submit(warm_up) for _ in range(WORKERS)]:
        future.result()
    ready = time.perf_counter()
    futures = [pool.submit(grow, pixels, labels, trees, part) for trees in SIZES for part in range(PARTS)]
    results = [future.result() for future in futures]
    return results, ready - begin, time.perf_counter() - ready


def run_all():
    """Run the tasks in each kind of pool."""
    import clutch
    from sklearn.datasets import load_digits

    digits = load_digits()
    pixels, labels = (clutch.Buffer(array) for array in (digits.data, digits.target))
    pixels.freeze()
    labels.freeze()
    copies = digits.data.tobytes(), digits.target.tobytes()
    races = {}
    with InterpreterPoolExecutor(1) as pool:
        races["1 interpreter"] = race(pool, pixels, labels)
    with InterpreterPoolExecutor(WORKERS) as pool:
        races[f"{WORKERS} interpreters"] = race(pool, pixels, labels)
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        races[f"{WORKERS} processes"] = race(pool, *copies)
    return races


def draw(races, scores, path):
    """Draw the times and the scores into a file."""
    import matplotlib

    matplotlib.use("agg")
    from matplotlib import pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 4), layout="constrained")
    names = list(races)
    ready, work = ([times[i] for times in races.values()] for i in (1, 2))
    left.barh(names, ready, color="tab:gray", label="until all have imported scikit-learn")
    bars = left.barh(names, work, left=ready, color="tab:blue", label=f"{len(SIZES) * PARTS} forests")
    left.bar_label(bars, [f"{seconds:.1f} s" for seconds in work], label_type="center", color="white")
    left.invert_yaxis()
    left.set_xlabel("seconds")
    left.set_title("The same tasks in three pools")
    left.legend(loc="upper center", bbox_to_anchor=(0.5, -0.18), ncols=2, frameon=False)
    right.plot(SIZES, [scores[trees] for trees in SIZES], marker="o")
    right.set_xscale("log", base=2)
    right.set_xticks(SIZES, map(str, SIZES))
    right.set_xlabel("trees")
    right.set_ylabel("digits named rightly, %")
    right.set_title("How large a forest has to be")
    right.grid(alpha=0.3)
    figure.savefig(path, dpi=120)


def main():
    """Race the pools, and show and draw what came out."""
    races = run_all()
    results = [times[0] for times in races.values()]
    scores = {trees: 100 * sum(r for t, _, r in results[0] if t == trees) / SHAPE[0] for trees in SIZES}
    for trees, score in scores.items():
        print(f"{trees} trees: {score:.1f} % of the digits")
    same = all(result == results[0] for result in results)
    print("all pools found the same" if same else "THE POOLS DIFFER")
    for name, (_, ready, work) in races.items():
        print(f"{name}: {ready:.1f} s to import, {work:.1f} s to work", file=sys.stderr)
    if len(sys.argv) > 1:
        draw(races, scores, sys.argv[1])
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
