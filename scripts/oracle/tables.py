"""Records what both frameworks do with regularizers, apart from any program: test/oracle/tables/*.json.

    python scripts/oracle/tables.py     with the environment that record.sh makes
"""

import json
import subprocess
import sys
from pathlib import Path

TABLES = Path(__file__).resolve().parents[2] / "test" / "oracle" / "tables"

ROLES = ["kernel", "bias", "recurrent", "depthwise", "pointwise", "embeddings", "beta", "gamma", "alpha", "activity"]
NAMES = [f"{role}_regularizer" for role in ROLES] + ["regularizer", "weight_regularizer", "W_regularizer", "b_regularizer"]

# Arguments with which a layer can be made, and the shape of what it takes; every other layer takes (2, 4) and no arguments.
IMAGE, SEQUENCE, FLAT = (2, 6, 6, 3), (2, 5, 3), (2, 4)
MADE = {
    "Dense": ({"units": 3}, FLAT),
    "EinsumDense": ({"equation": "ab,bc->ac", "output_shape": 3, "bias_axes": "c"}, FLAT),
    "Conv1D": ({"filters": 2, "kernel_size": 2}, SEQUENCE),
    "Conv2D": ({"filters": 2, "kernel_size": 2}, IMAGE),
    "Conv3D": ({"filters": 2, "kernel_size": 2}, (2, 4, 4, 4, 3)),
    "Conv1DTranspose": ({"filters": 2, "kernel_size": 2}, SEQUENCE),
    "Conv2DTranspose": ({"filters": 2, "kernel_size": 2}, IMAGE),
    "Conv3DTranspose": ({"filters": 2, "kernel_size": 2}, (2, 4, 4, 4, 3)),
    "DepthwiseConv1D": ({"kernel_size": 2}, SEQUENCE),
    "DepthwiseConv2D": ({"kernel_size": 2}, IMAGE),
    "SeparableConv1D": ({"filters": 2, "kernel_size": 2}, SEQUENCE),
    "SeparableConv2D": ({"filters": 2, "kernel_size": 2}, IMAGE),
    "LocallyConnected1D": ({"filters": 2, "kernel_size": 2}, SEQUENCE),
    "LocallyConnected2D": ({"filters": 2, "kernel_size": 2}, IMAGE),
    "SimpleRNN": ({"units": 3}, SEQUENCE),
    "LSTM": ({"units": 3}, SEQUENCE),
    "GRU": ({"units": 3}, SEQUENCE),
    "ConvLSTM1D": ({"filters": 2, "kernel_size": 2}, (2, 3, 5, 3)),
    "ConvLSTM2D": ({"filters": 2, "kernel_size": 2}, (2, 3, 5, 5, 3)),
    "ConvLSTM3D": ({"filters": 2, "kernel_size": 2}, (2, 3, 4, 4, 4, 3)),
    "Embedding": ({"input_dim": 10, "output_dim": 3}, FLAT),
    "BatchNormalization": ({}, FLAT),
    "SyncBatchNormalization": ({}, FLAT),
    "LayerNormalization": ({}, FLAT),
    "GroupNormalization": ({"groups": 2}, FLAT),
    "UnitNormalization": ({}, FLAT),
    "RMSNormalization": ({}, FLAT),
    "PReLU": ({}, FLAT),
    "MultiHeadAttention": ({"num_heads": 2, "key_dim": 3}, SEQUENCE),
    "GroupQueryAttention": ({"head_dim": 3, "num_query_heads": 2, "num_key_value_heads": 1}, SEQUENCE),
    "Attention": ({}, SEQUENCE),
    "AdditiveAttention": ({}, SEQUENCE),
    "Activation": ({"activation": "relu"}, FLAT),
    "ReLU": ({}, FLAT),
    "LeakyReLU": ({}, FLAT),
    "ELU": ({}, FLAT),
    "Softmax": ({}, FLAT),
    "Dropout": ({"rate": 0.5}, FLAT),
    "AlphaDropout": ({"rate": 0.5}, FLAT),
    "GaussianDropout": ({"rate": 0.5}, FLAT),
    "GaussianNoise": ({"stddev": 0.5}, FLAT),
    "SpatialDropout1D": ({"rate": 0.5}, SEQUENCE),
    "SpatialDropout2D": ({"rate": 0.5}, IMAGE),
    "Flatten": ({}, FLAT),
    "Reshape": ({"target_shape": (2, 2)}, FLAT),
    "Permute": ({"dims": (1,)}, FLAT),
    "RepeatVector": ({"n": 2}, FLAT),
    "Masking": ({}, SEQUENCE),
    "MaxPooling1D": ({"pool_size": 2}, SEQUENCE),
    "MaxPooling2D": ({}, IMAGE),
    "AveragePooling2D": ({"pool_size": 2}, IMAGE),
    "GlobalAveragePooling2D": ({}, IMAGE),
    "GlobalMaxPooling1D": ({}, SEQUENCE),
    "UpSampling2D": ({}, IMAGE),
    "ZeroPadding2D": ({}, IMAGE),
    "Cropping2D": ({"cropping": 1}, IMAGE),
    "Rescaling": ({"scale": 2}, FLAT),
    "Resizing": ({"height": 3, "width": 3}, IMAGE),
    "ActivityRegularization": ({"l2": 0.0}, FLAT),
    "Add": ({}, FLAT),
    "Concatenate": ({}, FLAT),
    "Normalization": ({}, FLAT),
    "RandomFlip": ({}, IMAGE),
    "Bidirectional": ({"layer": "LSTM"}, SEQUENCE),
    "TimeDistributed": ({"layer": "Dense"}, SEQUENCE),
    "RNN": ({"cell": "LSTMCell"}, SEQUENCE),
}


def arguments_table(keras, numpy):
    """Per layer and argument: whether it penalises, is ignored, or raises."""
    import inspect

    def outcome(name, argument):
        make, shape = MADE[name]
        # A layer inside another is named by its class.
        make = {key: getattr(keras.layers, given)(3) if key in ("layer", "cell") else given for key, given in make.items()}
        try:
            layer = getattr(keras.layers, name)(**make, **{argument: keras.regularizers.L2(1.0)})
        except Exception:
            return "raises"
        data = numpy.ones(shape, "float32")
        given = (data, data) if "Attention" in name else (data,)
        layer([*given] if name in ("Attention", "AdditiveAttention") else [data, data] if name in ("Add", "Concatenate") else given[0], *([data] if name in ("MultiHeadAttention", "GroupQueryAttention") else []))
        return "penalises" if len(layer.losses) > 0 else "ignores"

    return {name: {argument: outcome(name, argument) for argument in NAMES}
            for name in MADE if inspect.isclass(getattr(keras.layers, name, None))}


INITIALIZERS = [
    ["glorot_uniform", {}], ["glorot_normal", {}], ["he_uniform", {}], ["he_normal", {}], ["lecun_uniform", {}],
    ["lecun_normal", {}], ["random_normal", {}], ["random_uniform", {}], ["truncated_normal", {}], ["uniform", {}], ["normal", {}],
    ["orthogonal", {}], ["zeros", {}], ["ones", {}],
    ["GlorotUniform", {}], ["HeNormal", {}], ["LecunNormal", {}],
    ["RandomNormal", {"mean": 0.5, "stddev": 0.2}], ["RandomUniform", {"minval": -0.2, "maxval": 0.3}],
    ["RandomUniform", {"minval": 0.1, "maxval": 0.3}], ["TruncatedNormal", {"stddev": 0.1}],
    ["Constant", {"value": 0.3}], ["Orthogonal", {"gain": 2.0}],
    ["VarianceScaling", {"scale": 2.0, "mode": "fan_out", "distribution": "truncated_normal"}],
    ["VarianceScaling", {"scale": 3.0, "mode": "fan_avg", "distribution": "uniform"}],
    ["VarianceScaling", {"scale": 3.0, "mode": "fan_in", "distribution": "untruncated_normal"}],
]
# Layers with their default initializers, one weight penalised.
PENALISED = [
    ["Dense", {"units": 300}, [2, 200], "kernel"],
    ["Dense", {"units": 300}, [2, 200], "bias"],
    ["Conv2D", {"filters": 64, "kernel_size": 3}, [2, 8, 8, 32], "kernel"],
    ["Conv2DTranspose", {"filters": 64, "kernel_size": 3}, [2, 8, 8, 32], "kernel"],
    ["DepthwiseConv2D", {"kernel_size": 5}, [2, 8, 8, 128], "depthwise"],
    ["SeparableConv2D", {"filters": 64, "kernel_size": 5}, [2, 8, 8, 128], "pointwise"],
    ["SeparableConv2D", {"filters": 64, "kernel_size": 5}, [2, 8, 8, 128], "depthwise"],
    ["LSTM", {"units": 64}, [2, 5, 100], "kernel"],
    ["LSTM", {"units": 64}, [2, 5, 100], "recurrent"],
    ["LSTM", {"units": 64}, [2, 5, 100], "bias"],
    ["GRU", {"units": 64}, [2, 5, 100], "recurrent"],
    ["SimpleRNN", {"units": 64}, [2, 5, 100], "recurrent"],
    ["Embedding", {"input_dim": 500, "output_dim": 40}, [2, 4], "embeddings"],
    ["BatchNormalization", {}, [2, 300], "gamma"],
    ["BatchNormalization", {}, [2, 300], "beta"],
    ["MultiHeadAttention", {"num_heads": 4, "key_dim": 32}, [2, 5, 64], "kernel"],
    ["PReLU", {}, [2, 300], "alpha"],
]


def start_table(keras, numpy):
    """Penalties of one layer before training, averaged over seeds, for L1 and L2 of strength 1."""
    def mean_penalty(name, make, shape, on, kind):
        values = []
        for seed in range(5):
            keras.utils.set_random_seed(seed)
            layer = getattr(keras.layers, name)(**make, **{f"{on}_regularizer": kind(1.0)})
            data = numpy.ones(shape, "float32")
            layer(*([data, data] if name == "MultiHeadAttention" else [data]))
            values.append(float(sum(float(value) for value in layer.losses)))
        return round(sum(values) / len(values), 3)

    rows = []
    for name, make, shape, on in PENALISED:
        rows.append({"layer": name, "arguments": make, "shape": shape, "on": on, "initializer": None, "options": {},
                     "l1": mean_penalty(name, make, shape, on, keras.regularizers.L1),
                     "l2": mean_penalty(name, make, shape, on, keras.regularizers.L2)})
    for name, options in INITIALIZERS:
        made = getattr(keras.initializers, name)(**options) if name[0].isupper() else name
        for units in (150, 400):
            make = {"units": units, "kernel_initializer": made}
            rows.append({"layer": "Dense", "arguments": {"units": units}, "shape": [2, 250], "on": "kernel", "initializer": name, "options": options,
                         "l1": mean_penalty("Dense", make, [2, 250], "kernel", keras.regularizers.L1),
                         "l2": mean_penalty("Dense", make, [2, 250], "kernel", keras.regularizers.L2)})
    return rows


BUILDERS = {"regularizer-arguments": arguments_table, "penalty-at-start": start_table}


def record(framework):
    import frameworks
    import numpy
    _, keras, _, version = frameworks.load(framework)
    return {"version": version, **{name: build(keras, numpy) for name, build in BUILDERS.items()}}


def main():
    import frameworks
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(record(sys.argv[2])))
        return
    recorded = {name: json.loads(subprocess.run([sys.executable, __file__, "--one", name], stdout=subprocess.PIPE, check=True, text=True).stdout.splitlines()[-1])
                for name in frameworks.NAMES}
    TABLES.mkdir(parents=True, exist_ok=True)
    for table in BUILDERS:
        content = {name: {"version": one["version"], "rows": one[table]} for name, one in recorded.items()}
        (TABLES / f"{table}.json").write_text(json.dumps(content, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
