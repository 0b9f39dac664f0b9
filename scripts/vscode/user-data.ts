import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The four kinds of theme: the one of each that VS Code ships, and the class its window then has. */
export const themes = {
  dark: { name: 'Dark Modern', windowClass: 'vs-dark' },
  light: { name: 'Light Modern', windowClass: 'vs' },
  'high-contrast-dark': { name: 'Default High Contrast', windowClass: 'hc-black' },
  'high-contrast-light': { name: 'Default High Contrast Light', windowClass: 'hc-light' },
} as const;

export type ThemeKind = keyof typeof themes;

export type Settings = Record<string, unknown>;

// A fresh VS Code greets, advises and looks for news; none of it belongs in a test or a picture.
const quietSettings: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'extensions.verifySignature': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'window.commandCenter': false,
};

/** Makes an empty temporary folder; `remove` deletes it with all that has come into it. */
export async function temporaryFolder(name: string): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), `reglens-${name}-`));
  return {
    folder,
    remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }),
  };
}

/** Writes a user's settings.json into a user folder: quiet ones, a theme, then those given. */
export async function writeSettings(
  userFolder: string,
  settings: Settings,
  theme: ThemeKind = 'dark',
): Promise<void> {
  await mkdir(userFolder, { recursive: true });
  const all = { ...quietSettings, 'workbench.colorTheme': themes[theme].name, ...settings };
  await writeFile(path.join(userFolder, 'settings.json'), JSON.stringify(all, null, 2));
}
