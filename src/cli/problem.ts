import { message, type Localized, type Message } from '../analysis/text/localized';

/** Something the caller can set right: told as a sentence, never with a stack trace. */
export class Problem extends Error {
  readonly sentence: Message;

  constructor(text: Localized, values: Message['values'] = {}) {
    super(text.en);
    this.sentence = message(text, values);
  }
}

/** Whether an error is such a problem. Not by its class: the bundle of `compare` has one of its own. */
export function isProblem(error: unknown): error is Problem {
  return error instanceof Error && 'sentence' in error;
}

const reasons: Readonly<Record<string, Localized>> = {
  ENOENT: { en: 'there is no such file or folder', zh: '文件或文件夹不存在' },
  EACCES: { en: 'it may not be read', zh: '没有读取权限' },
  EPERM: { en: 'it may not be read', zh: '没有读取权限' },
  EISDIR: { en: 'it is a folder', zh: '这是一个文件夹' },
  ENOTDIR: { en: 'there is no such file or folder', zh: '文件或文件夹不存在' },
  ELOOP: { en: 'its links go in a circle', zh: '链接形成了循环' },
  EROFS: { en: 'it may not be written', zh: '没有写入权限' },
};

/** That a file could not be read, and why. @param shown its name in messages */
export function unreadable(shown: string, error: unknown): Problem {
  return new Problem(
    { en: '{file} could not be read: {reason}.', zh: '无法读取 {file}：{reason}。' },
    { file: shown, reason: reasonOf(error) },
  );
}

/** Why a file operation failed, in plain words. */
export function reasonOf(error: unknown): Localized {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  const text = error instanceof Error ? error.message : String(error);
  return reasons[code] ?? { en: text, zh: text };
}
