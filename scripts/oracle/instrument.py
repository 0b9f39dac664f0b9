"""Puts recording calls into a program's text, without moving any line.

The tree says where, the text is edited: AutoGraph reads the source of a function again,
and a traceback names lines, so both must still fit the program as its author wrote it.
"""

import ast

RECORDED_CALLS = {"fit", "train_on_batch", "evaluate", "test_on_batch",
                  "gradient", "minimize", "backward", "grad", "value_and_grad"}


class TextPositions:
    """Turns the tree's positions (line, UTF-8 byte) into offsets of the text and UTF-16 columns."""

    def __init__(self, text):
        self.lines = text.splitlines(keepends=True)
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line))

    def _characters(self, line, byte_column):
        return self.lines[line - 1].encode("utf-8")[:byte_column].decode("utf-8")

    def offset(self, line, byte_column):
        return self.starts[line - 1] + len(self._characters(line, byte_column))

    def column(self, line, byte_column):
        """The column from 1, in UTF-16 code units."""
        return len(self._characters(line, byte_column).encode("utf-16-le")) // 2 + 1


def attribute_edits(node, positions, recorder):
    """Edits that turn `VALUE.name` into `recorder(VALUE, 'name', line, column)`."""
    value = node.value
    start = positions.offset(value.lineno, value.col_offset)
    value_end = positions.offset(value.end_lineno, value.end_col_offset)
    end = positions.offset(node.end_lineno, node.end_col_offset)
    column = positions.column(node.lineno, node.col_offset)
    closing = f", {node.attr!r}, {node.lineno}, {column})"
    # Openings at one offset: the outermost (which ends last) must come first.
    return [(start, start, 0, -end, f"{recorder}("), (value_end, end, 1, 0, closing)]


def instrumented(text):
    """Takes a program's text, gives the text whose reads of `.losses` and whose training
    calls report to `__record_losses__` and `__record_call__`."""
    positions = TextPositions(text)
    edits = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and node.attr == "losses" and isinstance(node.ctx, ast.Load):
            edits += attribute_edits(node, positions, "__record_losses__")
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in RECORDED_CALLS:
            edits += attribute_edits(node.func, positions, "__record_call__")
    return apply_edits(text, sorted(edits))


def apply_edits(text, edits):
    """Replaces each (start, end, …, new text) of the sorted edits."""
    parts, position = [], 0
    for start, end, _, _, new_text in edits:
        replaced = text[start:end]
        if "\n" in replaced:
            raise ValueError("a recorded attribute must stand on one line")
        parts += [text[position:start], new_text]
        position = end
    return "".join(parts) + text[position:]
