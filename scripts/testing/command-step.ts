import { spawn } from 'node:child_process';
import { repository } from '../vscode/places';
import { type Count, printFailure } from './outcome';

/** What a program printed, and how it ended. */
export interface Finished {
  code: number | null;
  output: string;
}

/** Runs node with these arguments in the repository and collects what it prints. */
export function runNode(args: string[], environment: Record<string, string> = {}): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: repository, env: { ...process.env, ...environment } });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}

/** Programs that must all end well; together they count as one test. */
export async function runCommands(name: string, commands: string[][]): Promise<Count> {
  for (const command of commands) {
    const { code, output } = await runNode(command);
    if (code !== 0) {
      printFailure(name, output);
      return { passed: 0, failed: 1 };
    }
  }
  return { passed: 1, failed: 0 };
}
