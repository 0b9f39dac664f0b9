import { ensureDesktopVsCode, findInstalledVsCode, hasDisplay } from './desktop';
import { desktopEnvironment, desktopFlags } from './open';
import { examples, repository } from './places';
import { closeOnSignal, endGroup, spawnGroup } from './processes';
import { SetupError } from './setup-error';
import { temporaryFolder, writeSettings } from './user-data';

/** The program of a desktop VS Code that can be shown here: the installed one, else a downloaded one; or undefined. */
export async function desktopAvailable(): Promise<string | undefined> {
  if (!hasDisplay()) return undefined;
  return findInstalledVsCode() ?? (await ensureDesktopVsCode());
}

/** Opens a window on examples/ with the extension in development, apart from the person's own VS Code, until it is closed. */
export async function startDesktop(program: string): Promise<void> {
  const { folder, remove } = await temporaryFolder('start');
  await writeSettings(`${folder}/User`, {});
  const child = spawnGroup(
    program,
    [
      examples,
      ...desktopFlags(),
      `--extensionDevelopmentPath=${repository}`,
      `--user-data-dir=${folder}`,
      `--extensions-dir=${folder}/extensions`,
    ],
    { stdio: 'ignore', env: desktopEnvironment() },
  );
  const close = async () => {
    await endGroup(child);
    await remove();
  };
  closeOnSignal(close);
  console.log('VS Code is open on examples/. Close its window or press Ctrl-C to end it.');
  try {
    await new Promise((resolve, reject) => {
      child.once('exit', resolve);
      child.once('error', reject);
    });
  } catch (error) {
    throw new SetupError(`${program} could not be started (${(error as Error).message}).`);
  } finally {
    await close();
  }
}
