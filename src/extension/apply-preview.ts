import * as vscode from 'vscode';
import type { Plan, PlanArm, PlanPenalty } from '../lab/plan';
import { proposeArm, writeProposal, type Outcome, type Proposal } from './apply-arm';
import { commands, previewScheme } from './commands';
import type { Documents } from './documents';
import { fill, say, texts } from './messages';
import type { ModelKey } from './model-key';

/** What a preview shows the edits of. */
interface Asked {
  readonly key: ModelKey;
  readonly plan: Plan;
  readonly arm: PlanArm;
}

type Choice = 'apply' | 'cancel';

/** A diff that is open and waits for the reader's choice. */
interface Preview {
  readonly uri: vscode.Uri;
  text: string;
  choose(choice: Choice): void;
}

/**
 * Shows what an arm would change before it is written: a diff of the file and the file with the edits, which follows
 * the file, with *Apply* and *Cancel* in a notification, above the editor and as keys. Closing the diff cancels.
 */
export class ApplyPreviews implements vscode.Disposable, vscode.TextDocumentContentProvider {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly open = new Set<Preview>();
  private readonly disposables: vscode.Disposable[];
  private count = 0;

  readonly onDidChange = this.changed.event;

  constructor(private readonly documents: Documents) {
    this.disposables = [
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(previewScheme, this),
      vscode.commands.registerCommand(commands.applyPreview, () => this.chooseShown('apply')),
      vscode.commands.registerCommand(commands.cancelPreview, () => this.chooseShown('cancel')),
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const tab of closed) this.previewIn(tab)?.choose('cancel');
      }),
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return [...this.open].find((preview) => preview.uri.toString() === uri.toString())?.text ?? '';
  }

  dispose(): void {
    for (const preview of this.open) preview.choose('cancel');
    for (const disposable of this.disposables) disposable.dispose();
  }

  /** Shows the edits that write an arm into the code, and writes them if the reader says so. */
  async apply(key: ModelKey, plan: Plan, arm: PlanArm | undefined): Promise<Outcome> {
    const proposal = await proposeArm(key, plan, arm, this.documents);
    if (!('edits' in proposal) || arm === undefined) return proposal as Outcome;
    for (const other of this.open) other.choose('cancel');
    return this.ask({ key, plan, arm }, proposal);
  }

  private async ask(asked: Asked, first: Proposal): Promise<Outcome> {
    const { document } = first;
    const name = document.uri.path.split('/').at(-1) ?? '';
    let choose: (choice: Choice) => void = () => undefined;
    const choice = new Promise<Choice>((resolve) => (choose = resolve));
    const preview: Preview = {
      uri: document.uri.with({ scheme: previewScheme, query: String(++this.count) }),
      text: first.text,
      choose,
    };
    this.open.add(preview);
    let refused: Outcome | null = null;
    const following = this.documents.onDidPublish(async (published) => {
      if (published !== document) return;
      const now = await proposeArm(asked.key, asked.plan, asked.arm, this.documents);
      if ('edits' in now) {
        preview.text = now.text;
        this.changed.fire(preview.uri);
      } else {
        refused = now;
        choose('cancel');
      }
    });
    try {
      const title = say(texts.previewTitle, { arm: armText(asked.arm), file: name });
      await vscode.commands.executeCommand('vscode.diff', document.uri, preview.uri, title, {
        viewColumn: columnOf(document),
        preview: true,
      });
      void this.notify(preview, first, asked.arm, name);
      const chosen = await choice;
      // Written is what fits the file as it is at this moment.
      const outcome =
        chosen === 'apply'
          ? await this.write(asked)
          : (refused ?? { ok: false, message: texts.previewCancelled });
      return outcome;
    } finally {
      following.dispose();
      this.open.delete(preview);
      await vscode.commands.executeCommand('notifications.hideToasts');
      await vscode.window.tabGroups.close(
        vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).filter((tab) => isPreview(tab, preview)),
      );
    }
  }

  private async write({ key, plan, arm }: Asked): Promise<Outcome> {
    const proposal = await proposeArm(key, plan, arm, this.documents);
    return 'edits' in proposal ? writeProposal(proposal) : proposal;
  }

  private async notify(preview: Preview, { notes }: Proposal, arm: PlanArm, file: string): Promise<void> {
    const [apply, cancel] = [say(texts.previewApply), say(texts.previewCancel)];
    const question = fill(texts.previewQuestion, { arm: armText(arm), file });
    const text = [question, ...notes].map((part) => say(part)).join(' ');
    const chosen = await vscode.window.showInformationMessage(text, apply, cancel);
    if (chosen !== undefined) preview.choose(chosen === apply ? 'apply' : 'cancel');
  }

  private chooseShown(choice: Choice): void {
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    const shown = (tab && this.previewIn(tab)) ?? [...this.open].at(-1);
    shown?.choose(choice);
  }

  private previewIn(tab: vscode.Tab): Preview | undefined {
    return [...this.open].find((preview) => isPreview(tab, preview));
  }
}

function isPreview({ input }: vscode.Tab, { uri }: Preview): boolean {
  return input instanceof vscode.TabInputTextDiff && input.modified.toString() === uri.toString();
}

/** Where the file is shown already, else the first group. */
function columnOf(document: vscode.TextDocument): vscode.ViewColumn {
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  return shown?.viewColumn ?? vscode.ViewColumn.One;
}

/** What an arm is, in a few words: `L2 0.001`, `dropout 0.5`. */
function armText({ penalties, dropout, weightDecay, patience }: PlanArm): string {
  const kinds = new Set(penalties.map(penaltyText));
  const [first] = kinds;
  const parts = [
    ...(first === undefined ? [] : [kinds.size === 1 ? first : say(texts.armPenalties)]),
    ...(dropout === undefined ? [] : [say(texts.armDropout, { value: dropout })]),
    ...(weightDecay === undefined ? [] : [say(texts.armDecay, { value: weightDecay })]),
    ...(patience === undefined ? [] : [say(texts.armPatience, { value: patience })]),
  ];
  return parts.length === 0 ? say(texts.armWithout) : parts.join(' + ');
}

function penaltyText({ l1, l2, orthogonal }: PlanPenalty): string {
  const terms = { L1: l1, L2: l2, orthogonal: orthogonal?.factor ?? 0 };
  return Object.entries(terms)
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => `${name} ${value}`)
    .join(' + ');
}
