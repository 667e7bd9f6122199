"""Regression, by formula too, generalized and of time series; tests and smoothing."""

import numpy as np
import pandas as pd
import statsmodels.api as sm
import statsmodels.formula.api as smf
from statsmodels.nonparametric.smoothers_lowess import lowess
from statsmodels.tsa.api import SARIMAX, ExponentialSmoothing
from statsmodels.tsa.stattools import adfuller


def run():
    rng = np.random.default_rng(5)
    frame = pd.DataFrame({"x": rng.normal(size=100), "k": rng.choice(["a", "b"], 100)})
    frame["y"] = 2 * frame["x"] + (frame["k"] == "b") + rng.normal(size=100) / 10
    linear = smf.ols("y ~ x + k", frame).fit()
    poisson = sm.GLM(rng.poisson(3, 100), sm.add_constant(frame[["x"]]), family=sm.families.Poisson()).fit()
    series = np.cumsum(rng.normal(size=120))
    return (
        linear.params.round(5).to_dict(),
        round(linear.rsquared, 6),
        poisson.params.round(4).to_dict(),
        round(adfuller(series)[0], 4),
        np.round(ExponentialSmoothing(series, trend="add").fit(optimized=False, smoothing_level=0.5, smoothing_trend=0.1).forecast(2), 4).tolist(),
        round(SARIMAX(series, order=(1, 0, 0)).filter([0.5, 1.0]).llf, 4),
        np.round(lowess(frame["y"], frame["x"])[:2], 4).tolist(),
    )
