"""Boosted trees for classes and numbers, saved and loaded; and an error."""

import lightgbm as lgb
import numpy as np


def run():
    rng = np.random.default_rng(2)
    x = rng.normal(size=(300, 5))
    y = (x[:, 0] + x[:, 1] ** 2 > 0.5).astype(int)
    parameters = {"objective": "binary", "verbose": -1, "num_threads": 2, "deterministic": True, "force_row_wise": True, "seed": 1}
    booster = lgb.train(parameters, lgb.Dataset(x, y), num_boost_round=10)
    again = lgb.Booster(model_str=booster.model_to_string())
    regressor = lgb.LGBMRegressor(n_estimators=5, verbose=-1, n_jobs=2).fit(x, x[:, 2] * 3)
    try:
        booster.predict(x[:, :2])
    except lgb.basic.LightGBMError as error:
        failure = type(error).__name__
    return (
        np.round(booster.predict(x[:5]), 6).tolist(),
        np.allclose(again.predict(x), booster.predict(x)),
        booster.feature_importance().tolist(),
        np.round(regressor.predict(x[:3]), 4).tolist(),
        failure,
    )
