import * as vscode from 'vscode';
import type { ModelFact } from '../analysis/facts/facts';
import { modelLens } from '../analysis/lenses/model-lens';
import {
  furtherArmLabels,
  furtherArmLines,
  furtherArmNames,
  withArms,
  type FurtherArm,
} from '../lab/further-arms';
import type { Plan } from '../lab/plan';
import { sweepPlan } from '../lab/sweep-plan';
import { commands } from './commands';
import { comparisonOf } from './comparison';
import type { Documents, View } from './documents';
import type { Lab } from './lab';
import { say, texts } from './messages';
import { modelAround } from './model-at';
import { findModel, keyOf, type ModelKey } from './model-key';
import { openDocument } from './places';

/** The commands that compare a model: the one they are given, else the one at the cursor, else one the reader picks. */
export function registerCompare(documents: Documents, lab: Lab): vscode.Disposable {
  const chosen = async (given: unknown) => (isModelKey(given) ? given : chooseModel(documents));
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.compare, async (given?: unknown) => {
      const key = await chosen(given);
      if (key !== null) await lab.compare(key);
    }),
    vscode.commands.registerCommand(commands.comparePenalties, async (given?: unknown) => {
      const key = await chosen(given);
      if (key === null) return;
      const plan = await planOf(documents, key);
      // The panel says why there is no plan.
      const arms = plan === null ? [] : await pickArms(plan);
      if (arms !== null) await lab.compare(key, { arms, sweep: false });
    }),
    vscode.commands.registerCommand(commands.sweepStrength, async (given?: unknown) => {
      const key = await chosen(given);
      if (key === null) return;
      const plan = await planOf(documents, key);
      if (plan !== null && sweepPlan(plan) === null) return tell(say(texts.nothingToSweep));
      await lab.compare(key, { arms: [], sweep: true });
    }),
    vscode.commands.registerCommand(commands.openLastComparison, async (given?: unknown) => {
      if (!(await lab.reopen(isModelKey(given) ? given : null))) tell(say(texts.noComparison));
    }),
  );
}

const tell = (text: string) => void vscode.window.showInformationMessage(text);

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
    tell(say(texts.noEditor));
    return null;
  }
  const { facts } = view.analysis;
  const { models } = view;
  if (models.length === 0) {
    tell(say(texts.noModel));
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

/** How a model would be compared; null where it cannot be. */
async function planOf(documents: Documents, key: ModelKey): Promise<Plan | null> {
  const document = await openDocument(key);
  const view = document === null ? null : documents.view(document);
  const model = view === null ? null : findModel(view.analysis.facts, key);
  return document === null || view === null || model === null
    ? null
    : comparisonOf(document.uri, view, model).plan;
}

/** What is ticked at first: one of each kind. */
const usual: readonly FurtherArm['name'][] = ['l1', 'l2', 'dropout', 'decay'];

/** The arms that the reader ticks, beside *with* and *without*; null when they leave the list. */
async function pickArms(plan: Plan): Promise<readonly FurtherArm[] | null> {
  const written = plan.arms.map(({ penalties }) => JSON.stringify(penalties));
  const items = furtherArmNames.flatMap((name) => {
    const further = withArms(plan, [{ name }]).arms.at(-1);
    const [line] = furtherArmLines({ ...plan, arms: further ? [further] : [] });
    // The penalty as it is in the code is an arm already.
    const there = further && further.penalties.length > 0 && !further.proximal;
    if (!further || !line || (there && written.includes(JSON.stringify(further.penalties)))) return [];
    const arm: FurtherArm = { name, value: Number(line[0].split(' ')[1]) };
    const label = `${say(furtherArmLabels[name])} ${arm.value}`;
    return [{ label, detail: say(line[1]), picked: usual.includes(name), arm }];
  });
  const picked = await vscode.window.showQuickPick(items, {
    title: say(texts.pickArmsTitle, { model: plan.model.name }),
    placeHolder: say(texts.pickArms),
    canPickMany: true,
    matchOnDetail: true,
  });
  return picked === undefined ? null : picked.map(({ arm }) => arm);
}
