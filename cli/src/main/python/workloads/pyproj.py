"""Places that are projected, distances on the ellipsoid, and systems by their codes; and an error."""

import numpy as np
from pyproj import CRS, Geod, Transformer
from pyproj.exceptions import CRSError


def run():
    utm = Transformer.from_crs("EPSG:4326", "EPSG:32632", always_xy=True)
    x, y = utm.transform(np.linspace(8, 10, 5), np.linspace(48, 52, 5))
    back = utm.transform(x, y, direction="INVERSE")
    geod = Geod(ellps="WGS84")
    try:
        CRS.from_epsg(999999)
    except CRSError as error:
        failure = type(error).__name__
    return (
        np.round(x, 3).tolist(),
        np.round(back[1], 6).tolist(),
        [round(v, 3) for v in geod.inv(13.4, 52.5, 2.35, 48.85)],
        round(geod.polygon_area_perimeter([0, 1, 1, 0], [0, 0, 1, 1])[0], 1),
        CRS("EPSG:3857").name,
        CRS.from_proj4("+proj=laea +lat_0=45").is_projected,
        [axis.direction for axis in CRS("EPSG:4326").axis_info],
        failure,
    )
