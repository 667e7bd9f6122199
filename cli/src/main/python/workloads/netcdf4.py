"""A set of data in memory: dimensions, variables, masks, groups, compression and times; and an error."""

import cftime
import netCDF4
import numpy as np


def run():
    with netCDF4.Dataset("own.nc", "w", diskless=True) as data:
        data.createDimension("time", None)
        data.createDimension("x", 4)
        values = data.createVariable("v", "f4", ("time", "x"), zlib=True, fill_value=-1, chunksizes=(2, 4))
        values.units = "m"
        for n in range(3):
            values[n] = np.ma.masked_equal(np.arange(4) * n, 2)
        times = data.createVariable("t", "f8", ("time",))
        times.units, times.calendar = "days since 2026-01-01", "noleap"
        times[:] = [0, 31, 59]
        group = data.createGroup("inner")
        group.createVariable("s", str, ("x",))[0] = "text"
        try:
            values[:, 9]
        except IndexError as error:
            failure = type(error).__name__
        return (
            values[:].tolist(),
            [str(t) for t in netCDF4.num2date(times[:], times.units, times.calendar)],
            group["s"][:].tolist(),
            values.filters()["zlib"],
            cftime.date2num(cftime.DatetimeNoLeap(2026, 3, 1), times.units, times.calendar).item(),
            list(data.dimensions),
            failure,
        )
