// Runs the Python programs that the lab writes and that are not recorded as they are now, and records what they
// print, for test/lab/python.test.ts.
// Usage: node --import tsx scripts/oracle/lab/record-python.ts [PYTHON]
// PYTHON has Keras, pandas and ray[tune] (versions: scripts/oracle/requirements.txt).
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { digest, files, missing, pythonPrograms, recordsFile } from '../../../test/lab/python-programs';

const reading = 'INPUTS, TARGETS = read_file()';
/** As `readLine` says it. */
const telling = `values = INPUTS.reshape(len(INPUTS), -1).astype("float64")
sums = sorted(np.where(np.isnan(values), ${missing}, values).sum(axis=0).tolist())
print("read", len(INPUTS), *(f"{one:.3f}" for one in sums))`;
const python = process.argv[2] ?? path.join(process.env.HOME ?? '', '.cache/reglens-oracle/bin/python');
const known = JSON.parse(readFileSync(recordsFile, 'utf8')) as { name: string; digest: string }[];
const folder = mkdtempSync(path.join(tmpdir(), 'reglens-python-'));
try {
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  const records = pythonPrograms().map(({ name, program }) => {
    const recorded = known.find((one) => one.name === name && one.digest === digest(program));
    if (recorded) return recorded;
    writeFileSync(path.join(folder, 'program.py'), program.replace(reading, `$&\n${telling}`));
    const run = spawnSync(python, ['program.py'], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3', CUDA_VISIBLE_DEVICES: '-1' },
    });
    if (run.status !== 0) throw new Error(`${name}: ${run.stderr}`);
    const printed = run.stdout
      .split('\n')
      .filter((line) => /^(seed \d|read|with|L1|dropout|decay|early|种子)/.test(line));
    console.log(`${name}: ${printed.at(-1)}`);
    return { name, digest: digest(program), printed };
  });
  writeFileSync(recordsFile, `${JSON.stringify(records, null, 1)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
