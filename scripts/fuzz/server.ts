import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { createInterface, type Interface } from 'node:readline';

/** What a framework did with one program, as scripts/oracle records it. */
export interface Observed {
  readonly framework: string;
  readonly reads: readonly { line: number; column: number; lengths: readonly number[] }[];
  readonly trainings: readonly { line: number; kind: string; penaltyTimes: number | null }[];
  readonly exception: { type: string; line: number | null; message: string } | null;
}

/** A process of one framework that runs program after program. */
export class FrameworkServer {
  private readonly process: ChildProcess;
  private readonly lines: Interface;
  /** Never fulfilled: fails when the process is gone. */
  private readonly ended: Promise<never>;
  private last: Promise<unknown> = Promise.resolve();

  constructor(readonly framework: string) {
    const environment =
      process.env['REGLENS_ORACLE_ENV'] ??
      path.join(process.env['XDG_CACHE_HOME'] ?? path.join(os.homedir(), '.cache'), 'reglens-oracle');
    this.process = spawn(
      path.join(environment, 'bin/python'),
      [path.join(import.meta.dirname, 'serve.py'), framework],
      {
        stdio: ['pipe', 'pipe', 'ignore'],
        env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
      },
    );
    this.ended = once(this.process, 'exit').then(() => {
      throw new Error(`${framework} ended; is its environment there? bash scripts/oracle/record.sh makes it`);
    });
    this.ended.catch(() => undefined);
    this.lines = createInterface({ input: this.process.stdout as NodeJS.ReadableStream });
  }

  /** Runs a program after all that were handed over before; null when it died or took too long. */
  run(text: string): Promise<Observed | null> {
    const answer = this.last.then(async () => {
      const line = once(this.lines, 'line') as Promise<[string]>;
      this.process.stdin?.write(`${JSON.stringify(text)}\n`);
      const [json] = await Promise.race([line, this.ended]);
      const observed = JSON.parse(json) as Observed | null;
      return observed && { ...observed, framework: this.framework };
    });
    this.last = answer;
    return answer;
  }

  close(): void {
    this.process.stdin?.end();
  }
}
