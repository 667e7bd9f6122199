"""Filters, edges, shapes, features, geometry, codecs in memory, and an error."""

import hashlib

import cv2
import numpy as np


def run():
    cv2.setNumThreads(2)
    image = np.zeros((200, 300, 3), np.uint8)
    cv2.circle(image, (100, 100), 50, (0, 255, 0), -1)
    cv2.rectangle(image, (180, 40), (280, 160), (255, 0, 0), 5)
    cv2.putText(image, "Clutch", (20, 190), cv2.FONT_HERSHEY_SIMPLEX, 1, (255, 255, 255), 2)
    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    contours, _ = cv2.findContours(cv2.Canny(gray, 50, 150), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    keypoints, _ = cv2.ORB_create(50).detectAndCompute(gray, None)
    turned = cv2.warpAffine(image, cv2.getRotationMatrix2D((150, 100), 30, 1), (300, 200))
    _, png = cv2.imencode(".png", turned)
    try:
        cv2.cvtColor(gray, cv2.COLOR_BGR2GRAY)
    except cv2.error as error:
        failure = error.func
    return (
        hashlib.sha256(cv2.GaussianBlur(image, (9, 9), 2).tobytes()).hexdigest(),
        len(contours),
        len(keypoints) > 10,
        np.array_equal(cv2.imdecode(png, cv2.IMREAD_COLOR), turned),
        cv2.connectedComponents(gray)[0],
        np.round(cv2.resize(gray.astype(np.float32), (5, 4), interpolation=cv2.INTER_AREA), 2).tolist(),
        np.round(cv2.solve(np.array([[2.0, 1], [1, 3]]), np.array([[1.0], [2]]))[1], 6).tolist(),
        failure,
    )
