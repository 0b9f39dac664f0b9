import * as vscode from 'vscode';
import {
  localeOf,
  render,
  message,
  type Locale,
  type Localized,
  type Message,
} from '../analysis/text/localized';
import type { Confidence } from '../analysis/facts/facts';

/** The language VS Code is shown in, as far as RegLens speaks it. */
export function locale(): Locale {
  return localeOf(vscode.env.language);
}

/** A text in the reader's language. */
export function say(text: Localized | Message, values: Message['values'] = {}): string {
  return render('text' in text ? text : message(text, values), locale());
}

/** A text with its places filled in both languages, as the page wants it. */
export function fill(text: Localized, values: Message['values']): Localized {
  const whole = message(text, values);
  return { en: render(whole, 'en'), zh: render(whole, 'zh') };
}

/** How sure a finding is, in a word. */
export const confidenceNames: Readonly<Record<Confidence, Localized>> = {
  certain: { en: 'certain', zh: '确定' },
  likely: { en: 'likely', zh: '很可能' },
  possible: { en: 'possible', zh: '可能' },
};

/** Texts of the editor's features. `{name}` marks what is filled in. */
export const texts = {
  // A data file of the reader's
  pickData: { en: 'Data to train on', zh: '用于训练的数据' },
  browseData: { en: 'Another file…', zh: '其他文件…' },
  dataFiles: { en: 'Data', zh: '数据' },
  dataGone: {
    en: 'it is not there any more; choose it again, or other data.',
    zh: '文件已不存在；请重新选择，或改用其他数据。',
  },
  dataTooLarge: {
    en: 'it is larger than 200 MB; take a part of it, or use `reglens compare --data`, which reads CSV piece by piece.',
    zh: '文件大于 200 MB；请截取一部分，或使用可以逐段读取 CSV 的 `reglens compare --data`。',
  },
  dataUnread: { en: 'it could not be read: {reason}', zh: '无法读取：{reason}' },

  diagnostic: { en: '{message} ({confidence})', zh: '{message}（{confidence}）' },

  ignoreOnLine: { en: 'Ignore {rule} on this line', zh: '在此行忽略 {rule}' },
  ignoreInFile: { en: 'Ignore {rule} in this file', zh: '在此文件中忽略 {rule}' },
  openRulePage: { en: 'Open the page of {rule}', zh: '打开 {rule} 的说明页' },
  compareFromFix: {
    en: 'Compare {model} with and without the penalty',
    zh: '比较 {model} 有无惩罚项的训练结果',
  },

  noEditor: {
    en: 'Open a Python file with a Keras model first.',
    zh: '请先打开一个含有 Keras 模型的 Python 文件。',
  },
  noModel: {
    en: 'No Keras model was found in this file.',
    zh: '此文件中没有找到 Keras 模型。',
  },
  madeElsewhere: {
    en: 'Not applied: layers of this model are made in {file}. Apply it there.',
    zh: '未应用：该模型的层在 {file} 中创建。请在该文件中应用。',
  },
  modelGone: {
    en: 'The model {model} is no longer in the code.',
    zh: '代码中已没有模型 {model}。',
  },
  fileGone: {
    en: 'The file of the compared model could not be opened.',
    zh: '无法打开所比较模型所在的文件。',
  },
  pickModel: { en: 'Which model is to be compared?', zh: '比较哪个模型？' },
  modelOnLine: { en: 'line {line}', zh: '第 {line} 行' },
  pickRule: { en: 'Which rule is to be shown?', zh: '查看哪条规则？' },
  noSuchRule: { en: 'There is no rule named {rule}.', zh: '没有名为 {rule} 的规则。' },

  checking: { en: 'RegLens: checking the workspace', zh: 'RegLens：正在检查工作区' },
  checkingFile: { en: '{done} of {total} files', zh: '{total} 个文件中的第 {done} 个' },
  checked: {
    en: 'RegLens: {findings} in {files}.',
    zh: 'RegLens：{files}，{findings}。',
  },
  checkStopped: {
    en: 'RegLens: stopped early. {findings} in {files} so far.',
    zh: 'RegLens：已提前停止。目前{files}，{findings}。',
  },
  oneFinding: { en: '1 finding', zh: '发现 1 个问题' },
  manyFindings: { en: '{n} findings', zh: '发现 {n} 个问题' },
  noFindings: { en: 'no findings', zh: '没有发现问题' },
  oneFile: { en: '1 Python file', zh: '检查了 1 个 Python 文件' },
  manyFiles: { en: '{n} Python files', zh: '检查了 {n} 个 Python 文件' },
  unreadable: {
    en: '{message} {n} could not be read: {names}.',
    zh: '{message}{n} 个文件无法读取：{names}。',
  },
  showProblems: { en: 'Show Problems', zh: '显示问题' },

  notKnown: { en: 'not known', zh: '未知' },

  statusName: { en: 'RegLens', zh: 'RegLens' },
  status: { en: '{models}, {findings}', zh: '{models}，{findings}' },
  oneModel: { en: '1 model', zh: '1 个模型' },
  manyModels: { en: '{n} models', zh: '{n} 个模型' },
  noModels: { en: 'no models', zh: '没有模型' },
  statusIncomplete: {
    en: 'A part of this file could not be analysed.',
    zh: '此文件有一部分无法分析。',
  },
  statusBroken: {
    en: 'A statement has a syntax error; what it last said is shown.',
    zh: '有语句存在语法错误；此处显示它出错之前的结果。',
  },

  versionOpen: {
    en: 'Keras 2 or 3: neither the code nor its dependencies say which.',
    zh: 'Keras 2 或 3：代码和依赖都未说明是哪一个。',
  },
  versionByFile: { en: 'Keras {version}, by {file}', zh: 'Keras {version}，依据 {file}' },
  versionByCode: { en: 'Keras {version}, by the code itself', zh: 'Keras {version}，依据代码本身' },
  versionBySetting: { en: 'Keras {version}, by the setting', zh: 'Keras {version}，依据设置' },

  lensCompare: { en: 'Compare with and without', zh: '比较有无惩罚项' },
  lensCompareSuggested: { en: 'Compare with L2', zh: '与加 L2 后比较' },
  lensAdd: { en: 'Add L2…', zh: '添加 L2…' },
  lensCompareTooltip: {
    en: 'Trains {model} with and without its penalty, on built-in data, in a panel beside the code.',
    zh: '在代码旁的面板中，用内置数据分别训练带与不带惩罚项的 {model}。',
  },
  lensAddTooltip: {
    en: 'Writes an L2 penalty into the layers of {model}.',
    zh: '在 {model} 的各层中写入 L2 惩罚项。',
  },
  strengthPrompt: {
    en: 'Strength of the L2 penalty on the kernels of {model}',
    zh: '{model} 各 kernel 的 L2 惩罚强度',
  },
  strengthInvalid: { en: 'A number above 0, such as 0.01.', zh: '请输入大于 0 的数，例如 0.01。' },
  hintTooltip: {
    en: 'What `{read}` holds at this line. Weight penalties are listed once the model has variables, activity terms after a forward pass.',
    zh: '`{read}` 在此行的内容。权重惩罚在模型有了变量之后列出，激活惩罚在前向传播之后列出。',
  },

  compareLink: { en: 'Compare with and without the penalty', zh: '比较有无惩罚项的训练结果' },

  // Commands of comparisons, and what the lens says of one
  pickArmsTitle: { en: 'Compare penalties of {model}', zh: '比较 {model} 的多种惩罚项' },
  pickArms: {
    en: 'What is to be compared beside the model with and without its penalty?',
    zh: '除有无惩罚项之外，还比较哪些？',
  },
  nothingToSweep: {
    en: 'The model has no penalty whose strength could be swept.',
    zh: '该模型没有可以改变强度的惩罚项。',
  },
  noComparison: {
    en: 'Nothing has been compared in this workspace yet.',
    zh: '此工作区中尚未做过比较。',
  },
  exportTitle: { en: 'Export the comparison of {model}', zh: '导出 {model} 的比较' },
  pickExport: { en: 'What is to be opened in the editor?', zh: '在编辑器中打开什么？' },
  outcome: {
    en: '{penalty}: test loss {mean} ± {half}, {seeds} seeds',
    zh: '{penalty}：测试损失 {mean} ± {half}，{seeds} 个种子',
  },
  outcomePenalty: { en: 'the penalty', zh: '惩罚项' },
  outcomeEarlier: { en: '{outcome} (of an earlier version)', zh: '{outcome}（属于较早的版本）' },
  lensOutcomeTooltip: {
    en: 'How the test loss of {model} changed with the penalty on built-in data: mean difference and half of its 95 % interval. Opens the comparison again.',
    zh: '在内置数据上，加入惩罚项后 {model} 的测试损失变化：平均差与 95 % 区间的一半。点击可重新打开比较。',
  },

  panelTitle: { en: 'RegLens: {model}', zh: 'RegLens：{model}' },
  stale: {
    en: 'The model has changed in the code since. These numbers are of the model as it was; compare again for the new one.',
    zh: '代码中的模型此后已经改变。这些数字属于原来的模型；请重新比较以得到新模型的结果。',
  },
  staleGone: {
    en: 'The model is no longer in the code. These numbers are of the model as it was.',
    zh: '代码中已没有该模型。这些数字属于原来的模型。',
  },
  staleDeleted: {
    en: 'The file of this model was deleted or moved. These numbers are of the model as it was; nothing that was computed is lost.',
    zh: '该模型所在的文件已被删除或移动。这些数字属于原来的模型；已计算的结果没有丢失。',
  },
  applied: {
    en: 'Written into {file}. Undo there takes it back.',
    zh: '已写入 {file}。在该文件中撤销即可恢复。',
  },
  previewTitle: { en: '{file} with {arm}', zh: '{file}：{arm}' },
  previewQuestion: { en: 'Apply to {file} as shown: {arm}?', zh: '按所示内容应用到 {file}：{arm}？' },
  armPenalties: { en: 'the penalties', zh: '这些惩罚项' },
  armDropout: { en: 'dropout {value}', zh: 'dropout {value}' },
  armDecay: { en: 'weight decay {value}', zh: '权重衰减 {value}' },
  armPatience: { en: 'early stopping after {value} epochs', zh: '{value} 个 epoch 后早停' },
  armWithout: { en: 'no penalty', zh: '无惩罚项' },
  previewApply: { en: 'Apply', zh: '应用' },
  previewCancel: { en: 'Cancel', zh: '取消' },
  previewCancelled: {
    en: 'Nothing was written into the code.',
    zh: '没有向代码写入任何内容。',
  },
  notApplied: {
    en: 'Not applied: the file could not be changed.',
    zh: '未应用：无法修改该文件。',
  },
  notAppliedWhileTyping: {
    en: 'Not applied: a statement in the file is incomplete. Finish it first.',
    zh: '未应用：文件中有语句尚未写完，请先完成它。',
  },
  notSaved: {
    en: 'RegLens could not write the file: {reason}',
    zh: 'RegLens 无法写入文件：{reason}',
  },
  engineMissing: {
    en: 'The training engine that ships with RegLens could not be read: {reason}',
    zh: '无法读取 RegLens 自带的训练引擎：{reason}',
  },
} satisfies Readonly<Record<string, Localized>>;

/** A number of findings, in words. */
export function countFindings(n: number): Message {
  return message(n === 0 ? texts.noFindings : n === 1 ? texts.oneFinding : texts.manyFindings, { n });
}

/** A number of files, in words. */
export function countFiles(n: number): Message {
  return message(n === 1 ? texts.oneFile : texts.manyFiles, { n });
}

/** A number of models, in words. */
export function countModels(n: number): Message {
  return message(n === 0 ? texts.noModels : n === 1 ? texts.oneModel : texts.manyModels, { n });
}
