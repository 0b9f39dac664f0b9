import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parser } from '@lezer/python';
import { analyzeFile, defaultOptions } from '../src/analysis/analyze';
import { decode } from '../src/cli/source';
import { SurroundingsReader } from '../src/cli/surroundings';
import { installLinters, linterNames, type Measurement, runLinter } from './linters';

/**
 * How long the analysis of a Python installation with Keras in it takes, beside a bare Lezer parse of the same
 * files, and beside pyflakes, pylint and pyright.
 * Options: --python PATH (the installation), --every N (each Nth file only), --limit SECONDS (a linter is stopped
 * then), --no-linters, --json.
 */
const { values } = parseArgs({
  options: {
    python: {
      type: 'string',
      default: path.join(
        process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'),
        'reglens-oracle/bin/python',
      ),
    },
    every: { type: 'string', default: '1' },
    limit: { type: 'string', default: '3600' },
    'no-linters': { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});

interface Row {
  readonly name: string;
  readonly seconds: number;
  readonly memory: number;
  readonly note: string;
}

/** The folders to look at, each with the folder that its imports start from. */
function places(): { readonly folder: string; readonly root: string }[] {
  const script = 'import sysconfig; p = sysconfig.get_paths(); print(p["stdlib"]); print(p["purelib"])';
  const [library = '', packages = ''] = execFileSync(values.python, ['-c', script], { encoding: 'utf8' })
    .trim()
    .split('\n');
  return [
    { folder: library, root: library },
    ...['keras', 'tf_keras', 'tensorflow/python'].map((name) => ({
      folder: path.join(packages, name),
      root: packages,
    })),
  ].filter(({ folder }) => existsSync(folder));
}

function pythonFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'site-packages' ? [] : pythonFiles(name);
    return entry.isFile() && entry.name.endsWith('.py') ? [name] : [];
  });
}

interface File {
  readonly name: string;
  readonly text: string;
  readonly around: SurroundingsReader;
}

async function readFiles(): Promise<File[]> {
  const files: File[] = [];
  for (const { folder, root } of places()) {
    const around = new SurroundingsReader(root);
    for (const name of pythonFiles(folder))
      files.push({ name, text: decode(await readFile(name)).text, around });
  }
  return files.filter((_, index) => index % Number(values.every) === 0);
}

/** Seconds of the processor, which other programs on the machine disturb less than the clock on the wall. */
function timed(work: () => void): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1e6;
}

function analyse({ name, text, around }: File): boolean {
  return analyzeFile(around.parsed(name, text), defaultOptions, around.of(name)).facts.complete;
}

async function main(): Promise<void> {
  const files = await readFiles();
  const lines = files.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  // Both meet a compiled program.
  for (const file of files.filter((_, index) => index % 50 === 0)) {
    parser.parse(file.text);
    analyse(file);
  }
  const parsing = timed(() => {
    for (const { text } of files) parser.parse(text);
  });
  let incomplete = 0;
  let slowest = { name: '', seconds: 0 };
  const analysing = timed(() => {
    for (const file of files) {
      const seconds = timed(() => {
        if (!analyse(file)) incomplete++;
      });
      if (seconds > slowest.seconds) slowest = { name: file.name, seconds };
    }
  });
  const memory = process.resourceUsage().maxRSS * 1024;
  const rows: Row[] = [
    { name: 'bare Lezer parse', seconds: parsing, memory: NaN, note: '' },
    {
      name: 'RegLens',
      seconds: analysing,
      memory,
      note: `${(analysing / parsing).toFixed(2)} × parsing; ${incomplete} files over the step budget; slowest ${slowest.seconds.toFixed(2)} s, ${path.basename(slowest.name)}`,
    },
  ];
  if (!values['no-linters']) {
    await installLinters();
    const names = files.map(({ name }) => name);
    for (const name of linterNames)
      rows.push(linterRow(name, await runLinter(name, names, Number(values.limit))));
  }
  if (values.json) console.log(JSON.stringify({ files: files.length, lines, rows }));
  else {
    console.log(`${files.length} files, ${lines} lines\n`);
    console.table(
      Object.fromEntries(
        rows.map(({ name, seconds, memory: bytes, note }) => [
          name,
          {
            seconds: Number.isNaN(seconds) ? '' : Number(seconds.toFixed(1)),
            'lines per second': Number.isNaN(seconds) ? '' : Math.round(lines / seconds),
            'peak memory, MB': Number.isNaN(bytes) ? '' : Math.round(bytes / 1e6),
            note,
          },
        ]),
      ),
    );
  }
}

function linterRow(name: string, measured: Measurement | null): Row {
  if (measured === null) return { name, seconds: NaN, memory: NaN, note: 'not installed' };
  return { name, ...measured, note: measured.whole ? '' : `stopped after ${values.limit} s` };
}

void main();
