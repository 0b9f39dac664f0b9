"""Loads one of the two frameworks under every name that a program may import it by."""

import importlib
import importlib.abc
import importlib.util
import os
import sys

NAMES = ("keras3", "tf_keras")


class LegacyKerasFinder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Answers `import keras.anything` with the module `tf_keras.anything`."""

    def find_spec(self, name, path=None, target=None):
        if name == "keras" or name.startswith("keras."):
            return importlib.util.spec_from_loader(name, self)
        return None

    def create_module(self, spec):
        return importlib.import_module("tf_" + spec.name)

    def exec_module(self, module):
        """Nothing: the module ran when it was imported by its own name."""


def prepare_environment(name):
    """To be called before TensorFlow is imported."""
    os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", CUDA_VISIBLE_DEVICES="-1", KERAS_BACKEND="tensorflow")
    os.environ.update(TF_ENABLE_ONEDNN_OPTS="0", TF_USE_LEGACY_KERAS="1" if name == "tf_keras" else "0")


def load(name):
    """Imports TensorFlow and the framework; returns (tensorflow, keras, base layer class, version)."""
    prepare_environment(name)
    import tensorflow

    if name == "keras3":
        import keras

        return tensorflow, keras, keras.layers.Layer, keras.__version__
    import tf_keras

    for module in [module for module in sys.modules if module == "keras" or module.startswith("keras.")]:
        del sys.modules[module]
    sys.meta_path.insert(0, LegacyKerasFinder())
    return tensorflow, tf_keras, tf_keras.layers.Layer, tf_keras.__version__
