"""Edges, regions, shapes, restoring, and measures of images."""

import numpy as np
from skimage import color, draw, feature, filters, measure, morphology, segmentation, transform


def run():
    image = np.zeros((80, 100))
    image[draw.disk((30, 30), 15)] = 1.0
    image[draw.disk((50, 70), 10)] = 0.6
    noisy = image + np.random.default_rng(1).normal(size=image.shape) / 20
    labels = measure.label(noisy > filters.threshold_otsu(noisy))
    regions = [region.area for region in measure.regionprops(labels) if region.area > 20]
    return (
        [float(area) for area in regions],
        int(feature.canny(noisy, 2).sum()),
        int(morphology.skeletonize(image > 0.5).sum()),
        int(segmentation.watershed(filters.sobel(image)).max()),
        round(float(transform.rotate(image, 30).sum()), 4),
        round(float(measure.shannon_entropy(image)), 6),
        [len(contour) for contour in measure.find_contours(image, 0.5)],
        np.round(color.rgb2lab([[[0.2, 0.5, 0.7]]]), 4).tolist(),
        len(feature.peak_local_max(filters.gaussian(noisy, 3), min_distance=10)),
    )
