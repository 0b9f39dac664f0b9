import * as vscode from 'vscode';
import { proposeArm, writeProposal } from './apply-arm';
import { commands } from './commands';
import { isModelKey } from './compare';
import { comparisonOf } from './comparison';
import type { Documents } from './documents';
import { fill, say, texts } from './messages';
import { findModel } from './model-key';
import { openDocument } from './places';

/** The lens's command that writes an L2 penalty, of a strength the reader gives, into a model without any. */
export function registerAddPenalty(documents: Documents): vscode.Disposable {
  return vscode.commands.registerCommand(commands.addPenalty, async (key?: unknown) => {
    if (!isModelKey(key)) return;
    const document = await openDocument(key);
    const view = document === null ? null : documents.view(document);
    if (document === null || view === null) return tell(say(texts.fileGone));
    const model = findModel(view.analysis.facts, key);
    if (model === null) return tell(say(fill(texts.modelGone, { model: key.name })));
    const comparison = comparisonOf(document.uri, view, model);
    if (comparison.plan === null) return tell(say(comparison.reason));
    const suggested = comparison.plan.arms.find((arm) => arm.penalties.length > 0);
    const strength = await askStrength(model.name, suggested?.penalties[0]?.l2);
    if (strength === null || suggested === undefined) return;
    const penalties = suggested.penalties.map((penalty) => ({ ...penalty, l1: 0, l2: strength }));
    const proposal = await proposeArm(key, comparison.plan, { ...suggested, penalties }, documents);
    const { ok, message } = 'edits' in proposal ? await writeProposal(proposal) : proposal;
    if (!ok) tell(say(message));
  });
}

const tell = (text: string) => void vscode.window.showInformationMessage(text);

async function askStrength(model: string, suggestion = 0.01): Promise<number | null> {
  const given = await vscode.window.showInputBox({
    prompt: say(texts.strengthPrompt, { model }),
    value: String(suggestion),
    validateInput: (text) => (Number(text) > 0 ? undefined : say(texts.strengthInvalid)),
  });
  return given === undefined ? null : Number(given);
}
