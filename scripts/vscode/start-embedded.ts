import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { chromiumFlags, findChromium } from './chromium';
import { hasDisplay } from './desktop';
import { ensureEmbeddedVsCode, linkExtension, startServer, workbenchAddress } from './embedded';
import { freePort } from './network';
import { examples, repository } from './places';
import { closeOnSignal, spawnGroup } from './processes';
import { SetupError } from './setup-error';
import { temporaryFolder, writeSettings } from './user-data';

/** Serves VS Code on 127.0.0.1 with the extension and examples/, prints and opens its address, and goes on until it ends. */
export async function startEmbedded(port: number | undefined): Promise<void> {
  // Before the download, so that a port that is taken is known at once.
  await freePort(port);
  const vscode = await ensureEmbeddedVsCode();
  const { folder: dataFolder, remove } = await temporaryFolder('start');
  await writeSettings(path.join(dataFolder, 'data/User'), {});
  const extensionFolder = await linkExtension(repository, dataFolder);
  const server = await startServer(vscode, { dataFolder, token: randomBytes(16).toString('hex'), port });
  const close = async () => {
    await server.close();
    await remove();
  };
  closeOnSignal(close);
  const address = workbenchAddress(server, { folder: examples, extensionFolder });
  console.log(`VS Code with RegLens is at\n\n  ${address}\n\nPress Ctrl-C to end it.`);
  try {
    if (hasDisplay()) await openInBrowser(address, path.join(dataFolder, 'browser'));
    else console.log('No display here, so no browser was opened: open the address yourself.');
    await server.ended;
  } finally {
    await close();
  }
}

async function openInBrowser(address: string, browserData: string): Promise<void> {
  const opener = { darwin: 'open', win32: 'explorer.exe' }[process.platform as string] ?? 'xdg-open';
  if (await opens(opener, address)) return;
  const chromium = findChromium();
  if (!chromium) throw new SetupError('No browser could be opened here; install one and start again.');
  spawnGroup(chromium, [...chromiumFlags(), `--user-data-dir=${browserData}`, address], { stdio: 'ignore' });
}

// Windows' explorer says 1 even when all is well.
function opens(program: string, address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, [address], { stdio: 'ignore' });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0 || process.platform === 'win32'));
  });
}
