"""Watches torch differentiate: the scale is a leaf that every loss is differentiated by first."""

import os


class Engine:
    """What `observe.py` needs of torch."""

    def __init__(self, framework, observer):
        self.torch, self.observer = framework.backend, observer
        self.folder = os.path.dirname(self.torch.__file__)
        self.scale = self.torch.tensor(1.0, requires_grad=True)

    def install(self):
        self.torch.set_num_threads(1)
        self.grad = self.torch.autograd.grad
        backward, observe = self.torch.Tensor.backward, self._observe

        def observed_backward(tensor, *arguments, **options):
            observe([tensor])
            return backward(tensor, *arguments, **options)

        def observed_grad(outputs, *arguments, **options):
            observe(outputs if isinstance(outputs, (list, tuple)) else [outputs])
            return self.grad(outputs, *arguments, **options)

        self.torch.Tensor.backward = observed_backward
        self.torch.autograd.grad = observed_grad

    def _observe(self, targets):
        target = sum(tensor.sum() for tensor in targets)
        try:
            [slope] = self.grad(target, [self.scale], retain_graph=True, allow_unused=True)
        except RuntimeError:
            # The program's own call raises it again, where the program can be seen to fail.
            return
        leaves = leaves_of(target)
        penalty = self.total(self.observer.owned_penalties(lambda variable: id(variable.value) in leaves))
        slope = 0.0 if slope is None else float(slope)
        self.observer.note(float(target.detach()), slope, self.number(penalty), self.observer.trainings_now())

    def scaled(self, value):
        return value * self.scale.to(value.dtype)

    def set_scale(self, scale, model):
        self.scale.data.fill_(scale)

    def total(self, values):
        return sum(value.detach().float().sum() for value in values)

    def number(self, value):
        return float(value)

    def is_tensor(self, value):
        return isinstance(value, self.torch.Tensor)

    def kind(self, value, name):
        """The kind of training that this function is, None if it is none."""
        if name == "backward" and isinstance(value, self.torch.Tensor):
            return "backward"
        return "backward" if name == "grad" and value is self.torch.autograd else None

    def kept_as_is(self, function):
        return function

    def settle(self):
        """Nothing is under way when a call has returned."""


def leaves_of(tensor):
    """The identities of the leaves that the tensor is computed of."""
    leaves, seen, open_nodes = set(), set(), [tensor.grad_fn]
    while open_nodes:
        node = open_nodes.pop()
        if node is None or node in seen:
            continue
        seen.add(node)
        if hasattr(node, "variable"):
            leaves.add(id(node.variable))
        open_nodes.extend(following for following, _ in node.next_functions)
    return leaves
