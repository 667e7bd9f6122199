"""Lines and filled areas at levels, by each of the algorithms."""

import numpy as np
from contourpy import contour_generator


def run():
    x, y = np.meshgrid(np.linspace(-2, 2, 30), np.linspace(-2, 2, 30))
    z = np.exp(-(x**2) - y**2)
    results = []
    for name in ("serial", "threaded", "mpl2014"):
        generator = contour_generator(x, y, z, name=name)
        lines = generator.lines(0.5)
        points, _ = generator.filled(0.2, 0.6)
        results.append((name, len(lines), round(float(sum(np.abs(line).sum() for line in lines)), 6), [p.shape for p in points]))
    return results
