"""Runs every program of test/oracle/programs under Keras 3 (TensorFlow backend) and under
tf_keras, and writes what happened to test/oracle/records/<name>.json.

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
import re
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path

import frameworks

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


def run_program(name, loaded):
    """Runs one program in this process, returns its record for one framework."""
    from instrument import instrumented
    from observe import Observer, parameter_counts

    tensorflow, keras, base_layer, version = loaded
    text = (PROGRAMS / f"{name}.py").read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        program_file = os.path.join(folder, f"{name}.py")
        Path(program_file).write_text(instrumented(text), "utf-8")
        os.chdir(folder)
        keras.utils.set_random_seed(SEED)
        observer = Observer(tensorflow, keras, base_layer)
        observer.install()
        do_not_convert = tensorflow.autograph.experimental.do_not_convert
        namespace = {"__name__": "__main__", "__file__": program_file,
                     "__record_losses__": do_not_convert(observer.record_losses),
                     "__record_call__": do_not_convert(observer.record_call)}
        exception = execute(program_file, namespace)
        return {"version": version, **observer.record(), "exception": exception,
                "parameters": parameter_counts(namespace, keras.Model)}


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


def run_in_fork(name, loaded):
    """Runs one program in a child process, returns its record."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        with os.fdopen(writer, "w") as pipe:
            try:
                json.dump(run_program(name, loaded), pipe)
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


def serve(framework, names):
    """Records the programs under one framework; one line of JSON each on standard output."""
    output = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    loaded = frameworks.load(framework)
    for name in names:
        started = time.time()
        record = run_in_fork(name, loaded)
        print(json.dumps([name, record]), file=output, flush=True)
        print(f"{framework:8} {name} {time.time() - started:.1f} s", file=sys.stderr)


def record_all(names):
    """Starts one server a framework, merges their records, writes the files."""
    servers = {framework: subprocess.Popen([sys.executable, __file__, "--serve", framework, *names],
                                           stdout=subprocess.PIPE, text=True)
               for framework in frameworks.NAMES}
    answers = {framework: dict(map(json.loads, server.communicate()[0].splitlines()))
               for framework, server in servers.items()}
    failed = [name for name in names if any(name not in answer for answer in answers.values())]
    for name in names:
        if name not in failed:
            write_record(name, {framework: answer[name] for framework, answer in answers.items()})
    if failed:
        sys.exit(f"not recorded: {', '.join(failed)}")


def write_record(name, by_framework):
    text = (PROGRAMS / f"{name}.py").read_text("utf-8")
    record = {"program": f"{name}.py", "sha256": text_digest(text), "frameworks": by_framework}
    RECORDS.mkdir(parents=True, exist_ok=True)
    text = json.dumps(record, indent=2, ensure_ascii=False)
    # Numbers of one list on one line: a record is read by people too.
    text = re.sub(r"\[[\s\d,]+\]", lambda numbers: re.sub(r"\s+", " ", numbers.group()), text)
    (RECORDS / f"{name}.json").write_text(text + "\n", "utf-8")


def is_recorded(name):
    """Whether the record of this very text exists."""
    record = RECORDS / f"{name}.json"
    text = (PROGRAMS / f"{name}.py").read_text("utf-8")
    return record.exists() and json.loads(record.read_text("utf-8"))["sha256"] == text_digest(text)


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
