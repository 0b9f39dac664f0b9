import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const environment = path.join(process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'reglens-bench');
const python = path.join(environment, 'bin', 'python');

/** How each is called on a list of files; what they find does not matter here. */
const linters: Readonly<Record<string, readonly string[]>> = {
  pyflakes: ['-m', 'pyflakes'],
  pylint: ['-m', 'pylint', '--exit-zero', '--score=n'],
  pyright: ['-m', 'pyright'],
};

/** Runs a linter with its output thrown away; prints seconds and the peak memory of its processes in kB. */
const measuring = `
import resource, subprocess, sys, time
started = time.perf_counter()
try:
    subprocess.run([sys.executable, *sys.argv[2:]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=float(sys.argv[1]))
    ended = 'whole'
except subprocess.TimeoutExpired:
    ended = 'stopped'
print(time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, ended)
`;

export interface Measurement {
  readonly seconds: number;
  /** Bytes. */
  readonly memory: number;
  /** False when it was stopped at the limit. */
  readonly whole: boolean;
}

/** Makes the environment with the linters, once. Without a network there is none, and nothing is said of them. */
export async function installLinters(): Promise<void> {
  if (existsSync(python)) return;
  await run('python3', ['-m', 'venv', environment]);
  await run(python, ['-m', 'pip', 'install', '--quiet', ...Object.keys(linters)]).catch(() => {});
}

/** Runs one linter over files; null where it is not installed. */
export async function runLinter(
  name: string,
  files: readonly string[],
  limit: number,
): Promise<Measurement | null> {
  const command = linters[name] ?? [];
  const installed = await run(python, [...command, '--version']).catch(() => null);
  if (installed === null) return null;
  const { stdout } = await run(python, ['-c', measuring, String(limit), ...command, ...files], {
    maxBuffer: 1 << 26,
  });
  const [seconds, kilobytes, ended] = stdout.trim().split(' ');
  return { seconds: Number(seconds), memory: Number(kilobytes) * 1024, whole: ended === 'whole' };
}

export const linterNames = Object.keys(linters);
