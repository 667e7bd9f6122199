"""A model of a few nodes, written as bytes here, and run; and an error."""

import numpy as np
import onnxruntime


def field(number, data):
    """A field of bytes, or of a number, as Protocol Buffers have them."""
    if isinstance(data, int):
        return bytes([number << 3, data])
    return bytes([number << 3 | 2, len(data)]) + data


def value(name, size):
    dimension = field(1, field(1, size))
    return field(1, name) + field(2, field(1, field(1, 1) + field(2, dimension)))


def node(kind, inputs, output):
    return b"".join(field(1, name) for name in inputs) + field(2, output) + field(4, kind)


def model():
    graph = (
        field(1, node(b"Add", [b"x", b"y"], b"s"))
        + field(1, node(b"Relu", [b"s"], b"r"))
        + field(1, node(b"Softmax", [b"r"], b"z"))
        + field(2, b"g")
        + field(11, value(b"x", 4))
        + field(11, value(b"y", 4))
        + field(12, value(b"z", 4))
    )
    return field(1, 8) + field(7, graph) + field(8, field(1, b"") + field(2, 13))


def run():
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(model(), options, providers=["CPUExecutionProvider"])
    x, y = np.array([1, -5, 2, 0], dtype=np.float32), np.array([1, 1, 1, 1], dtype=np.float32)
    try:
        session.run(None, {"x": x})
    except ValueError as error:
        failure = str(error)
    return (
        [np.round(session.run(["z"], {"x": x * n, "y": y})[0], 5).tolist() for n in range(3)],
        [(i.name, i.shape, i.type) for i in session.get_inputs()],
        session.get_providers(),
        failure,
    )
