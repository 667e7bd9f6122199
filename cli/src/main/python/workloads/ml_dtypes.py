"""Narrow numbers in arrays."""

import ml_dtypes
import numpy as np


def run():
    values = np.array([1.1, -2.7, 300.5, 0.001])
    names = ["bfloat16", "float8_e4m3fn", "float8_e5m2", "int4", "uint2"]
    kinds = [getattr(ml_dtypes, name) for name in names]
    a = values.astype(ml_dtypes.bfloat16)
    return (
        [values.clip(-3, 3).astype(kind).astype(float).tolist() for kind in kinds],
        float((a * a).sum()),
        str(np.sort(a)),
        float(ml_dtypes.finfo(ml_dtypes.float8_e5m2).max),
        int(ml_dtypes.iinfo(ml_dtypes.int4).min),
        np.result_type(ml_dtypes.bfloat16, np.float32).name,
    )
