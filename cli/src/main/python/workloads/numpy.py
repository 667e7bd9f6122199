"""Linear algebra, transforms, random numbers, sorting, strings, and pickling of arrays."""

import pickle

import numpy as np


def run():
    rng = np.random.default_rng(7)
    a = rng.normal(size=(60, 60))
    b = a @ a.T + 60 * np.eye(60)
    x = np.linalg.solve(b, np.arange(60.0))
    table = np.array([("b", 2), ("a", 1)], dtype=[("name", "U4"), ("count", "i4")])
    return (
        round(float(np.abs(b @ x - np.arange(60.0)).max()), 8),
        np.round(np.linalg.svd(a, compute_uv=False)[:5], 6).tolist(),
        np.round(np.fft.irfft(np.fft.rfft(a[0]))[:4], 8).tolist(),
        np.einsum("ij,jk->ik", a, b).round(4).sum().item(),
        np.sort(table, order="name").tolist(),
        np.char.upper(np.array(["ab", "cd"])).tolist(),
        rng.integers(0, 1000, 20).tolist(),
        pickle.loads(pickle.dumps(a.astype("f4")))[:2, :2].round(3).tolist(),
    )
