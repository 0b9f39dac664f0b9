"""Runs every program of test/oracle/programs with each framework it is for (programs.py), and
writes what happened to test/oracle/records/<name>.json.

One process a framework imports it once; each program runs in a fork of it, so no program
sees another's state. See instrument.py and observe.py for what is recorded and how.

    record.py [--changed] [NAME …]

NAME limits the run to programs by that name; --changed to programs whose text has no record.
"""

import argparse
import contextlib
import hashlib
import io
import json
import os
import queue
import re
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

import frameworks
from programs import frameworks_of

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = ROOT / "test" / "oracle" / "programs"
RECORDS = ROOT / "test" / "oracle" / "records"
SEED = 7


def text_digest(text):
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def failing_line(error, program_file):
    """The innermost line of the program in the error's traceback."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == program_file]
    return lines[-1] if lines else None


def program_text(name):
    return (PROGRAMS / f"{name}.py").read_text("utf-8")


def run_program(name, framework):
    """Runs one program in this process, returns its record for one framework."""
    from instrument import instrumented
    from observe import Observer, parameter_counts

    with tempfile.TemporaryDirectory() as folder:
        program_file = os.path.join(folder, f"{name}.py")
        Path(program_file).write_text(instrumented(program_text(name)), "utf-8")
        os.chdir(folder)
        framework.keras.utils.set_random_seed(SEED)
        observer = Observer(framework)
        observer.install()
        namespace = {"__name__": "__main__", "__file__": program_file, "__builtins__": framework.builtins,
                     "__record_losses__": observer.engine.kept_as_is(observer.record_losses),
                     "__record_call__": observer.engine.kept_as_is(observer.record_call)}
        exception = execute(program_file, namespace)
        return {"version": framework.keras.__version__, **observer.record(), "exception": exception,
                "parameters": parameter_counts(namespace, framework.keras.Model)}


def first_line(error):
    """The first line of the error's message, without addresses, which differ at every run."""
    lines = str(error).strip().splitlines() or [""]
    return re.sub(r"0x[0-9a-f]+", "0x…", lines[0])[:200]


def execute(program_file, namespace):
    """Runs the file; returns None or what it raised and where."""
    code = compile(Path(program_file).read_text("utf-8"), program_file, "exec")
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(code, namespace)
    except Exception as error:
        return {"type": type(error).__name__, "line": failing_line(error, program_file),
                "message": first_line(error)}
    return None


def run_in_fork(name, framework):
    """Runs one program in a child process, returns its record."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        with os.fdopen(writer, "w") as pipe:
            try:
                json.dump(run_program(name, framework), pipe)
            except BaseException:
                traceback.print_exc()
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    if not answer:
        raise RuntimeError(f"{name}: the recorder failed, see above")
    return json.loads(answer)


def serve(framework_name, names):
    """Records the programs with one framework; one line of JSON each on standard output."""
    output = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    framework = frameworks.load(framework_name)
    for name in names:
        started = time.time()
        try:
            record = run_in_fork(name, framework)
        except RuntimeError as error:
            print(error, file=sys.stderr)
            continue
        print(json.dumps([name, record]), file=output, flush=True)
        print(f"{framework_name:18} {name} {time.time() - started:.1f} s", file=sys.stderr)


def record_all(names):
    """Starts one server a framework; writes a program's record when all its frameworks have answered."""
    wanted = {name: frameworks_of(program_text(name)) for name in names}
    open_names = set(names)
    answers = queue.Queue()
    servers = [threading.Thread(target=ask, args=(framework, served, answers))
               for framework in frameworks.NAMES
               if (served := [name for name in names if framework in wanted[name]])]
    for server in servers:
        server.start()
    by_name = {name: {} for name in names}
    while any(server.is_alive() for server in servers) or not answers.empty():
        with contextlib.suppress(queue.Empty):
            framework, name, result = answers.get(timeout=1)
            by_name[name][framework] = result
            if len(by_name[name]) == len(wanted[name]):
                write_record(name, {framework: by_name[name][framework] for framework in wanted[name]})
                open_names.remove(name)
    if open_names:
        sys.exit(f"not recorded: {', '.join(sorted(open_names))}")


def ask(framework, names, answers):
    """Runs the server of one framework and hands its answers on."""
    server = subprocess.Popen([sys.executable, __file__, "--serve", framework, *names], stdout=subprocess.PIPE, text=True)
    for line in server.stdout:
        answers.put((framework, *json.loads(line)))
    server.wait()


def write_record(name, by_framework):
    record = {"program": f"{name}.py", "sha256": text_digest(program_text(name)), "results": grouped(by_framework)}
    RECORDS.mkdir(parents=True, exist_ok=True)
    (RECORDS / f"{name}.json").write_text(formatted(record) + "\n", "utf-8")


def grouped(by_framework):
    """What happened, once for all frameworks in which the same happened. The losses' values,
    which depend on how a framework draws its weights, are kept by framework; the message of an
    exception is the first one's."""
    groups = {}
    for framework, result in by_framework.items():
        version = result.pop("version")
        message = result["exception"] and result["exception"].pop("message")
        losses = [training.pop("loss") for training in result["trainings"]]
        group = groups.setdefault(json.dumps(result), {"frameworks": {}, **result})
        group["frameworks"][framework] = version
        if message is not None:
            group["exception"].setdefault("message", message)
        for training, loss in zip(group["trainings"], losses):
            training.setdefault("losses", {})[framework] = loss
    return list(groups.values())


def formatted(value, indent=""):
    """JSON in which whatever fits on a line stands on it: records are read by people too."""
    line = json.dumps(value, ensure_ascii=False)
    if len(indent) + len(line) <= 160 or not isinstance(value, (dict, list)):
        return line
    inner = indent + "  "
    if isinstance(value, list):
        items = [inner + formatted(item, inner) for item in value]
    else:
        items = [f"{inner}{json.dumps(key)}: {formatted(item, inner)}" for key, item in value.items()]
    opening, closing = "[]" if isinstance(value, list) else "{}"
    return opening + "\n" + ",\n".join(items) + "\n" + indent + closing


def is_recorded(name):
    """Whether the record of this very text exists."""
    record = RECORDS / f"{name}.json"
    return record.exists() and json.loads(record.read_text("utf-8"))["sha256"] == text_digest(program_text(name))


def remove_orphans(names):
    """Deletes the records whose program is gone."""
    for record in RECORDS.glob("*.json"):
        if record.stem not in names:
            record.unlink()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--changed", action="store_true")
    parser.add_argument("--serve", choices=frameworks.NAMES, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        return serve(arguments.serve, arguments.names)
    every = sorted(path.stem for path in PROGRAMS.glob("*.py"))
    names = [name for name in arguments.names or every if not (arguments.changed and is_recorded(name))]
    remove_orphans(every)
    if names:
        record_all(names)
    print(f"{len(names)} recorded, {len(every)} programs")


if __name__ == "__main__":
    main()
