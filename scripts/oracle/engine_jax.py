"""Watches JAX differentiate: the scale becomes one more argument of every function that it differentiates."""

import functools
import math
import os


class Engine:
    """What `observe.py` needs of JAX."""

    def __init__(self, framework, observer):
        self.jax, self.keras, self.observer = framework.backend, framework.keras, observer
        self.folder = os.path.dirname(self.jax.__file__)
        self.scale = 1.0
        # One a function that is being differentiated: the penalties of the models it calls.
        self.penalties = []

    def install(self):
        self.value_and_grad = self.jax.value_and_grad
        self.jax.value_and_grad = self._value_and_grad
        self.jax.grad = self._grad
        self._watch_stateless_calls()

    def _watch_stateless_calls(self):
        layer_class = self.keras.layers.Layer
        original = layer_class.stateless_call

        @functools.wraps(original)
        def stateless_call(layer, *arguments, return_losses=False, **options):
            *result, losses = original(layer, *arguments, return_losses=True, **options)
            if self.penalties:
                self.penalties[-1].extend(losses)
            return (*result, losses) if return_losses else tuple(result)

        layer_class.stateless_call = stateless_call

    def _value_and_grad(self, function, argnums=0, has_aux=False, **options):
        def with_scale(scale, *arguments, **named):
            outer, self.scale = self.scale, scale
            self.penalties.append([])
            try:
                result = function(*arguments, **named)
                penalty = self.total(self.penalties[-1]) if self.penalties[-1] else math.nan
            finally:
                self.scale = outer
                self.penalties.pop()
            value, auxiliary = result if has_aux else (result, None)
            return value, (auxiliary, penalty)

        positions = (argnums,) if isinstance(argnums, int) else tuple(argnums)
        differentiated = self.value_and_grad(
            with_scale, argnums=(0, *(position + 1 for position in positions)), has_aux=True, **options)

        @functools.wraps(function)
        def with_note(*arguments, **named):
            (value, (auxiliary, penalty)), (slope, *gradients) = differentiated(1.0, *arguments, **named)
            traced_in = self.observer.trainings_now()
            self.jax.debug.callback(
                lambda *numbers: self.observer.note(*map(float, numbers), traced_in), value, slope, penalty)
            gradients = gradients[0] if isinstance(argnums, int) else tuple(gradients)
            return (value, auxiliary) if has_aux else value, gradients

        return with_note

    def _grad(self, function, argnums=0, has_aux=False, **options):
        with_value = self._value_and_grad(function, argnums, has_aux, **options)

        @functools.wraps(function)
        def gradient(*arguments, **named):
            value, gradients = with_value(*arguments, **named)
            return (gradients, value[1]) if has_aux else gradients

        return gradient

    def scaled(self, value):
        tracer = self.jax.core.Tracer
        # A penalty of stored weights has no gradient, and so must not have one by its scale.
        if isinstance(self.scale, tracer) and not isinstance(value, tracer):
            return value
        return value * self.jax.numpy.asarray(self.scale, value.dtype)

    def set_scale(self, scale, model):
        self.scale = scale
        # What was traced has the old one built in.
        model.test_function = None

    def total(self, values):
        return sum((self.jax.numpy.asarray(value, "float32").sum() for value in values), 0.0)

    def number(self, value):
        return float(value)

    def is_tensor(self, value):
        return isinstance(value, self.jax.Array)

    def kind(self, value, name):
        """The kind of training that this function is, None if it is none."""
        return "grad-function" if value is self.jax and name in ("grad", "value_and_grad") else None

    def kept_as_is(self, function):
        return function

    def settle(self):
        """Waits for the notes of functions that still run."""
        self.jax.effects_barrier()
