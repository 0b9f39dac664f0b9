"""Watches one program run: what its reads of `.losses` held, what its training minimised.

How often a training counts the penalty is measured, not derived. A scale `s` (a variable
of value 1) multiplies every penalty the model hands out: the result of each regularizer and
each tensor that the program gives to `add_loss`. Then, with P = sum(model.losses),

    fit, train_on_batch, a tape's gradient:  times = d(target)/ds / P
    evaluate, test_on_batch:                 times = (value at s=2 - value at s=1) / P

so it needs no knowledge of the loss, the data or who added the penalty. It counts what the
gradient sees: a penalty read before the tape, or turned into a number, counts 0 times.
"""

import functools
import inspect
import math
import os
import sys
import weakref


class Observer:
    """Takes the framework; collects reads and trainings."""

    def __init__(self, tensorflow, keras, base_layer):
        self.tensorflow, self.keras, self.base_layer = tensorflow, keras, base_layer
        self.scale = tensorflow.Variable(1.0, name="penalty_scale")
        self.layers = weakref.WeakSet()
        self.reads = {}
        self.trainings = {}
        self.running = []

    # --- Watching the framework -------------------------------------------------------

    def install(self):
        """Patches the framework: the scale, the list of layers, the tape."""
        self._watch_layers()
        for name in ("L1", "L2", "L1L2", "OrthogonalRegularizer"):
            self._scale_regularizer(getattr(self.keras.regularizers, name))
        self._scale_add_loss(self.base_layer)
        self._watch_gradient(self.tensorflow.GradientTape)
        self._forbid_compilation()

    def _watch_layers(self):
        original, layers = self.base_layer.__init__, self.layers

        @functools.wraps(original)
        def initialise(layer, *arguments, **options):
            original(layer, *arguments, **options)
            layers.add(layer)

        # Keras reads the constructor's parameters by name.
        initialise.__signature__ = inspect.signature(original)
        self.base_layer.__init__ = initialise

    def _scaled(self, value):
        return value * self.tensorflow.cast(self.scale, value.dtype)

    def _scale_regularizer(self, regularizer):
        original = regularizer.__call__
        regularizer.__call__ = lambda instance, weights: self._scaled(original(instance, weights))

    def _scale_add_loss(self, layer_class):
        original = layer_class.add_loss

        @functools.wraps(original)
        def add_loss(layer, losses=None, **options):
            # The framework adds activity penalties by the same door: they are scaled already.
            if self.tensorflow.is_tensor(losses) and not self._called_by_framework():
                losses = self._scaled(losses)
            return original(layer, losses, **options)

        layer_class.add_loss = self._not_converted(add_loss)

    def _not_converted(self, function):
        """The function, kept out of AutoGraph's rewriting of the program."""
        return self.tensorflow.autograph.experimental.do_not_convert(function)

    def _called_by_framework(self):
        """Whether the nearest caller outside of this file and TensorFlow is Keras itself."""
        passed = (os.path.dirname(self.tensorflow.__file__), __file__)
        frame = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename.startswith(passed):
            frame = frame.f_back
        return frame is not None and frame.f_code.co_filename.startswith(self.keras.__path__[0])

    def _watch_gradient(self, tape_class):
        original = tape_class.gradient

        @functools.wraps(original)
        def gradient(tape, target, sources, *arguments, **options):
            gradients, slope = original(tape, target, [sources, self.scale], *arguments, **options)
            self._note_slope(slope, self._penalty_of(sources))
            return gradients

        tape_class.gradient = self._not_converted(gradient)

    def _forbid_compilation(self):
        """XLA could not call back into Python."""
        trainer = sys.modules.get("keras.src.trainers.trainer")
        if trainer is not None:
            trainer.model_supports_jit = lambda model: False

    # --- Measuring --------------------------------------------------------------------

    def _penalty_of(self, sources):
        """The sum of the losses of the outermost layers that own one of the variables."""
        wanted = {id(variable) for variable in self.tensorflow.nest.flatten(sources)}
        owned = [(layer, {id(variable) for variable in variables_of(layer)}) for layer in self.layers]
        owners = []
        # Largest first: a layer whose variables a kept one has too is a part of it.
        for layer, variables in sorted(owned, key=lambda pair: -len(pair[1])):
            if variables & wanted and not any(variables <= kept for _, kept in owners):
                owners.append((layer, variables))
        return self._sum(loss for layer, _ in owners for loss in layer.losses)

    def _sum(self, losses):
        return sum((self.tensorflow.cast(loss, "float32") for loss in losses), self.tensorflow.constant(0.0))

    def _note_slope(self, slope, penalty):
        """Notes slope / penalty now, or, in a traced function, every time the graph runs."""
        traced_in = list(self.running)
        slope = self.tensorflow.constant(0.0) if slope is None else slope

        def note(slope_value, penalty_value):
            # A graph traced in one call runs again in another one.
            for training in {id(t): t for t in traced_in[-1:] + self.running}.values():
                training["times"].append(times(float(slope_value), float(penalty_value)))

        if self.tensorflow.executing_eagerly():
            note(slope, penalty)
        else:
            self.tensorflow.numpy_function(note, [slope, penalty], [])

    # --- What the instrumented program calls ------------------------------------------

    def record_losses(self, value, name, line, column):
        """Stands for `value.losses`."""
        losses = getattr(value, name)
        if isinstance(value, self.base_layer):
            self.reads.setdefault((line, column), []).append(len(losses))
        return losses

    def record_call(self, value, name, line, column):
        """Stands for `value.fit` and the like: a function that runs it and notes the training."""
        method = getattr(value, name)
        tape = isinstance(value, self.tensorflow.GradientTape)
        if not tape and not isinstance(value, self.keras.Model):
            return method
        training = self.trainings.setdefault(
            (line, column), {"kind": "tape" if tape else name, "lossReported": None, "times": []})

        def recorded(*arguments, **options):
            self.running.append(training)
            try:
                result = method(*arguments, **options)
                if name in ("evaluate", "test_on_batch"):
                    self._compare_values(training, value, method, arguments, options, result)
            finally:
                self.running.pop()
            if not tape:
                training["lossReported"] = reported_loss(result)
            return result

        return self._not_converted(recorded)

    def _compare_values(self, training, model, method, arguments, options, result):
        """Runs the evaluation again with the doubled penalty."""
        penalty = self._evaluated_penalty(model)
        self.scale.assign(2.0)
        if hasattr(model, "reset_metrics"):
            model.reset_metrics()
        doubled = method(*arguments, **options)
        self.scale.assign(1.0)
        training["times"].append(times(reported_loss(doubled) - reported_loss(result), penalty))

    def _evaluated_penalty(self, model):
        """Activity terms of the pass live in the graph: only weight terms can be summed here."""
        try:
            return float(self._sum(model.losses))
        except Exception:
            return math.nan

    # --- The record -------------------------------------------------------------------

    def record(self):
        """Everything noted, as JSON values."""
        reads = [{"line": line, "column": column, "lengths": lengths}
                 for (line, column), lengths in sorted(self.reads.items())]
        trainings = [{"line": line, "kind": training["kind"], "lossReported": rounded(training["lossReported"]),
                      "penaltyTimes": common(training["times"])}
                     for (line, _), training in sorted(self.trainings.items())]
        return {"reads": reads, "trainings": trainings}


def variables_of(layer):
    """The layer's variables; none where Keras 2 refuses to name them before the build."""
    try:
        return layer.variables
    except ValueError:
        return []


def times(slope, penalty):
    """How often the penalty is in the loss: a number, or None where there is no penalty."""
    if not math.isfinite(penalty) or abs(penalty) < 1e-9:
        return None
    ratio = slope / penalty
    # A share of the penalty (an average, a weight) is not a count.
    return round(ratio) if abs(ratio - round(ratio)) < 0.02 else round(ratio, 3)


def common(values):
    """The one value that all executions agree on, else None."""
    return values[0] if values and all(value == values[0] for value in values) else None


def reported_loss(result):
    """The loss in what fit, train_on_batch, evaluate or test_on_batch returns."""
    history = getattr(result, "history", None)
    if history is not None:
        return float(history["loss"][-1]) if "loss" in history else None
    if isinstance(result, dict):
        return float(result["loss"]) if "loss" in result else None
    if isinstance(result, (list, tuple)):
        return float(result[0])
    return float(result)


def rounded(value):
    """Six significant digits: enough to compare, stable between machines."""
    return None if value is None else float(f"{value:.6g}")


def parameter_counts(namespace, model_class):
    """Takes the program's global names; gives the parameters of every model, None where unbuilt."""
    counts = {}
    for name, value in namespace.items():
        if isinstance(value, model_class):
            counts[name] = parameter_count(value)
    return counts


def parameter_count(model):
    if not model.built:
        return None
    try:
        return int(model.count_params())
    except ValueError:
        return None
