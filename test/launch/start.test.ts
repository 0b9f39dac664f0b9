import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { createInterface, type Interface } from 'node:readline';
import { freePort } from '../../scripts/vscode/network';
import { repository } from '../../scripts/vscode/places';

/** `npm start` on a machine without a display, which is where its address can be asked for. */
function start(port: string): ChildProcess {
  const environment = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', REGLENS_PORT: port };
  return spawn('npm', ['start'], { cwd: repository, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function output(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += chunk.toString();
  return text;
}

/** Process ids whose command line mentions `text`. */
async function processesWith(text: string): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  return ids.filter((_, index) => lines[index]?.includes(text));
}

function firstAddress(lines: Interface): Promise<string> {
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      const address = line.match(/http:\/\/127\.0\.0\.1:\S+/)?.[0];
      if (address) resolve(address);
    });
    lines.once('close', () => reject(new Error('npm start ended without an address')));
  });
}

describe('npm start', () => {
  before(function () {
    // What is left running is read from /proc, and only there does an empty DISPLAY mean no display.
    if (process.platform !== 'linux') this.skip();
  });

  it('serves VS Code on 127.0.0.1 behind a token, and a signal ends all it started', async () => {
    const port = String(await freePort());
    const child = start(port);
    const lines = createInterface({ input: child.stdout! });
    // The output closes when the last program that could write to it has ended.
    const allEnded = once(lines, 'close');
    const address = await firstAddress(lines);
    assert.ok(address.startsWith(`http://127.0.0.1:${port}/`), address);
    assert.equal((await fetch(address, { redirect: 'manual' })).status, 302);
    assert.equal((await fetch(`http://127.0.0.1:${port}/?tkn=wrong`)).status, 403);
    assert.notDeepEqual(await processesWith(`--port\0${port}`), []);
    child.kill('SIGTERM');
    await allEnded;
    assert.deepEqual(await processesWith(`--port\0${port}`), []);
  });

  it('says in one sentence that a port is in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const child = start(String(port));
    const [errors, [code]] = await Promise.all([output(child.stderr), once(child, 'exit')]);
    server.close();
    assert.equal(code, 1);
    assert.match(
      errors,
      new RegExp(`^Port ${port} is in use; choose another with --port or REGLENS_PORT\\.$`, 'm'),
    );
    assert.doesNotMatch(errors, /^\s+at /m);
  });
});
