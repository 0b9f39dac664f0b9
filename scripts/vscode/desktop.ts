import { existsSync, readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { canReach } from './network';
import { cache } from './places';

const updateHost = 'https://update.code.visualstudio.com/';

/** Whether a window can be shown on this machine. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The program of the VS Code that the person has installed, or undefined. */
export function findInstalledVsCode(): string | undefined {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const scripts = folders.map((folder) =>
    path.join(folder, process.platform === 'win32' ? 'code.cmd' : 'code'),
  );
  const programs = scripts.filter((script) => existsSync(script)).map(programOfScript);
  const usual = [
    '/Applications/Visual Studio Code.app/Contents/MacOS/Electron',
    '/snap/code/current/usr/share/code/code',
  ];
  return [...programs, ...usual].find((program) => existsSync(program));
}

// The `code` script starts VS Code in a process group of its own, which Ctrl-C would not reach.
function programOfScript(script: string): string {
  const folder = path.dirname(realpathSync(script));
  if (process.platform === 'darwin') return path.resolve(folder, '../../../MacOS/Electron');
  return path.resolve(folder, process.platform === 'win32' ? '../Code.exe' : '../code');
}

/** The program of a desktop VS Code for tests: one in the cache folder, else downloaded; undefined when neither can be had. */
export async function ensureDesktopVsCode(): Promise<string | undefined> {
  return findCachedVsCode() ?? ((await canReach(updateHost)) ? download() : undefined);
}

function findCachedVsCode(): string | undefined {
  if (!existsSync(cache)) return undefined;
  const inFolder = {
    darwin: 'Visual Studio Code.app/Contents/MacOS/Electron',
    win32: 'Code.exe',
  }[process.platform as string];
  return readdirSync(cache)
    .filter((name) => name.startsWith('vscode-'))
    .map((name) => path.join(cache, name, inFolder ?? 'code'))
    .find((program) => existsSync(program));
}

async function download(): Promise<string> {
  console.log(`Fetching VS Code from ${updateHost}, once…`);
  return downloadAndUnzipVSCode({ cachePath: cache });
}
