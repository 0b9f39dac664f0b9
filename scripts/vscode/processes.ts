import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { SetupError } from './setup-error';

const liveGroups = new Set<ChildProcess>();
const closers = new Set<() => Promise<void>>();
const secondsToEnd = 5;

/** Starts a program as the leader of its own process group, so that `endGroup` reaches its children. */
export function spawnGroup(command: string, args: string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(command, args, { ...options, detached: process.platform !== 'win32' });
  liveGroups.add(child);
  child.once('exit', () => signalGroup(child, 'SIGTERM'));
  child.once('error', () => liveGroups.delete(child));
  return child;
}

/** Asks a program and everything it started to end, and insists after five seconds. */
export async function endGroup(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = new Promise((resolve) => child.once('exit', resolve));
    signalGroup(child, 'SIGTERM');
    const insist = setTimeout(() => signalGroup(child, 'SIGKILL'), secondsToEnd * 1000);
    await exited;
    clearTimeout(insist);
  }
  signalGroup(child, 'SIGKILL');
  liveGroups.delete(child);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // The group is gone already, which is what was asked for.
  }
}

// Whatever way this process leaves, nothing it started may outlive it.
process.on('exit', () => liveGroups.forEach((child) => signalGroup(child, 'SIGKILL')));

/** Runs `close` when Ctrl-C or a termination signal arrives; returns a function that takes it off again. */
export function closeOnSignal(close: () => Promise<void>): () => void {
  if (closers.size === 0) {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, endEverything);
    endWhenOrphaned();
  }
  closers.add(close);
  return () => closers.delete(close);
}

let ending = false;

// A signal often comes twice, from the terminal and from npm; the second must not cut the first one's work short.
function endEverything(): void {
  if (ending) return;
  ending = true;
  void Promise.allSettled([...closers].map((close) => close())).then(() => process.exit(130));
}

// npm starts scripts through a shell, which dies of a signal without passing it on.
function endWhenOrphaned(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) endEverything();
  }, 500).unref();
}

/** Resolves with the first line on either output that `pattern` matches; rejects when the program ends before. */
export function waitForLine(child: ChildProcess, pattern: RegExp): Promise<RegExpMatchArray> {
  return new Promise((resolve, reject) => {
    const lastLines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        lastLines.push(line);
        if (lastLines.length > 20) lastLines.shift();
        const match = line.match(pattern);
        if (match) resolve(match);
      });
    }
    child.once('error', reject);
    child.once('exit', (code) =>
      reject(new Error(`${child.spawnfile} ended (${code}) too early:\n${lastLines.join('\n')}`)),
    );
  });
}

/** Runs a program to its end, quietly; a failure becomes `sentence` with the program's last words. */
export async function runQuietly(
  command: string,
  args: string[],
  sentence: string,
  options: SpawnOptions = {},
): Promise<string> {
  const child = spawnGroup(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
    child.once('error', () => resolve(null));
  });
  liveGroups.delete(child);
  if (code !== 0) throw new SetupError(`${sentence}\n${output.trim().split('\n').slice(-12).join('\n')}`);
  return output;
}
