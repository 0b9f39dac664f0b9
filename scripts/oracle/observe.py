"""Watches one program run: what its reads of `.losses` held, what its training minimised.

How often a training counts the penalty is measured, not derived. A scale `s` of value 1
multiplies every penalty the model hands out: the result of each regularizer and each tensor
that the program gives to `add_loss`. Then, with P = sum(model.losses),

    fit, train_on_batch, a gradient:  times = d(target)/ds / P
    evaluate, test_on_batch:          times = (value at s=1 - value at s=0) / P

so it needs no knowledge of the loss, the data or who added the penalty. It counts what the
gradient sees: a penalty read before the tape, or turned into a number, counts 0 times.
How a backend differentiates is the business of its engine (engine_….py).
"""

import functools
import importlib
import inspect
import math
import os
import sys
import weakref

EVALUATIONS = ("evaluate", "test_on_batch")


class Observer:
    """Takes the framework; collects reads and trainings."""

    def __init__(self, framework):
        self.keras = framework.keras
        self.base_layer = framework.keras.layers.Layer
        self.layers = weakref.WeakSet()
        # Results of regularizers, to know them again where the program adds one itself.
        self.penalties = []
        self.reads = {}
        self.trainings = {}
        self.running = []
        engine = importlib.import_module(f"engine_{framework.backend.__name__}")
        self.engine = engine.Engine(framework, self)

    # --- Watching the framework -------------------------------------------------------

    def install(self):
        """Patches the framework: the scale, the list of layers, the gradients."""
        self._watch_layers()
        for name in ("L1", "L2", "L1L2", "OrthogonalRegularizer"):
            self._scale_regularizer(getattr(self.keras.regularizers, name))
        self._scale_other_regularizers()
        self._scale_add_loss()
        self.engine.install()

    def _watch_layers(self):
        original, layers = self.base_layer.__init__, self.layers

        @functools.wraps(original)
        def initialise(layer, *arguments, **options):
            original(layer, *arguments, **options)
            layers.add(layer)

        # Keras reads the constructor's parameters by name.
        initialise.__signature__ = inspect.signature(original)
        self.base_layer.__init__ = initialise

    def _scale_regularizer(self, regularizer):
        original = regularizer.__call__

        def scaled_penalty(instance, weights):
            self.penalties.append(self.engine.scaled(original(instance, weights)))
            return self.penalties[-1]

        scaled_penalty.scaled = True
        regularizer.__call__ = scaled_penalty

    def _scaled_function(self, function):
        """The function with its result scaled, unless it is a regularizer of Keras, which is scaled already."""
        if function is None or getattr(type(function).__call__, "scaled", False):
            return function
        return lambda *arguments: self._scaled_once(function(*arguments))

    def _scaled_once(self, value):
        return value if any(value is penalty for penalty in self.penalties) else self.engine.scaled(value)

    def _scale_other_regularizers(self):
        """Weights may be given any function."""
        layer_class, scaled_function = self.base_layer, self._scaled_function
        if hasattr(layer_class, "_handle_weight_regularization"):
            handle = layer_class._handle_weight_regularization
            layer_class._handle_weight_regularization = lambda layer, name, variable, regularizer: handle(
                layer, name, variable, scaled_function(regularizer))
            return
        original = layer_class.add_weight

        @functools.wraps(original)
        def add_weight(layer, *arguments, **options):
            variable = original(layer, *arguments, **options)
            variable.regularizer = scaled_function(variable.regularizer)
            return variable

        layer_class.add_weight = add_weight

    def _scale_add_loss(self):
        original = self.base_layer.add_loss

        @functools.wraps(original)
        def add_loss(layer, *arguments, **options):
            # The framework adds penalties by the same door: they are scaled already.
            if arguments and not self._called_by_framework():
                arguments = (self._scaled_terms(arguments[0]), *arguments[1:])
            return original(layer, *arguments, **options)

        self.base_layer.add_loss = self.engine.kept_as_is(add_loss)

    def _scaled_terms(self, terms):
        if isinstance(terms, (list, tuple)):
            return [self._scaled_terms(term) for term in terms]
        if callable(terms):
            return self._scaled_function(terms)
        return self._scaled_once(terms) if self.engine.is_tensor(terms) else terms

    def _called_by_framework(self):
        """Whether the nearest caller outside of this folder and the backend is Keras itself."""
        passed = (self.engine.folder, os.path.dirname(os.path.abspath(__file__)))
        frame = sys._getframe(1)
        while frame is not None and os.path.abspath(frame.f_code.co_filename).startswith(passed):
            frame = frame.f_back
        return frame is not None and frame.f_code.co_filename.startswith(self.keras.__path__[0])

    # --- Measuring --------------------------------------------------------------------

    def owned_penalties(self, is_wanted):
        """The losses of the outermost layers that own a wanted variable: of those, where there are any,
        whose trainable variables are exactly the wanted ones, since a model may be a part of another one."""
        owned = [(layer, variables_of(layer)) for layer in self.layers]
        wanted = {id(variable) for _, variables in owned for variable in variables if is_wanted(variable)}
        exact = [(layer, variables) for layer, variables in owned
                 if {id(variable) for variable in variables_of(layer, "trainable_variables")} == wanted]
        owned = exact or owned
        owners = []
        # Largest first: a layer whose variables a kept one has too is a part of it.
        for layer, variables in sorted(owned, key=lambda pair: -len(pair[1])):
            identities = {id(variable) for variable in variables}
            if any(map(is_wanted, variables)) and not any(identities <= kept for _, kept in owners):
                owners.append((layer, identities))
        return [loss for layer, _ in owners for loss in layer.losses]

    def trainings_now(self):
        """What a note belongs to: every running training, and the one that a graph is traced in."""
        return list(self.running)

    def note(self, target, slope, penalty, traced_in):
        """Notes one gradient. A graph traced in one call runs again in another one."""
        for training in {id(one): one for one in traced_in[-1:] + self.running}.values():
            training["times"].append(times(slope, penalty))
            training["loss"] = (target, target - slope)

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
        kind = self._kind(value, name)
        if kind is None:
            return method
        training = self.trainings.setdefault((line, column), {"kind": kind, "loss": None, "times": []})

        def recorded(*arguments, **options):
            result = self._during(training, lambda: method(*arguments, **options))
            if kind in EVALUATIONS:
                self._compare_values(training, value, method, arguments, options, result)
            # `jax.grad(function)` makes the function that differentiates.
            return self.engine.kept_as_is(
                lambda *inner, **named: self._during(training, lambda: result(*inner, **named))
            ) if kind == "grad-function" else result

        return self.engine.kept_as_is(recorded)

    def _kind(self, value, name):
        if isinstance(value, self.keras.Model):
            return name if name in (*EVALUATIONS, "fit", "train_on_batch") else None
        if name == "minimize" and hasattr(value, "apply_gradients"):
            return "minimize"
        return self.engine.kind(value, name)

    def _during(self, training, function):
        self.running.append(training)
        try:
            return function()
        finally:
            self.engine.settle()
            self.running.pop()

    def _compare_values(self, training, model, method, arguments, options, result):
        """Runs the evaluation again without the penalty."""
        penalty = self._evaluated_penalty(model)
        with_penalty = reported_loss(result)
        self.engine.set_scale(0.0, model)
        if hasattr(model, "reset_metrics"):
            model.reset_metrics()
        without = reported_loss(method(*arguments, **options))
        self.engine.set_scale(1.0, model)
        training["times"].append(times(with_penalty - without, penalty))
        training["loss"] = (with_penalty, without)

    def _evaluated_penalty(self, model):
        """Activity terms of the pass live in the graph: only weight terms can be summed here."""
        try:
            return self.engine.number(self.engine.total(model.losses))
        except Exception:
            return math.nan

    # --- The record -------------------------------------------------------------------

    def record(self):
        """Everything noted, as JSON values."""
        reads = [{"line": line, "column": column, "lengths": lengths}
                 for (line, column), lengths in sorted(self.reads.items())]
        trainings = [{"line": line, "kind": training["kind"], "penaltyTimes": common(training["times"]),
                      "loss": training["loss"] and [rounded(value) for value in training["loss"]]}
                     for (line, _), training in sorted(self.trainings.items())]
        return {"reads": reads, "trainings": trainings}


def variables_of(layer, which="variables"):
    """The layer's variables; none where Keras 2 refuses to name them before the build."""
    try:
        return getattr(layer, which)
    except ValueError:
        return []


def times(slope, penalty):
    """How often the penalty is in the loss: a number, or None where there is no penalty."""
    if not math.isfinite(penalty) or abs(penalty) < 1e-9 or not math.isfinite(slope):
        return None
    ratio = slope / penalty
    # A share of the penalty (an average, a weight) is not a count.
    return round(ratio) if abs(ratio - round(ratio)) < 0.02 else round(ratio, 3)


def common(values):
    """The one value that all executions agree on, else None."""
    return values[0] if values and all(value == values[0] for value in values) else None


def reported_loss(result):
    """The loss in what evaluate or test_on_batch returns."""
    if isinstance(result, dict):
        return float(result["loss"]) if "loss" in result else math.nan
    if isinstance(result, (list, tuple)):
        return float(result[0])
    return float(result)


def rounded(value):
    """Six significant digits: enough to compare, stable between machines."""
    return float(f"{value:.6g}") if math.isfinite(value) else None


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
