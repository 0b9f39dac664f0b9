"""Records the layers of Keras, for the lab's tests: the arguments of each with their defaults, and what initializers draw.

Usage: python scripts/oracle/lab/layers.py   (versions: scripts/oracle/requirements.txt)
Writes test/lab/keras-layers.json.
"""

import inspect
import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[3]
RECORDS = ROOT / "test/lab/keras-layers.json"

INITIALIZERS = [
    ["glorot_uniform", {}], ["glorot_normal", {}], ["he_uniform", {}], ["he_normal", {}], ["lecun_uniform", {}],
    ["lecun_normal", {}], ["random_normal", {}], ["random_uniform", {}], ["truncated_normal", {}], ["zeros", {}],
    ["ones", {}], ["orthogonal", {}], ["identity", {}],
    ["Constant", {"value": 0.3}], ["Identity", {"gain": 2.0}], ["Orthogonal", {"gain": 2.0}],
    ["RandomNormal", {"mean": 0.5, "stddev": 0.2}], ["RandomUniform", {"minval": 0.1, "maxval": 0.3}],
    ["TruncatedNormal", {"mean": -0.1, "stddev": 0.1}],
    ["VarianceScaling", {"scale": 2.0, "mode": "fan_out", "distribution": "truncated_normal"}],
    ["VarianceScaling", {"scale": 3.0, "mode": "fan_avg", "distribution": "uniform"}],
    ["VarianceScaling", {"scale": 3.0, "mode": "fan_in", "distribution": "untruncated_normal"}],
]
# Of a dense layer, a convolution, a depthwise one, an attention's kernels, embeddings and a bias.
SHAPES = [[120, 80], [3, 3, 20, 40], [5, 5, 64, 2], [60, 4, 30], [4, 30, 60], [400, 16], [3000]]


def plain(value):
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return value if value is None or isinstance(value, (bool, int, float, str)) else repr(value)


def signature(layer):
    parameters = list(inspect.signature(layer.__init__).parameters.values())[1:]
    named = [one for one in parameters if one.kind not in (one.VAR_KEYWORD, one.VAR_POSITIONAL)]
    return {one.name: "required" if one.default is one.empty else {"default": plain(one.default)} for one in named}


def layers():
    classes = {name: getattr(keras.layers, name) for name in sorted(dir(keras.layers))}
    made = {name: one for name, one in classes.items() if inspect.isclass(one) and issubclass(one, keras.Layer)}
    # Aliases are other names of the same class.
    return {name: signature(one) for name, one in made.items() if one.__name__ == name}


def drawn(name, arguments, shape):
    keras.utils.set_random_seed(1)
    made = keras.initializers.get({"class_name": name, "config": arguments} if arguments else name)
    values = np.asarray(made(tuple(shape)), dtype="float64")
    return {
        "initializer": name, "arguments": arguments, "shape": shape,
        "mean": float(values.mean()), "deviation": float(values.std()),
        "least": float(values.min()), "most": float(values.max()),
    }


def initializers():
    rows = []
    for name, arguments in INITIALIZERS:
        for shape in SHAPES:
            matrices = name.lower() in ("identity", "orthogonal")
            if not matrices or len(shape) == 2 or (name.lower() == "orthogonal" and len(shape) > 2):
                rows.append(drawn(name, arguments, shape))
    return rows


if __name__ == "__main__":
    records = {"keras": keras.__version__, "layers": layers(), "initializers": initializers()}
    RECORDS.write_text(json.dumps(records, indent=1) + "\n")
    print(f"{len(records['layers'])} layers, {len(records['initializers'])} draws recorded")
