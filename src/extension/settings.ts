import * as vscode from 'vscode';
import type { AnalysisOptions } from '../analysis/analyze';

const section = 'reglens';

/** The settings that are switches. */
export type Switch = 'lenses.enabled' | 'hints.enabled';

/** What the analysis is told for a resource. */
export function analysisOptions(resource: vscode.Uri): AnalysisOptions {
  const configuration = vscode.workspace.getConfiguration(section, resource);
  const version = configuration.get<'auto' | '2' | '3'>('kerasVersion', 'auto');
  return {
    rules: configuration.get<AnalysisOptions['rules']>('rules', {}),
    minimumConfidence: configuration.get<AnalysisOptions['minimumConfidence']>('minimumConfidence', 'likely'),
    capacity: configuration.get('capacity', 10_000),
    kerasVersion: version === '2' ? 2 : version === '3' ? 3 : null,
  };
}

/** Globs of files that are not looked at. */
export function excluded(resource: vscode.Uri): readonly string[] {
  return vscode.workspace.getConfiguration(section, resource).get<readonly string[]>('exclude', []);
}

/** Whether a switch is on. */
export function isOn(name: Switch, resource?: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration(section, resource).get(name, true);
}

/** Turns a switch around where it is set: in the workspace if it is set there, else for the user. */
export async function toggle(name: Switch): Promise<void> {
  const configuration = vscode.workspace.getConfiguration(section);
  const inWorkspace = configuration.inspect(name)?.workspaceValue !== undefined;
  const target = inWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
  await configuration.update(name, !isOn(name), target);
}

/** Tells when any setting of RegLens has changed. */
export function onSettingsChanged(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(section)) listener();
  });
}
