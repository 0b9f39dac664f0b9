import { Choices } from './choices';
import { chooseSpelling, type Spelling } from './spelling';

/** A program being written: its decisions, its lines so far and what later lines may refer to. */
export interface Draft {
  readonly choices: Choices;
  readonly spelling: Spelling;
  /** Whether the program has activity penalties and `add_loss` at all: their graphs are slow to run. */
  readonly passTerms: boolean;
  /** Lines of functions, classes and shared values, in order. */
  readonly definitions: string[];
  /** Names of regularizers that the place being written can see. */
  regularizers: readonly string[];
  /** A function of the program that makes a Dense of so many units; null where there is none. */
  denseMaker: string | null;
  /** A dictionary of arguments for Dense. */
  denseOptions: string | null;
  /** Serial numbers of names. */
  readonly names: Map<string, number>;
}

export function newDraft(seed: number): Draft {
  const choices = new Choices(seed);
  return {
    choices,
    spelling: chooseSpelling(choices),
    passTerms: choices.chance(0.3),
    definitions: [],
    regularizers: [],
    denseMaker: null,
    denseOptions: null,
    names: new Map(),
  };
}

/** `model`, then `model_2`, `model_3`. */
export function freshName(draft: Draft, stem: string): string {
  const serial = (draft.names.get(stem) ?? 0) + 1;
  draft.names.set(stem, serial);
  return serial === 1 ? stem : `${stem}_${serial}`;
}

export function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === '' ? '' : `    ${line}`));
}

export function define(draft: Draft, lines: readonly string[]): void {
  draft.definitions.push(...lines, '', '');
}

/** A condition that no reader of the program can decide, and that is the same at every run. */
export function unknownCondition(draft: Draft): string {
  return draft.choices.pick(UNKNOWN);
}

const UNKNOWN = [
  'os.environ.get("FUZZ_FLAG")',
  'os.environ.get("FUZZ_FLAG", "1") == "1"',
  'arguments.flag',
  'arguments.steps > 1',
  'not arguments.flag',
  'len(sys.argv) > 3',
  'np.random.default_rng(1).random() > 0.2',
  'np.random.default_rng(1).random() > 0.9',
];

/** Whether nothing in a program hangs on what only a run can tell. */
export function isDecidable(text: string): boolean {
  return ![...UNKNOWN, 'if arguments.strength'].some((one) => text.includes(one));
}

/** A condition whose value the program shows. */
export function knownCondition(draft: Draft): string {
  return draft.choices.pick(['USE_PENALTY', 'not USE_PENALTY', 'True', 'LEVEL > 1', 'LEVEL == 1', 'False']);
}

export function condition(draft: Draft): string {
  return draft.choices.chance(0.6) ? unknownCondition(draft) : knownCondition(draft);
}
