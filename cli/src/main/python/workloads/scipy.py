"""Linear algebra, sparse matrices, optimizing, integrating, interpolating, statistics, images and signals."""

import numpy as np
from scipy import fft, integrate, interpolate, linalg, ndimage, optimize, signal, sparse, spatial, special, stats
from scipy.sparse import linalg as sparse_linalg


def run():
    rng = np.random.default_rng(11)
    a = rng.normal(size=(30, 30))
    matrix = sparse.diags([np.full(49, -1.0), np.full(50, 4.0), np.full(49, -1.0)], [-1, 0, 1], format="csc")
    points = rng.random((200, 3))
    found = optimize.minimize(optimize.rosen, [1.3, 0.7, 0.8], jac=optimize.rosen_der, method="BFGS")
    best = optimize.linprog([-1, -2], A_ub=[[1, 1], [1, 3]], b_ub=[4, 6])
    try:
        linalg.cholesky(-np.eye(3))
    except linalg.LinAlgError as error:
        failure = str(error)
    return (
        round(linalg.det(linalg.lu(a)[2]), 2),
        np.round(sparse_linalg.spsolve(matrix, np.ones(50))[:3], 8).tolist(),
        np.round(found.x, 3).tolist(),
        np.round(best.x, 6).tolist(),
        round(integrate.quad(np.sin, 0, np.pi)[0], 10),
        np.round(interpolate.CubicSpline(range(5), [0, 1, 4, 9, 16])([1.5, 2.5]), 6).tolist(),
        spatial.cKDTree(points).query([0.5, 0.5, 0.5])[1],
        np.round(special.jv(2, [0.5, 1.5]), 8).tolist(),
        round(stats.ttest_ind(a[0], a[1]).pvalue.item(), 8),
        ndimage.label(a > 1)[1],
        np.round(signal.butter(3, 0.2)[0], 8).tolist(),
        np.round(fft.dct([1.0, 2, 3, 4]), 6).tolist(),
        failure,
    )
