"""Lines, bars, images, contours, text and legends, drawn into PNG, SVG and PDF."""

import hashlib
import io

import matplotlib

matplotlib.use("agg")
import numpy as np
from matplotlib import pyplot as plt
from matplotlib.path import Path


def run():
    x = np.linspace(0, 6, 100)
    figure, axes = plt.subplots(2, 2, figsize=(5, 4), dpi=80)
    axes[0, 0].plot(x, np.sin(x), label="sin $x^2$")
    axes[0, 0].legend()
    axes[0, 1].bar(["a", "b", "c"], [3, 1, 2], color="tab:orange")
    axes[1, 0].imshow(np.outer(x, x), cmap="viridis")
    axes[1, 1].tricontourf(x, np.cos(x), x)
    figure.suptitle("Clutch")
    figure.canvas.draw()
    pixels = hashlib.sha256(np.asarray(figure.canvas.buffer_rgba()).tobytes()).hexdigest()
    sizes = []
    for format in ("png", "svg", "pdf"):
        file = io.BytesIO()
        figure.savefig(file, format=format, metadata={"Date": None} if format == "svg" else None)
        sizes.append((format, len(file.getvalue()) > 5000))
    plt.close(figure)
    inside = Path([(0, 0), (4, 0), (4, 4), (0, 4)]).contains_points([(1, 1), (5, 5)]).tolist()
    return pixels, sizes, inside
