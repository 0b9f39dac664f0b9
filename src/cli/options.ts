import type { Localized } from '../analysis/text/localized';
import { Problem } from './problem';

/** What a command line may hold: flags, and options with a value. */
export interface OptionForm {
  readonly flags: readonly string[];
  readonly values: readonly string[];
}

export interface Options {
  readonly positional: readonly string[];
  readonly flags: ReadonlySet<string>;
  /** Every value given to an option, in order. */
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** Takes a command line apart: `--name value`, `--name=value`, `--flag`, and `--` before names that begin with a dash. */
export function readOptions(command: readonly string[], form: OptionForm): Options {
  const positional: string[] = [];
  const flags = new Set<string>();
  const values = new Map<string, string[]>();
  for (let at = 0; at < command.length; at++) {
    const part = command[at] as string;
    if (part === '--') {
      positional.push(...command.slice(at + 1));
      break;
    }
    if (!part.startsWith('-') || part === '-') {
      positional.push(part);
      continue;
    }
    const [, name = '', given] = /^--?([^=]*)(?:=([\s\S]*))?$/.exec(part) ?? [];
    if (form.flags.includes(name) && given === undefined) flags.add(name);
    else if (form.values.includes(name)) {
      const value = given ?? command[++at];
      if (value === undefined)
        throw new Problem({ en: '--{name} needs a value.', zh: '--{name} 需要一个值。' }, { name });
      values.set(name, [...(values.get(name) ?? []), value]);
    } else {
      throw new Problem(
        {
          en: 'There is no option {part}; see reglens --help.',
          zh: '没有 {part} 选项，详见 reglens --help。',
        },
        { part },
      );
    }
  }
  return { positional, flags, values };
}

/** The last value of an option, which has to be one of a few words. */
export function oneOf<Word extends string>(
  options: Options,
  name: string,
  words: readonly Word[],
  otherwise: Word,
): Word {
  const given = options.values.get(name)?.at(-1);
  if (given === undefined) return otherwise;
  const word = words.find((one) => one === given);
  if (word === undefined) {
    throw new Problem(
      { en: '--{name} takes {words}, not “{given}”.', zh: '--{name} 只能是 {words}，不能是“{given}”。' },
      { name, words: words.join(', '), given },
    );
  }
  return word;
}

/** The last value of an option, which has to be a number that fits. @param what it has to be */
export function number(
  options: Options,
  name: string,
  otherwise: number,
  fits: (value: number) => boolean,
  what: Localized,
): number {
  const given = options.values.get(name)?.at(-1);
  if (given === undefined) return otherwise;
  const value = Number(given);
  if (given.trim() !== '' && fits(value)) return value;
  throw new Problem(
    { en: '--{name} takes {what}, not “{given}”.', zh: '--{name} 需要{what}，不能是“{given}”。' },
    { name, what, given },
  );
}
