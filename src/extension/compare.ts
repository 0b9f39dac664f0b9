import * as vscode from 'vscode';
import type { ModelFact } from '../analysis/facts/facts';
import { modelLens } from '../analysis/lenses/model-lens';
import { commands } from './commands';
import type { Documents, View } from './documents';
import type { Lab } from './lab';
import { say, texts } from './messages';
import { modelAround } from './model-at';
import { keyOf, type ModelKey } from './model-key';

/** The command that compares a model: the one it is given, else the one at the cursor, else one the reader picks. */
export function registerCompare(documents: Documents, lab: Lab): vscode.Disposable {
  return vscode.commands.registerCommand(commands.compare, async (given?: unknown) => {
    const key = isModelKey(given) ? given : await chooseModel(documents);
    if (key !== null) await lab.compare(key);
  });
}

/** Commands come with whatever a menu, a link or another extension hands them. */
export function isModelKey(value: unknown): value is ModelKey {
  if (typeof value !== 'object' || value === null) return false;
  const key = value as Partial<Record<keyof ModelKey, unknown>>;
  return typeof key.uri === 'string' && typeof key.name === 'string' && typeof key.occurrence === 'number';
}

async function chooseModel(documents: Documents): Promise<ModelKey | null> {
  const editor = vscode.window.activeTextEditor;
  const view = editor === undefined ? null : documents.view(editor.document);
  if (editor === undefined || view === null) {
    void vscode.window.showInformationMessage(say(texts.noEditor));
    return null;
  }
  const { facts } = view.analysis;
  const { models } = view;
  if (models.length === 0) {
    void vscode.window.showInformationMessage(say(texts.noModel));
    return null;
  }
  const atCursor = modelAround(facts, view.text, editor.document.offsetAt(editor.selection.active));
  const model = atCursor ?? (models.length === 1 ? models[0] : await pickModel(view));
  return model === undefined ? null : keyOf(editor.document.uri.toString(), facts, model);
}

async function pickModel(view: View): Promise<ModelFact | undefined> {
  const items = view.models.map((model) => ({
    label: model.name,
    description: say(texts.modelOnLine, { line: view.range(model.nameSpan).start.line + 1 }),
    detail: say(modelLens(view.analysis.facts, model)),
    model,
  }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: say(texts.pickModel) });
  return picked?.model;
}
