"""Records what Keras makes of the programs in test/lab/models, for the lab's tests.

Usage: python scripts/oracle/lab/models.py [name …]   (versions: scripts/oracle/requirements.txt)
Writes test/lab/models/records.json. Each program leaves its model in `model`; calls of `fit` only build
it. Weights and inputs are sines of their position, the same for every weight of one shape, so that
nothing but results has to be recorded; test/lab/models.test.ts makes the same ones.
"""

import json
import os
import pathlib
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[3]
MODELS = ROOT / "test/lab/models"
RECORDS = MODELS / "records.json"
EXAMPLES = 3


def sines(shape, salt):
    count = int(np.prod(shape))
    return np.sin(12.9898 * (np.arange(count) + 1) + 78.233 * salt).reshape(shape)


def layers_of(model):
    return list(model._flatten_layers())


def fill(model):
    for weight in model.weights:
        if weight.dtype != "float32":
            continue
        values = 0.4 * sines(weight.shape, int(np.prod(weight.shape)))
        weight.assign(1 + values if weight.name.endswith(("gamma", "variance")) else values)


def inputs_of(model, shape):
    values = sines((EXAMPLES, *shape), 101)
    tables = [layer for layer in layers_of(model) if isinstance(layer, keras.layers.Embedding)]
    return np.floor((values + 1) / 2 * tables[0].input_dim) if tables else values


def penalty_of(model):
    variables = {id(v): v for layer in layers_of(model) for v in layer._trainable_variables}
    return sum(float(v.regularizer(v)) for v in variables.values() if v.regularizer is not None)


def input_shape_of(model):
    if getattr(model, "inputs", None):
        return model.input_shape[1:]
    return next(iter(model._build_shapes_dict.values()))[1:]


def record(path):
    shapes = []

    def build(self, x=None, *arguments, **options):
        rows = np.asarray(x[:2] if hasattr(x, "shape") else next(iter(x))[0][:2])
        shapes.append(rows.shape[1:])
        self(rows)

    original, keras.Model.fit = keras.Model.fit, build
    try:
        names = {}
        exec(compile(path.read_text(), str(path), "exec"), names)
    finally:
        keras.Model.fit = original
    model = names["model"]
    shape = shapes[0] if shapes else input_shape_of(model)
    inputs = inputs_of(model, shape).astype("float32")
    model(inputs)
    fill(model)
    outputs = np.asarray(model(inputs, training=False))
    return {
        "parameters": model.count_params(),
        "inputShape": list(shape),
        "outputs": [float(f"{value:.7g}") for value in outputs.reshape(-1)[:40]],
        "penalty": penalty_of(model),
    }


def main():
    records = json.loads(RECORDS.read_text()) if RECORDS.exists() else {}
    for path in sorted(MODELS.glob("*.py")):
        if (sys.argv[1:] and path.stem not in sys.argv[1:]) or path.stem.startswith("refused_"):
            continue
        keras.utils.clear_session()
        try:
            records[path.stem] = record(path)
        except Exception as error:
            print(path.stem, type(error).__name__, error)
            continue
        print(path.stem, records[path.stem]["parameters"])
    RECORDS.write_text(json.dumps(records, indent=1, sort_keys=True) + "\n")


main()
