import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { runQuietly } from './processes';
import { SetupError } from './setup-error';

const noBrowser =
  'No Chromium, Chrome or Edge was found; install one, or name its program in REGLENS_BROWSER.';

/** Flags that keep Chromium quiet on the network; as root its sandbox cannot start. */
export function chromiumFlags(): string[] {
  const quiet = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return process.getuid?.() === 0 ? ['--no-sandbox', ...quiet] : quiet;
}

/** The path of a Chromium that Playwright can drive, or undefined. */
export function findChromium(): string | undefined {
  return [process.env.REGLENS_BROWSER ?? '', ...installedBrowsers(), chromium.executablePath()].find(
    (program) => program !== '' && existsSync(program),
  );
}

/** The same, installing Debian's Chromium where we are root and there is none. Throws one sentence otherwise. */
export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) throw new SetupError(noBrowser);
  console.log('Installing Chromium from Debian…');
  const environment = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await runQuietly('apt-get', ['update', '-qq'], noBrowser, environment);
  await runQuietly(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core', 'fonts-noto-cjk'],
    noBrowser,
    environment,
  );
  const installed = findChromium();
  if (!installed) throw new SetupError(noBrowser);
  return installed;
}

function installedBrowsers(): string[] {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (process.platform === 'win32') {
    const roots = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return roots.flatMap((root) => (root ? programs.map((program) => path.join(root, program)) : []));
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return ['/usr/bin', ...folders].flatMap((folder) => names.map((name) => path.join(folder, name)));
}
