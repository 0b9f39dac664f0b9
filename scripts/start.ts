// Opens a real VS Code with the extension on examples/. Option: --port N (or REGLENS_PORT) for the embedded one.
import { parseArgs } from 'node:util';
import { repository } from './vscode/places';
import { runQuietly } from './vscode/processes';
import { desktopAvailable, startDesktop } from './vscode/start-desktop';
import { startEmbedded } from './vscode/start-embedded';
import { runScript, SetupError } from './vscode/setup-error';

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { port: { type: 'string' } } });
  await runQuietly(process.execPath, ['esbuild.mjs'], 'RegLens could not be built.', { cwd: repository });
  const program = await desktopAvailable();
  await (program ? startDesktop(program) : startEmbedded(portOf(values.port ?? process.env.REGLENS_PORT)));
  return 0;
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new SetupError(`${text} is not a port; give a number from 1 to 65535 with --port or REGLENS_PORT.`);
}

void runScript(main);
