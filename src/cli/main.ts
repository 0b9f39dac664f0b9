import { localeOf } from '../analysis/text/localized';
import { run } from './run';
import type { World } from './world';

async function readInput(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}

const { env, stdout, stderr } = process;
const interrupt = new AbortController();
// The second Ctrl-C ends the process as usual.
process.once('SIGINT', () => interrupt.abort());

const dumb = env.TERM === 'dumb';
const world: World = {
  cwd: process.cwd(),
  locale: localeOf(env.LC_ALL || env.LC_MESSAGES || env.LANG),
  color: stdout.isTTY === true && !env.NO_COLOR && !dumb,
  progress: stderr.isTTY === true && !dumb,
  out: (text) => void stdout.write(text),
  error: (text) => void stderr.write(text),
  readInput,
  interrupt: interrupt.signal,
};

// The reader of a pipe may leave early, as `head` does.
for (const stream of [stdout, stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

void run(process.argv.slice(2), world).then((status) => {
  process.exitCode = status;
});
