"""Exported pieces run by onnxruntime in Node: `with NodeRuntime(folder) as run: run("embed", tensors)`."""

import base64
import json
import pathlib
import subprocess

import numpy as np
import torch

SCRIPT = pathlib.Path(__file__).with_name("serve_onnx.mjs")


def _to_record(tensor):
    data = tensor.detach().contiguous().numpy().astype(np.float32, copy=False)
    return {"dims": list(tensor.shape), "data": base64.b64encode(data.tobytes()).decode()}


def _to_tensor(record):
    data = np.frombuffer(base64.b64decode(record["data"]), np.float32)
    return torch.from_numpy(data.copy()).reshape(record["dims"])


class NodeRuntime:
    """Raises RuntimeError where onnxruntime refuses; its message stands on the standard error."""

    def __init__(self, folder):
        self._folder = str(folder)

    def __enter__(self):
        command = ["node", str(SCRIPT), self._folder]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def __call__(self, piece, tensors):
        inputs = {name: _to_record(tensor) for name, tensor in tensors.items()}
        try:
            self._process.stdin.write(json.dumps({"file": f"{piece}.onnx", "inputs": inputs}) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except BrokenPipeError:
            line = ""
        if not line:
            raise RuntimeError(f"onnxruntime could not run {piece}.onnx of {self._folder}")
        return {name: _to_tensor(record) for name, record in json.loads(line).items()}
