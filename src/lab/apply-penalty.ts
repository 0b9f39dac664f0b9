import type { ArgumentFact, Facts, LayerFact, ModelFact, PenaltyFact } from '../analysis/facts/facts';
import type { Localized } from '../analysis/text/localized';
import type { Span, TextEdit } from '../analysis/text/span';
import { CannotBuild } from './architecture/layer-kind';
import type { PlanArm, PlanPenalty } from './plan';
import { planLayers } from './planning/layers';
import { ownerOf, writtenPenalties } from './planning/wrapped-penalties';

/** What the edits are computed from. */
export interface ApplyTarget {
  readonly facts: Facts;
  readonly model: ModelFact;
  /** The text the facts came from. */
  readonly text: string;
  /** Position in `model.layers` of each layer name of the plan. */
  readonly layers: ReadonlyMap<string, number>;
}

/** Edits that write an arm's penalties into the code, or why there are none: they are there already, or cannot be written. */
export type Application =
  { readonly edits: readonly TextEdit[] } | { readonly reason: Localized; readonly written: boolean };

type Strength = Pick<PlanPenalty, 'l1' | 'l2' | 'orthogonal'>;

/** One weight of one layer and what its argument has to become; null removes it. */
interface Change {
  readonly layer: LayerFact;
  readonly on: string;
  readonly current: PenaltyFact | null;
  readonly wanted: Strength | null;
}

/** Position in `model.layers` of each layer name of a plan made from the model; none for a model that cannot be planned. */
export function layerPositions(model: ModelFact): ReadonlyMap<string, number> {
  try {
    const { layers } = planLayers(model);
    const positions = layers.map(({ fact, plan }) => [plan.name, model.layers.indexOf(fact)] as const);
    return new Map(positions.filter(([, position]) => position >= 0));
  } catch (error) {
    if (error instanceof CannotBuild) return new Map();
    throw error;
  }
}

/**
 * Writes the penalties of one arm into the code and takes out those the arm does not have.
 * A number is changed where it is defined if everything that shares the definition is to have
 * the same strength; otherwise the layer's own argument is. Penalties the plan cannot carry
 * (custom functions) stay unless the arm replaces them.
 */
export function applyPenalty(target: ApplyTarget, arm: PlanArm): Application {
  const wanted = wantedStrengths(target, arm);
  if (wanted === null) return { reason: layersChanged, written: false };
  const changes = changesFor(target.model, wanted);
  if (changes.length === 0) return { reason: alreadyWritten, written: true };

  if (changes.some((change) => asksForSeveral(change, target.model, wanted)))
    return { reason: oneLineManyLayers, written: false };

  const spelling = regularizersSpelling(target);
  const edits: TextEdit[] = [];
  const byArgument: Change[] = [];
  for (const change of changes) {
    const edit = changeOfNumber(change, target, wanted);
    if (edit === null) byArgument.push(change);
    else edits.push(edit);
  }
  for (const layer of new Set(byArgument.map(({ layer: whole, on }) => ownerOf(whole, on)[0]))) {
    const own = byArgument.flatMap((change) => {
      const [owner, on] = ownerOf(change.layer, change.on);
      return owner === layer ? [{ ...change, on }] : [];
    });
    const ofLayer = changesOfArguments(layer, own, target.text, spelling.prefix);
    if (ofLayer === null) return { reason: noArgumentToChange, written: false };
    edits.push(...ofLayer);
  }
  if (spelling.importEdit !== null && byArgument.some((change) => change.wanted !== null)) {
    edits.push(spelling.importEdit);
  }
  return { edits: withoutRepetition(edits) };
}

/** Strength by layer position and weight, or null when the plan names a layer the model does not have. */
function wantedStrengths(target: ApplyTarget, arm: PlanArm): Map<string, Strength> | null {
  const wanted = new Map<string, Strength>();
  for (const penalty of arm.penalties) {
    const index = target.layers.get(penalty.layer);
    if (index === undefined || target.model.layers[index] === undefined) return null;
    if (penalty.l1 !== 0 || penalty.l2 !== 0 || penalty.orthogonal)
      wanted.set(keyOf(index, penalty.on), penalty);
  }
  return wanted;
}

function changesFor(model: ModelFact, wanted: ReadonlyMap<string, Strength>): Change[] {
  return model.layers.flatMap((layer, index) => {
    const weights = new Set(
      writtenPenalties(layer)
        .filter(carriedByPlans)
        .map((penalty) => penalty.on),
    );
    for (const key of wanted.keys()) {
      const [position, on] = key.split(' ');
      if (Number(position) === index && on !== undefined) weights.add(on);
    }
    return [...weights].flatMap((on): Change[] => {
      const current = writtenPenalties(layer).find((penalty) => penalty.on === on) ?? null;
      const strength = wanted.get(keyOf(index, on)) ?? null;
      return isWritten(current, strength) ? [] : [{ layer, on, current, wanted: strength }];
    });
  });
}

const carriedByPlans = ({ kind }: PenaltyFact) => kind !== 'custom' && kind !== 'unknown';

const keyOf = (layer: number, on: string) => `${layer} ${on}`;

function isWritten(current: PenaltyFact | null, wanted: Strength | null): boolean {
  if (current === null || wanted === null) return current === wanted;
  if (!carriedByPlans(current)) return false;
  if (current.kind === 'orthogonal' || wanted.orthogonal)
    return (
      current.orthogonal?.factor === wanted.orthogonal?.factor &&
      current.orthogonal?.mode === wanted.orthogonal?.mode
    );
  return strengthOf(current, 'l1') === wanted.l1 && strengthOf(current, 'l2') === wanted.l2;
}

/** Null where the code holds no constant; a kind without the other term has 0 there. */
function strengthOf(penalty: PenaltyFact, term: 'l1' | 'l2'): number | null {
  return penalty.kind === 'l1l2' || penalty.kind === term ? penalty[term] : 0;
}

/** Whether one call makes several layers of the model that are to differ in this weight. */
function asksForSeveral(change: Change, model: ModelFact, wanted: ReadonlyMap<string, Strength>): boolean {
  return model.layers.some((layer, index) => {
    if (!sameSpan(layer.argumentsSpan, change.layer.argumentsSpan)) return false;
    const other = wanted.get(keyOf(index, change.on)) ?? null;
    return !sameStrength(other, change.wanted);
  });
}

function sameStrength(one: Strength | null, other: Strength | null): boolean {
  return (
    one?.l1 === other?.l1 &&
    one?.l2 === other?.l2 &&
    one?.orthogonal?.factor === other?.orthogonal?.factor &&
    one?.orthogonal?.mode === other?.orthogonal?.mode
  );
}

/** A new number where the strength is defined, if nobody who shares the definition would mind. */
function changeOfNumber(
  change: Change,
  { facts, model }: ApplyTarget,
  wanted: ReadonlyMap<string, Strength>,
): TextEdit | null {
  const { current } = change;
  if (current?.strengthSpan == null || change.wanted === null) return null;
  const term = singleTerm(change.wanted);
  if (term === null || current.kind !== term) return null;
  const strength = change.wanted[term];
  const shared = facts.models.every((other) =>
    other.layers.every((layer, index) =>
      writtenPenalties(layer).every((penalty) => {
        if (penalty.strengthSpan === null || !sameSpan(penalty.strengthSpan, current.strengthSpan))
          return true;
        const goal = other.id === model.id ? wanted.get(keyOf(index, penalty.on)) : undefined;
        return goal !== undefined && singleTerm(goal) === term && goal[term] === strength;
      }),
    ),
  );
  return shared ? { span: current.strengthSpan, newText: String(strength) } : null;
}

function singleTerm({ l1, l2, orthogonal }: Strength): 'l1' | 'l2' | null {
  if (orthogonal || (l1 !== 0 && l2 !== 0)) return null;
  return l1 !== 0 ? 'l1' : 'l2';
}

/** Replaces, removes and adds arguments of one call; null when the call does not show one to change. */
function changesOfArguments(
  layer: LayerFact,
  changes: readonly Change[],
  text: string,
  regularizers: string,
): TextEdit[] | null {
  const edits: TextEdit[] = [];
  const removed: ArgumentFact[] = [];
  const added: string[] = [];
  for (const { on, current, wanted } of changes) {
    const name = `${on}_regularizer`;
    const argument = layer.arguments.find((candidate) => candidate.name === name);
    if (argument?.spread) return null;
    if (wanted === null) {
      if (argument === undefined) return null;
      if (argument.keyword) removed.push(argument);
      else edits.push({ span: argument.valueSpan, newText: 'None' });
      continue;
    }
    const value = regularizerCall(regularizers, wanted);
    if (argument !== undefined) edits.push({ span: argument.valueSpan, newText: value });
    // A penalty without an argument of this call came in some other way; a second one would clash with it.
    else if (current !== null) return null;
    else added.push(`${name}=${value}`);
  }
  for (const argument of removed) edits.push({ span: removal(argument, removed, layer, text), newText: '' });
  if (added.length > 0) edits.push(insertion(layer, added, text));
  return edits;
}

function regularizerCall(regularizers: string, { l1, l2, orthogonal }: Strength): string {
  if (orthogonal)
    return `${regularizers}.OrthogonalRegularizer(factor=${orthogonal.factor}, mode='${orthogonal.mode}')`;
  if (l1 !== 0 && l2 !== 0) return `${regularizers}.L1L2(l1=${l1}, l2=${l2})`;
  return l1 !== 0 ? `${regularizers}.L1(${l1})` : `${regularizers}.L2(${l2})`;
}

/** An argument with one comma and the blanks that belong to it: the comma before it, unless nothing stays before it. */
function removal(
  argument: ArgumentFact,
  removed: readonly ArgumentFact[],
  layer: LayerFact,
  text: string,
): Span {
  const opening = layer.argumentsSpan.start + 1;
  const earlier = removed.filter((other) => other.span.end <= argument.span.start);
  const staysBefore =
    text.slice(opening, argument.span.start).replace(/[\s,]/g, '').length >
    earlier.reduce((sum, { span }) => sum + text.slice(span.start, span.end).replace(/[\s,]/g, '').length, 0);
  if (staysBefore) {
    const before = /,\s*$/.exec(text.slice(opening, argument.span.start));
    return { start: argument.span.start - (before?.[0].length ?? 0), end: argument.span.end };
  }
  const after = /^\s*,[ \t]*/.exec(text.slice(argument.span.end, layer.argumentsSpan.end - 1));
  return { start: argument.span.start, end: argument.span.end + (after?.[0].length ?? 0) };
}

/** Adds keyword arguments after the last one, on lines of their own where the others stand so. */
function insertion(layer: LayerFact, added: readonly string[], text: string): TextEdit {
  const last = [...layer.arguments].sort((a, b) => a.span.end - b.span.end).at(-1);
  if (last === undefined) {
    const start = layer.argumentsSpan.start + 1;
    // `*values` or `**options` may stand there although no argument is known by name.
    const empty = text.slice(start, layer.argumentsSpan.end - 1).trim() === '';
    return { span: { start, end: start }, newText: added.join(', ') + (empty ? '' : ', ') };
  }
  const lineStart = lineStartBefore(text, last.span.start);
  const indentation = text.slice(lineStart, last.span.start);
  const ownLine = lineStart > layer.argumentsSpan.start && indentation.trim() === '';
  const separator = ownLine ? `,${lineBreakOf(text)}${indentation}` : ', ';
  return {
    span: { start: last.span.end, end: last.span.end },
    newText: added.map((argument) => separator + argument).join(''),
  };
}

const lineStartBefore = (text: string, offset: number) =>
  offset === 0 ? 0 : Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
const lineBreakOf = (text: string) => (text.includes('\r\n') ? '\r\n' : '\n');

/** How the file reaches `keras.regularizers`, with the import it still needs for that. */
function regularizersSpelling({ facts, text }: ApplyTarget): { prefix: string; importEdit: TextEdit | null } {
  const imported =
    /^[ \t]*from[ \t]+[\w.]*keras[ \t]+import[ \t]+[^#\n]*\bregularizers\b(?:[ \t]+as[ \t]+(\w+))?/m.exec(
      text,
    );
  if (imported !== null) return { prefix: imported[1] ?? 'regularizers', importEdit: null };
  if (facts.framework.spelling !== null) {
    return { prefix: `${facts.framework.spelling}.regularizers`, importEdit: null };
  }
  const place = facts.framework.span ?? { start: 0, end: 0 };
  const line = importLine(text, place.start);
  const source = /\b(?:tensorflow\.keras|tf_keras|keras)\b/.exec(
    text.slice(line.start, Math.max(place.end, line.end)),
  );
  return {
    prefix: 'regularizers',
    importEdit: {
      span: { start: line.start, end: line.start },
      newText: `${line.indentation}from ${source?.[0] ?? 'tensorflow.keras'} import regularizers${lineBreakOf(text)}`,
    },
  };
}

/** The line on which the import statement around an offset begins. */
function importLine(text: string, offset: number): Span & { indentation: string } {
  let start = lineStartBefore(text, offset);
  while (start > 0 && !/^[ \t]*(?:from|import)\b/.test(text.slice(start))) {
    start = lineStartBefore(text, start - 1);
  }
  const [line = '', indentation = ''] = /^([ \t]*)[^\r\n]*/.exec(text.slice(start)) ?? [];
  return { start, end: start + line.length, indentation };
}

const sameSpan = (a: Span, b: Span | null) => b !== null && a.start === b.start && a.end === b.end;

/** Layers made in a loop and strengths shared through a variable ask for the same edit several times. */
function withoutRepetition(edits: readonly TextEdit[]): TextEdit[] {
  return edits.filter(
    (edit, index) =>
      edits.findIndex((other) => sameSpan(other.span, edit.span) && other.newText === edit.newText) === index,
  );
}

const alreadyWritten: Localized = {
  en: 'Nothing to change: the code already holds exactly this penalty.',
  zh: '无需改动：代码中已经正是这个惩罚项。',
};
const layersChanged: Localized = {
  en: 'Not applied: the layers in the code are no longer those that were compared. Compare again first.',
  zh: '未应用：代码中的层已与比较时不同，请先重新比较。',
};
const noArgumentToChange: Localized = {
  en: 'Not applied: the penalty does not come from an argument in the layer call, so it has to be changed by hand.',
  zh: '未应用：该惩罚项并非来自层调用中的参数，需要手动修改。',
};
const oneLineManyLayers: Localized = {
  en: 'Not applied: one line of code makes several layers, which were compared with different penalties.',
  zh: '未应用：同一行代码创建了多个层，而比较时它们的惩罚项不同。',
};
