"""Grouping, joining, pivoting, resampling, and reading and writing CSV and JSON."""

import io

import numpy as np
import pandas as pd


def run():
    rng = np.random.default_rng(3)
    sales = pd.DataFrame(
        {
            "day": pd.date_range("2026-01-01", periods=200, freq="D"),
            "shop": rng.choice(["north", "south", "west"], 200),
            "amount": rng.integers(1, 100, 200),
        }
    )
    shops = pd.DataFrame({"shop": ["north", "south"], "city": ["Oslo", "Rome"]})
    grouped = sales.groupby("shop")["amount"].agg(["sum", "mean", "max"]).round(3)
    joined = sales.merge(shops, on="shop", how="left")
    text = io.StringIO(sales.head(20).to_csv(index=False))
    again = pd.read_csv(text, parse_dates=["day"])
    return (
        grouped.to_dict(),
        joined["city"].isna().sum().item(),
        sales.set_index("day")["amount"].resample("MS").sum().tolist(),
        sales.pivot_table(index=sales["day"].dt.month, columns="shop", values="amount", aggfunc="sum").to_json(),
        again.equals(sales.head(20)),
        sales["shop"].astype("category").cat.codes.sum().item(),
        sales["amount"].rolling(7).mean().round(3).tail(3).tolist(),
    )
