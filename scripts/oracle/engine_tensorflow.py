"""Watches TensorFlow differentiate: the scale is a variable that every tape is asked for too."""

import functools
import os
import sys


class Engine:
    """What `observe.py` needs of TensorFlow."""

    def __init__(self, framework, observer):
        self.tensorflow, self.observer = framework.backend, observer
        self.folder = os.path.dirname(self.tensorflow.__file__)
        self.scale = self.tensorflow.Variable(1.0, name="penalty_scale")

    def install(self):
        tape_class, original = self.tensorflow.GradientTape, self.tensorflow.GradientTape.gradient

        @functools.wraps(original)
        def gradient(tape, target, sources, *arguments, **options):
            gradients, slope = original(tape, target, [sources, self.scale], *arguments, **options)
            self._note(target, slope, sources)
            return gradients

        tape_class.gradient = self.kept_as_is(gradient)
        # Programs this small take longer to optimise than to run.
        self.tensorflow.config.optimizer.set_experimental_options({"disable_meta_optimizer": True})
        trainer = sys.modules.get("keras.src.trainers.trainer")
        if trainer is not None:
            # XLA could not call back into Python.
            trainer.model_supports_jit = lambda model: False

    def _note(self, target, slope, sources):
        """Notes now, or, in a traced function, every time the graph runs."""
        wanted = {id(variable) for variable in self.tensorflow.nest.flatten(sources)}
        penalty = self.total(self.observer.owned_penalties(lambda variable: id(variable) in wanted))
        slope = self.tensorflow.constant(0.0) if slope is None else slope
        traced_in = self.observer.trainings_now()
        values = [self.total(self.tensorflow.nest.flatten(target)), slope, penalty]
        if self.tensorflow.executing_eagerly():
            self.observer.note(*map(float, values), traced_in)
        else:
            self.tensorflow.numpy_function(
                lambda *numbers: self.observer.note(*map(float, numbers), traced_in), values, [])

    def scaled(self, value):
        return value * self.tensorflow.cast(self.scale, value.dtype)

    def set_scale(self, scale, model):
        self.scale.assign(scale)

    def total(self, values):
        sums = (self.tensorflow.cast(self.tensorflow.reduce_sum(value), "float32") for value in values)
        return sum(sums, self.tensorflow.constant(0.0))

    def number(self, value):
        return float(value)

    def is_tensor(self, value):
        return self.tensorflow.is_tensor(value)

    def kind(self, value, name):
        """The kind of training that this method is, None if it is none."""
        return "tape" if name == "gradient" and isinstance(value, self.tensorflow.GradientTape) else None

    def kept_as_is(self, function):
        """The function, kept out of AutoGraph's rewriting of the program."""
        return self.tensorflow.autograph.experimental.do_not_convert(function)

    def settle(self):
        """Nothing is under way when a call has returned."""
