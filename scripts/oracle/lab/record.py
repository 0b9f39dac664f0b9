"""Records what Keras computes for the cases in test/lab/*-cases.json, for the lab's tests.

Usage: python scripts/oracle/lab/record.py [CASES.json …]   (versions: scripts/oracle/requirements.txt)
Writes *-records.json next to each file of cases; all of them when none is named. Weights, inputs and
targets are sines of their position, so that nothing but losses has to be recorded; test/lab/keras.test.ts
makes the same ones. A file holds a list of cases, or a list of groups: a network with every optimizer
and every penalty of the group.
"""

import json
import os
import pathlib
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np
import tensorflow as tf

ROOT = pathlib.Path(__file__).resolve().parents[3]
CASES = sorted((ROOT / "test/lab").glob("*-cases.json"))

EXAMPLES = 24
BATCH = 8
EPOCHS = 50
STEPS = EPOCHS * EXAMPLES // BATCH
CHECKPOINTS = (0, 1, 10, 50, STEPS)

ROLES = {"recurrent_kernel": "recurrent"}


def sines(shape, salt):
    count = int(np.prod(shape))
    return np.sin(12.9898 * (np.arange(count) + 1) + 78.233 * salt).reshape(shape)


def start(role, shape, salt):
    if role.startswith("moving_"):
        return np.zeros(shape) if role == "moving_mean" else np.ones(shape)
    scale = 0.4 * sines(shape, salt)
    return 1 + scale if role == "gamma" else scale


def regularizer(penalty):
    if "orthogonal" in penalty:
        return keras.regularizers.OrthogonalRegularizer(**penalty["orthogonal"])
    return keras.regularizers.L1L2(penalty["l1"], penalty["l2"])


def make(class_name, config, penalties, **rest):
    """A layer with its penalties; those of a wrapper go to the layers inside it."""
    arguments = {**config, **rest}
    inside = [name for name in ("layer", "backward_layer") if arguments.get(name)]
    for name in inside:
        prefix = "backward_" if name == "backward_layer" else "forward_"
        own = [
            {**penalty, "on": penalty["on"].removeprefix(prefix)}
            for penalty in penalties
            if penalty["on"].startswith(prefix) or not penalty["on"].startswith(("forward_", "backward_"))
        ]
        arguments[name] = make(arguments[name]["className"], arguments[name]["config"], own)
    if not inside:
        for penalty in penalties:
            arguments[f"{penalty['on']}_regularizer"] = regularizer(penalty)
    return getattr(keras.layers, class_name)(**arguments)


def call(layer, inputs, arguments):
    if isinstance(layer, keras.layers.MultiHeadAttention):
        return layer(*inputs, **arguments)
    return layer(inputs if len(inputs) > 1 else inputs[0], **arguments)


def build(case):
    source = keras.Input(shape=case["inputShape"])
    tensors = {"input": source}
    layers = {}
    for layer in case["layers"]:
        config = dict(layer["config"])
        # Arguments of the call stand beside those of the layer.
        calling = {name: config.pop(name) for name in ("use_causal_mask",) if name in config}
        if "shares" in layer:
            built = layers[layer["shares"]]
        else:
            penalties = [penalty for penalty in case["penalties"] if penalty["layer"] == layer["name"]]
            built = make(layer["className"], config, penalties, name=layer["name"])
            layers[layer["name"]] = built
        tensors[layer["name"]] = call(built, [tensors[name] for name in layer["inbound"]], calling)
    model = keras.Model(source, tensors[case["layers"][-1]["name"]])
    salt = 0
    for layer in layers.values():
        for weight in layer.weights:
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


def learning_rate(plan):
    schedule = plan.get("schedule")
    if not schedule:
        return float(plan["learningRate"])
    first = {} if "values" in schedule["arguments"] else {"initial_learning_rate": plan["learningRate"]}
    return getattr(keras.optimizers.schedules, schedule["className"])(**first, **schedule["arguments"])


def optimizer_of(case):
    plan = case["optimizer"]
    arguments = {"learning_rate": learning_rate(plan), **plan.get("arguments", {})}
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


def cases_in(content):
    """The cases of a file; a group stands for every one of its optimizers with every one of its penalties."""
    if "network" not in content[0]:
        return content
    return [
        {**group["network"], "name": f"{group['network']['name']}, {optimizer}, {penalty}",
         "optimizer": group["optimizers"][optimizer], "penalties": group["penalties"][penalty]}
        for group in content
        for optimizer in group["optimizers"]
        for penalty in group["penalties"]
    ]


if __name__ == "__main__":
    for path in [pathlib.Path(name) for name in sys.argv[1:]] or CASES:
        cases = cases_in(json.loads(path.read_text()))
        records = {
            "keras": keras.__version__,
            "tensorflow": tf.__version__,
            "examples": EXAMPLES,
            "batch": BATCH,
            "regularizers": regularizer_values(),
            "cases": [record(case) for case in cases],
        }
        target = path.with_name(path.name.replace("-cases.json", "-records.json"))
        target.write_text(json.dumps(records, indent=1) + "\n")
        print(f"{path.name}: {len(cases)} cases recorded")
