"""Runs generated programs under one framework: one line of JSON in, one line of JSON out.

    serve.py FRAMEWORK

In: the text of a program, as a JSON string. Out: what scripts/oracle records of it, or null where
the process died or ran out of time.

The framework is imported once. Programs run one after the other in a fork that is renewed after
a while and when it dies, so that what they leave behind stays bounded. Functions of TensorFlow are
traced only where a graph decides what `.losses` holds or what a read of it may do afterwards:
tracing takes ten times as long as such a program.
"""

import contextlib
import gc
import io
import json
import os
import re
import signal
import sys
import tempfile
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "oracle"))

import frameworks
from instrument import instrumented
from observe import Observer
from record import SEED, execute

PROGRAMS_A_FORK = 50
SECONDS_A_PROGRAM = 30
NEEDS_GRAPH = re.compile(r"activity|add_loss|ActivityRegularization|tf\.function|numpy\(\)|float\(")
NO_MORE = 3


class TooLong(BaseException):
    """Raised in a program that takes too long; no program catches it."""


def stop(*_):
    raise TooLong


def next_text():
    """The next line of standard input, read byte by byte: what follows belongs to the next fork."""
    line = bytearray()
    while not line.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            return None
        line += byte
    return json.loads(line)


def run(text, framework, observer, program_file):
    """Runs one program; returns what the observer saw and what the program raised."""
    if framework.backend.__name__ == "tensorflow":
        framework.backend.config.run_functions_eagerly(NEEDS_GRAPH.search(text) is None)
    Path(program_file).write_text(instrumented(text), "utf-8")
    framework.keras.backend.clear_session()
    framework.keras.utils.set_random_seed(SEED)
    observer.layers.clear()
    observer.reads, observer.trainings, observer.running = {}, {}, []
    namespace = {"__name__": "__main__", "__file__": program_file, "__builtins__": framework.builtins,
                 "__record_losses__": observer.engine.kept_as_is(observer.record_losses),
                 "__record_call__": observer.engine.kept_as_is(observer.record_call)}
    signal.alarm(SECONDS_A_PROGRAM)
    with contextlib.redirect_stderr(io.StringIO()):
        exception = execute(program_file, namespace)
    signal.alarm(0)
    return {**observer.record(), "exception": exception}


def serve_some(framework, output):
    """In a fork: serves until it is time for a new one. Returns whether more may come."""
    signal.signal(signal.SIGALRM, stop)
    observer = Observer(framework)
    observer.install()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for count in range(PROGRAMS_A_FORK):
            text = next_text()
            if text is None:
                return False
            # Named anew each time: AutoGraph and tracebacks keep the lines of a file they know.
            result = run(text, framework, observer, os.path.join(folder, f"program_{count}.py"))
            os.write(output, json.dumps(result).encode("utf-8") + b"\n")
    return True


def fork_and_serve(framework, output):
    """Returns the exit code of a fork that served some programs."""
    child = os.fork()
    if child == 0:
        try:
            os._exit(0 if serve_some(framework, output) else NO_MORE)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def main():
    output = os.dup(1)
    os.dup2(2, 1)
    framework = frameworks.load(sys.argv[1])
    # Clearing a session collects garbage: what was imported need not be looked through each time.
    gc.freeze()
    while (code := fork_and_serve(framework, output)) != NO_MORE:
        if code != 0:
            os.write(output, b"null\n")


if __name__ == "__main__":
    main()
