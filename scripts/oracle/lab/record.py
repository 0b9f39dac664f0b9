"""Records what Keras computes for test/lab/keras-cases.json, for the lab's tests.

Usage: python scripts/oracle/lab/record.py   (versions: scripts/oracle/requirements.txt)
Writes test/lab/keras-records.json. Weights, inputs and targets are sines of their position, so that
nothing but losses has to be recorded; test/lab/keras.test.ts makes the same ones.
"""

import json
import os
import pathlib

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np
import tensorflow as tf

ROOT = pathlib.Path(__file__).resolve().parents[3]
CASES = ROOT / "test/lab/keras-cases.json"
RECORDS = ROOT / "test/lab/keras-records.json"

EXAMPLES = 24
BATCH = 8
STEPS = 50
CHECKPOINTS = (0, 1, 10, 50)

ROLES = {"recurrent_kernel": "recurrent"}
REGULARIZERS = {
    "kernel": "kernel_regularizer",
    "bias": "bias_regularizer",
    "recurrent": "recurrent_regularizer",
    "embeddings": "embeddings_regularizer",
}


def sines(shape, salt):
    count = int(np.prod(shape))
    return np.sin(12.9898 * (np.arange(count) + 1) + 78.233 * salt).reshape(shape)


def start(role, shape, salt):
    if role.startswith("moving_"):
        return np.zeros(shape) if role == "moving_mean" else np.ones(shape)
    scale = 0.4 * sines(shape, salt)
    return 1 + scale if role == "gamma" else scale


def build(case):
    source = keras.Input(shape=case["inputShape"])
    tensors = {"input": source}
    layers = {}
    for layer in case["layers"]:
        arguments = dict(layer["config"])
        for penalty in case["penalties"]:
            if penalty["layer"] == layer["name"]:
                arguments[REGULARIZERS[penalty["on"]]] = keras.regularizers.L1L2(penalty["l1"], penalty["l2"])
        built = getattr(keras.layers, layer["className"])(name=layer["name"], **arguments)
        inputs = [tensors[name] for name in layer["inbound"]]
        tensors[layer["name"]] = built(inputs if len(inputs) > 1 else inputs[0])
        layers[layer["name"]] = built
    model = keras.Model(source, tensors[case["layers"][-1]["name"]])
    salt = 0
    for layer in case["layers"]:
        for weight in layers[layer["name"]].weights:
            salt += 1
            role = ROLES.get(weight.name, weight.name)
            weight.assign(start(role, weight.shape, salt).astype("float32"))
    return model


def data(case, output_shape):
    inputs = sines((EXAMPLES, *case["inputShape"]), 101)
    if case["vocabulary"]:
        inputs = np.floor((inputs + 1) / 2 * case["vocabulary"])
    name = case["loss"]["name"]
    width = output_shape[-1]
    if "categorical" in name:
        noise = sines((EXAMPLES, *output_shape[:-1]), 102)
        classes = np.minimum(np.floor((noise + 1) / 2 * width), width - 1).astype("int64")
        targets = classes if name.startswith("sparse") else np.eye(width)[classes]
    else:
        targets = sines((EXAMPLES, *output_shape), 102)
        if name in ("binary_crossentropy", "hinge"):
            targets = (targets > 0).astype("float32")
    return inputs.astype("float32"), targets.astype("float32")


def loss_of(case):
    arguments = {"from_logits": True} if case["loss"]["fromLogits"] else {}
    classes = {
        "sparse_categorical_crossentropy": keras.losses.SparseCategoricalCrossentropy,
        "categorical_crossentropy": keras.losses.CategoricalCrossentropy,
        "binary_crossentropy": keras.losses.BinaryCrossentropy,
        "mean_squared_error": keras.losses.MeanSquaredError,
        "mean_absolute_error": keras.losses.MeanAbsoluteError,
        "huber": keras.losses.Huber,
        "log_cosh": keras.losses.LogCosh,
        "hinge": keras.losses.Hinge,
    }
    return classes[case["loss"]["name"]](**arguments)


def optimizer_of(case):
    plan = case["optimizer"]
    arguments = {"learning_rate": plan["learningRate"]}
    if plan["momentum"]:
        arguments["momentum"] = plan["momentum"]
    if plan["weightDecay"]:
        arguments["weight_decay"] = plan["weightDecay"]
    return getattr(keras.optimizers, plan["className"])(**arguments)


def record(case):
    model = build(case)
    loss = loss_of(case)
    optimizer = optimizer_of(case)
    optimizer.build(model.trainable_variables)
    inputs, targets = data(case, model.output_shape[1:])

    @tf.function
    def step(x, y):
        with tf.GradientTape() as tape:
            total = loss(y, model(x, training=True)) + sum(model.losses, 0.0)
        gradients = tape.gradient(total, model.trainable_variables)
        # Keras 3.15 squares each repeated row of a sparse gradient by itself; the lab adds repeated rows first.
        dense = [tf.convert_to_tensor(gradient) for gradient in gradients]
        optimizer.apply(dense, model.trainable_variables)

    @tf.function
    def measure():
        return loss(targets, model(inputs, training=False)), sum(model.losses, tf.constant(0.0))

    reached = []
    for number in range(STEPS + 1):
        if number in CHECKPOINTS:
            data_loss, penalty = measure()
            reached.append({"step": number, "loss": float(data_loss), "penalty": float(penalty)})
        begin = (number * BATCH) % EXAMPLES
        step(inputs[begin : begin + BATCH], targets[begin : begin + BATCH])
    return {"name": case["name"], "reached": reached}


def regularizer_values():
    """Value and gradient of each regularizer on a few weights, zero among them."""
    weights = tf.constant([-1.5, -0.2, 0.0, 0.003, 0.7])
    rows = []
    for l1, l2 in ((0.01, 0.0), (0.0, 0.01), (0.03, 0.2)):
        with tf.GradientTape() as tape:
            tape.watch(weights)
            value = keras.regularizers.L1L2(l1, l2)(weights)
        gradient = tape.gradient(value, weights).numpy().tolist()
        rows.append({"l1": l1, "l2": l2, "value": float(value), "gradient": gradient})
    return {"weights": weights.numpy().tolist(), "rows": rows}


if __name__ == "__main__":
    cases = json.loads(CASES.read_text())
    records = {
        "keras": keras.__version__,
        "tensorflow": tf.__version__,
        "examples": EXAMPLES,
        "batch": BATCH,
        "regularizers": regularizer_values(),
        "cases": [record(case) for case in cases],
    }
    RECORDS.write_text(json.dumps(records, indent=1) + "\n")
    print(f"{len(cases)} cases recorded")
