import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { freePort } from './network';
import { cache } from './places';
import { endGroup, runQuietly, spawnGroup, waitForLine } from './processes';

const codeServer = 'code-server@4.139.1';
const nodeVersion = '24.21.0';

/** A VS Code server from the npm registry, on disk. */
export interface EmbeddedVsCode {
  node: string;
  server: string;
}

/** What a started server was told and where it listens. */
export interface StartedServer {
  address: string;
  authority: string;
  token: string;
  ended: Promise<void>;
  close(): Promise<void>;
}

/** Installs the VS Code server into the cache folder once, and says where it is. */
export async function ensureEmbeddedVsCode(): Promise<EmbeddedVsCode> {
  const home = path.join(cache, codeServer.replace('@', '-'));
  if (!existsSync(home)) await install(home);
  return locate(home);
}

function locate(home: string): EmbeddedVsCode {
  const modules = path.join(home, 'node_modules');
  const windows = process.platform === 'win32';
  return {
    node: path.join(modules, nodePackage(), 'bin', windows ? 'node.exe' : 'node'),
    server: path.join(modules, 'code-server/lib/vscode/out/server-main.js'),
  };
}

function nodePackage(): string {
  return `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
}

// Install scripts are left out on purpose: they compile optional native modules, which takes minutes
// and system headers. What RegLens needs (file watcher, search, terminal) ships prebuilt.
async function install(home: string): Promise<void> {
  console.log(`Fetching VS Code (${codeServer}) from the npm registry, once…`);
  await mkdir(cache, { recursive: true });
  const unfinished = await mkdtemp(`${home}-`);
  const sentence = 'VS Code is not installed here and could not be fetched from the npm registry.';
  const flags = ['--ignore-scripts', '--omit=dev', '--no-audit', '--no-fund', '--no-package-lock'];
  try {
    await writeFile(path.join(unfinished, 'package.json'), '{"private":true}');
    await npm(['install', ...flags, codeServer, `${nodePackage()}@${nodeVersion}`], unfinished, sentence);
    await npm(
      ['install', ...flags.slice(0, -1)],
      path.join(unfinished, 'node_modules/code-server/lib/vscode'),
      sentence,
    );
    await rename(unfinished, home);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

// What an outer `npm start` says of this project would send the inner npm's files here.
const ofThisProject = /^npm_(package_|lifecycle_|config_local_prefix$)/;

async function npm(args: string[], folder: string, sentence: string): Promise<void> {
  const environment = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !ofThisProject.test(name)),
  );
  await runQuietly('npm', args, sentence, {
    cwd: folder,
    env: environment,
    shell: process.platform === 'win32',
  });
}

/** Installs an extension package into a server's data folder. */
export async function installExtension(
  vscode: EmbeddedVsCode,
  vsix: string,
  dataFolder: string,
): Promise<void> {
  const args = [
    vscode.server,
    '--install-extension',
    vsix,
    '--server-data-dir',
    dataFolder,
    '--accept-server-license-terms',
  ];
  await runQuietly(vscode.node, args, `${vsix} could not be installed.`);
}

/** Starts the server on 127.0.0.1 with a connection token and waits until it listens. */
export async function startServer(
  vscode: EmbeddedVsCode,
  options: {
    dataFolder: string;
    token: string;
    port?: number | undefined;
    environment?: Record<string, string> | undefined;
  },
): Promise<StartedServer> {
  const port = await freePort(options.port);
  const flags = ['--accept-server-license-terms', '--disable-workspace-trust', '--enable-smoke-test-driver'];
  const child: ChildProcess = spawnGroup(
    vscode.node,
    [
      vscode.server,
      ...['--host', '127.0.0.1', '--port', String(port), '--connection-token', options.token],
      ...['--server-data-dir', options.dataFolder, '--telemetry-level', 'off', ...flags],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...options.environment } },
  );
  await waitForLine(child, /Extension host agent listening on/);
  return {
    address: `http://127.0.0.1:${port}/`,
    authority: `127.0.0.1:${port}`,
    token: options.token,
    ended: new Promise((resolve) => child.once('exit', () => resolve())),
    close: () => endGroup(child),
  };
}

/**
 * A link to an extension's folder, made inside the server's data folder. The server lives inside the repository, and
 * VS Code takes every theme below the folder of an extension in development for one that is being developed.
 */
export async function linkExtension(extensionFolder: string, dataFolder: string): Promise<string> {
  const link = path.join(dataFolder, 'extension-in-development');
  await symlink(extensionFolder, link, 'junction');
  return link;
}

/** The address that opens a folder with an extension in development, and runs a test entry where one is named. */
export function workbenchAddress(
  server: StartedServer,
  options: { folder: string; extensionFolder?: string | undefined; tests?: string | undefined },
): string {
  const remote = (file: string) => `vscode-remote://${server.authority}${encodeURI(uriPath(file))}`;
  const payload: [string, string][] = [['skipWelcome', 'true']];
  if (options.extensionFolder) payload.push(['extensionDevelopmentPath', remote(options.extensionFolder)]);
  if (options.tests) payload.push(['extensionTestsPath', remote(options.tests)]);
  const query = new URLSearchParams({
    tkn: server.token,
    folder: uriPath(options.folder),
    payload: JSON.stringify(payload),
  });
  return `${server.address}?${query}`;
}

function uriPath(file: string): string {
  const slashed = path.resolve(file).replaceAll('\\', '/');
  return slashed.startsWith('/') ? slashed : `/${slashed}`;
}
