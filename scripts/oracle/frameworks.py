"""Loads one framework under every name that a program may import it by."""

import builtins
import importlib
import importlib.abc
import importlib.util
import os
import sys
import types
from dataclasses import dataclass
from typing import Any

# The module that TensorFlow hands out as its own Keras.
KERAS_OF_TENSORFLOW = "keras._tf_keras.keras"

NAMES = ("keras3-tensorflow", "keras3-jax", "keras3-torch", "tf_keras")


@dataclass(frozen=True)
class Framework:
    """A loaded framework: the module `keras` as programs see it, and what it computes with."""

    name: str
    keras: Any
    # TensorFlow, JAX or torch.
    backend: Any
    # The built-ins that a program runs with.
    builtins: dict


def load(name):
    """Imports the framework and what it computes with."""
    backend_name = name.partition("-")[2] or "tensorflow"
    prepare_environment(name, backend_name)
    backend = importlib.import_module(backend_name)
    keras = load_tf_keras() if name == "tf_keras" else importlib.import_module("keras")
    own = dict(vars(builtins))
    if backend_name != "tensorflow":
        own["__import__"] = import_with_keras_as_member()
    return Framework(name, keras, backend, own)


def prepare_environment(name, backend_name):
    """To be called before anything is imported. One thread each: the programs run in forks."""
    os.environ.update(KERAS_BACKEND=backend_name, TF_USE_LEGACY_KERAS="1" if name == "tf_keras" else "0")
    os.environ.update(TF_CPP_MIN_LOG_LEVEL="3", TF_ENABLE_ONEDNN_OPTS="0", TF_NUM_INTRAOP_THREADS="1",
                      TF_NUM_INTEROP_THREADS="1", CUDA_VISIBLE_DEVICES="-1", JAX_PLATFORMS="cpu",
                      OMP_NUM_THREADS="1", MKL_NUM_THREADS="1",
                      # Every program compiles the same small operations.
                      JAX_COMPILATION_CACHE_DIR=os.path.join(sys.prefix, "jax-cache"),
                      JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS="0",
                      JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES="-1",
                      XLA_FLAGS="--xla_backend_optimization_level=0 --xla_llvm_disable_expensive_passes=true")


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


def load_tf_keras():
    import tf_keras

    for module in [module for module in sys.modules if module == "keras" or module.startswith("keras.")]:
        del sys.modules[module]
    sys.meta_path.insert(0, LegacyKerasFinder())
    return tf_keras


def import_with_keras_as_member():
    """An `__import__` by which `tensorflow.keras` is Keras without TensorFlow, which crashes when it is
    imported between torch and Keras. Keras itself loads it where it needs it, for preprocessing layers."""
    stand_in = types.ModuleType("tensorflow")
    stand_in.keras = importlib.import_module(KERAS_OF_TENSORFLOW)

    def import_module(name, global_names=None, local_names=None, members=(), level=0):
        if level or (name != "tensorflow" and not name.startswith("tensorflow.")):
            return builtins.__import__(name, global_names, local_names, members, level)
        if name == "tensorflow":
            return stand_in
        module = importlib.import_module(name.replace("tensorflow.keras", KERAS_OF_TENSORFLOW, 1))
        return module if members else stand_in

    return import_module
