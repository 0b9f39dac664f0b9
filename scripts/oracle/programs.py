"""Which frameworks a program is for: all of them, unless what it uses exists in some only."""

import ast

import frameworks

BACKEND_MODULES = {"jax": "keras3-jax", "optax": "keras3-jax", "torch": "keras3-torch", "tf_keras": "tf_keras"}
WITH_TENSORFLOW = {"keras3-tensorflow", "tf_keras"}
WITH_BACKEND_VARIABLE = {"tensorflow": WITH_TENSORFLOW, "jax": {"keras3-jax"}, "torch": {"keras3-torch"}}


def frameworks_of(text):
    """Takes a program's text, gives the names of the frameworks to run it with, in their order."""
    possible = set(frameworks.NAMES)
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if uses_tensorflow(node, names_of_tensorflow(tree)):
            possible &= WITH_TENSORFLOW
        for module in imported_modules(node):
            if module in BACKEND_MODULES:
                possible &= {BACKEND_MODULES[module]}
        possible &= WITH_BACKEND_VARIABLE.get(chosen_backend(node), possible)
    return [name for name in frameworks.NAMES if name in possible]


def imported_modules(node):
    """The top-level packages that an import statement names."""
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    return [node.module.partition(".")[0]] if isinstance(node, ast.ImportFrom) and node.module else []


def names_of_tensorflow(tree):
    return {alias.asname or "tensorflow" for node in ast.walk(tree) if isinstance(node, ast.Import)
            for alias in node.names if alias.name.partition(".")[0] == "tensorflow"
            if alias.asname is None or alias.name == "tensorflow"}


def uses_tensorflow(node, names):
    """Whether the node uses anything of TensorFlow but Keras."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in names:
        return node.attr != "keras"
    if isinstance(node, ast.ImportFrom) and node.module == "tensorflow":
        return any(alias.name != "keras" for alias in node.names)
    modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else \
        [node.module or ""] if isinstance(node, ast.ImportFrom) else []
    return any(module.startswith("tensorflow.") and not f"{module}.".startswith("tensorflow.keras.")
               for module in modules)


def chosen_backend(node):
    """The value in `os.environ['KERAS_BACKEND'] = value`."""
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
        for target in node.targets:
            if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant) and \
                    target.slice.value == "KERAS_BACKEND":
                return node.value.value
    return None
