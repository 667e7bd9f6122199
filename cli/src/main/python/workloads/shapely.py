"""Shapes that are joined, cut, widened, searched and written; many at once."""

import numpy as np
import shapely
from shapely import affinity, wkb, wkt
from shapely.geometry import LineString, Point, Polygon
from shapely.ops import polygonize, unary_union


def run():
    square = Polygon([(0, 0), (4, 0), (4, 4), (0, 4)])
    circles = [Point(i, i).buffer(1) for i in range(4)]
    tree = shapely.STRtree(circles)
    points = shapely.points(np.arange(20) % 5, np.arange(20) // 5)
    try:
        wkt.loads("POINT (1")
    except shapely.errors.GEOSException as error:
        failure = type(error).__name__
    return (
        round(square.intersection(circles[0]).area, 8),
        round(unary_union(circles).area, 8),
        tree.query(Point(1.2, 1.2)).tolist(),
        shapely.contains(square, points).sum().item(),
        wkt.dumps(LineString([(0, 0), (1, 1)]).parallel_offset(0.5), rounding_precision=3),
        wkb.loads(wkb.dumps(square)).equals(square),
        len(list(polygonize([((0, 0), (1, 1)), ((0, 0), (0, 1)), ((0, 1), (1, 1))]))),
        affinity.rotate(square, 45).bounds,
        shapely.is_valid_reason(Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])),
        failure,
    )
