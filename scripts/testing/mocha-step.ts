import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../vscode/user-data';
import { runNode } from './command-step';
import { type Count, printFailure } from './outcome';

interface MochaReport {
  stats: { passes: number };
  failures: { fullTitle: string; err: { message?: string; stack?: string } }[];
}

/** Runs every *.test.ts below test/<folder> with mocha in a process of its own. */
export async function runMocha(folder: string, timeout: number, grep?: string): Promise<Count> {
  const { folder: reports, remove } = await temporaryFolder('mocha');
  const report = path.join(reports, 'report.json');
  try {
    const { output } = await runNode([
      ...['--import', 'tsx', 'node_modules/mocha/bin/mocha.js', `test/${folder}/**/*.test.ts`],
      ...[
        '--exit',
        '--timeout',
        String(timeout),
        '--reporter',
        'json',
        '--reporter-option',
        `output=${report}`,
      ],
      ...(grep ? ['--grep', grep] : []),
    ]);
    if (existsSync(report)) return countReport(JSON.parse(await readFile(report, 'utf8')) as MochaReport);
    printFailure(`test/${folder} could not be run`, output);
    return { passed: 0, failed: 1 };
  } finally {
    await remove();
  }
}

function countReport({ stats, failures }: MochaReport): Count {
  for (const { fullTitle, err } of failures)
    printFailure(fullTitle, err.stack || err.message || 'no reason given');
  return { passed: stats.passes, failed: failures.length };
}
