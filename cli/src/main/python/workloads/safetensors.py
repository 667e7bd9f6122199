"""Tensors to bytes and files and back, and an error."""

import os
import tempfile

import numpy as np
from safetensors import SafetensorError, deserialize, safe_open
from safetensors.numpy import load, save, save_file


def run():
    tensors = {"a": np.arange(12, dtype=np.float32).reshape(3, 4), "b": np.array([1, 2], dtype=np.int64)}
    data = save(tensors, metadata={"made": "here"})
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "t.safetensors")
        save_file(tensors, path, metadata={"x": "y"})
        with safe_open(path, "np") as file:
            part = sorted(file.keys()), file.metadata(), file.get_slice("a")[1:, :2].tolist()
    try:
        load(b"nonsense")
    except SafetensorError as error:
        failure = type(error).__name__
    return {k: v.tolist() for k, v in sorted(load(data).items())}, [name for name, _ in deserialize(data)], part, failure
