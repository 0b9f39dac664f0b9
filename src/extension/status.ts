import * as vscode from 'vscode';
import { message } from '../analysis/text/localized';
import { pythonDocuments, type Documents, type View } from './documents';
import { countFindings, countModels, say, texts } from './messages';

/** The entry in the language status: how many models and findings the active file has. */
export function registerStatus(documents: Documents): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('reglens.status', pythonDocuments);
  item.name = say(texts.statusName);
  const update = () => {
    const document = vscode.window.activeTextEditor?.document;
    const view = document === undefined ? null : documents.view(document);
    if (document === undefined || view === null) return;
    item.text = say(
      message(texts.status, {
        models: countModels(view.models.length),
        findings: countFindings(documents.findings(document).length),
      }),
    );
    const { broken, complete } = view.analysis;
    item.detail =
      broken.length > 0
        ? say(texts.statusBroken)
        : complete
          ? versionText(view)
          : say(texts.statusIncomplete);
  };
  return vscode.Disposable.from(
    item,
    documents.onDidPublish((document) => {
      if (document === vscode.window.activeTextEditor?.document) update();
    }),
    vscode.window.onDidChangeActiveTextEditor(update),
  );
}

/** Which Keras the file is read for, and what says so. */
function versionText({ analysis, dependencyFile }: View): string | undefined {
  const { name, version, evidence } = analysis.facts.framework;
  if (name === 'none') return undefined;
  if (version === null) return say(texts.versionOpen);
  if (evidence === 'dependency' && dependencyFile !== null)
    return say(texts.versionByFile, { version, file: dependencyFile });
  return say(evidence === 'setting' ? texts.versionBySetting : texts.versionByCode, { version });
}
