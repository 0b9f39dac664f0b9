import type { LayerFact, ModelFact, PenaltyFact } from '../../analysis/facts/facts';
import type { Argument, Expression } from '../../analysis/program/program';
import type { Localized } from '../../analysis/text/localized';
import { sameSpan, type Span, type TextEdit } from '../../analysis/text/span';
import type { PlanArm, PlanPenalty } from '../plan';
import { filled } from '../planning/words';
import { ownerOf, writtenPenalties } from '../planning/wrapped-penalties';
import { changedArguments } from './arguments';
import { assignmentsTo, numberText, type Call, type Source } from './source';
import type { Target, Written } from './target';
import { words } from './words';

type Strength = Pick<PlanPenalty, 'l1' | 'l2' | 'orthogonal'>;
type Goals = ReadonlyMap<string, Strength>;

/** One weight of one layer and what its penalty has to become; null takes it out. */
interface Change {
  readonly layer: LayerFact;
  readonly on: string;
  readonly current: PenaltyFact | null;
  readonly wanted: Strength | null;
}

/**
 * Writes the penalties of an arm and takes out those that it does not have. What is changed is the number where it
 * is defined, else the regularizer where it is made, else the layer's argument: the first of them at which all that
 * share it are to be the same. Penalties that a plan cannot carry stay unless the arm replaces them.
 */
export function penaltyEdits(target: Target, arm: PlanArm): Written {
  const goals = goalsOf(target, arm);
  if (goals === null) return { reason: words.layersChanged };
  const edits: TextEdit[] = [];
  const byCall = new Map<Call, { added: string[]; removed: Argument[] }>();
  for (const change of changesFor(target, goals)) {
    const shared = changeOfNumber(target, goals, change) ?? changeOfDefinition(target, goals, change);
    if (shared !== null) {
      edits.push(...shared);
      continue;
    }
    const refused = sharedCall(target, goals, change);
    if (refused !== null) return { reason: refused };
    const changed = changeOfArgument(target, change);
    if (changed === null)
      return { reason: isOwn(target, change.layer.span) ? words.noArgumentToChange : words.elsewhere };
    if ('edit' in changed) {
      edits.push(changed.edit);
      continue;
    }
    const of = byCall.get(changed.call) ?? { added: [], removed: [] };
    byCall.set(changed.call, of);
    if (changed.added !== undefined && !of.added.includes(changed.added)) of.added.push(changed.added);
    if (changed.removed !== undefined && !of.removed.includes(changed.removed))
      of.removed.push(changed.removed);
  }
  for (const [call, changes] of byCall) edits.push(...changedArguments(target.source, call, changes));
  return { edits };
}

const isOwn = ({ source }: Target, span: Span) => span.end <= source.text.length;

/** Strength by layer position and weight, or null when the plan names a layer that the model does not have. */
function goalsOf({ layers, model }: Target, arm: PlanArm): Goals | null {
  const goals = new Map<string, Strength>();
  for (const penalty of arm.penalties) {
    const index = layers.get(penalty.layer);
    if (index === undefined || model.layers[index] === undefined) return null;
    if (penalty.l1 !== 0 || penalty.l2 !== 0 || penalty.orthogonal)
      goals.set(keyOf(index, penalty.on), penalty);
  }
  return goals;
}

const keyOf = (layer: number, on: string) => `${layer} ${on}`;

function changesFor(target: Target, goals: Goals): Change[] {
  const carried = carriedByPlans(target);
  return target.model.layers.flatMap((layer, index) => {
    const weights = new Set(
      writtenPenalties(layer)
        .map(({ on }) => on)
        .filter((on) => carried.has(keyOf(index, on))),
    );
    for (const key of goals.keys()) {
      const [position, on] = key.split(' ');
      if (Number(position) === index && on !== undefined) weights.add(on);
    }
    return [...weights].flatMap((on): Change[] => {
      const current = writtenPenalties(layer).find((penalty) => penalty.on === on) ?? null;
      const wanted = goals.get(keyOf(index, on)) ?? null;
      return isWritten(current, wanted) ? [] : [{ layer, on, current, wanted }];
    });
  });
}

/** The penalties of the code that a plan of it carries: those that no arm without them leaves in. */
function carriedByPlans({ planned, layers }: Target): ReadonlySet<string> {
  if (!planned.penaltyWritten) return new Set();
  const penalties = planned.plan.arms.flatMap((arm) => arm.penalties);
  return new Set(penalties.map(({ layer, on }) => keyOf(layers.get(layer) ?? -1, on)));
}

function isWritten(current: PenaltyFact | null, wanted: Strength | null): boolean {
  if (current === null || wanted === null) return current === wanted;
  if (current.kind === 'custom' || current.kind === 'unknown') return false;
  return isSame({ ...strengthsOf(current), ...orthogonalOf(current) }, wanted);
}

/** Null where the code holds no constant; a kind without the other term has 0 there. */
function strengthsOf({ kind, l1, l2 }: PenaltyFact): { l1: number | null; l2: number | null } {
  return { l1: kind === 'l1' || kind === 'l1l2' ? l1 : 0, l2: kind === 'l2' || kind === 'l1l2' ? l2 : 0 };
}

function orthogonalOf({ kind, orthogonal }: PenaltyFact) {
  return kind === 'orthogonal' ? { orthogonal: orthogonal ?? { factor: null, mode: null } } : {};
}

interface AnyStrength {
  readonly l1: number | null;
  readonly l2: number | null;
  readonly orthogonal?: { readonly factor: number | null; readonly mode: string | null };
}

function isSame(one: AnyStrength | null, other: AnyStrength | null): boolean {
  return (
    one?.l1 === other?.l1 &&
    one?.l2 === other?.l2 &&
    one?.orthogonal?.factor === other?.orthogonal?.factor &&
    one?.orthogonal?.mode === other?.orthogonal?.mode
  );
}

/** What a penalty of any model of the file is to become; undefined for one that is to stay. */
function goalOf(target: Target, goals: Goals, model: ModelFact, index: number, on: string) {
  if (model.id === target.model.id) return goals.get(keyOf(index, on));
  const theirs = model.layers[index] as LayerFact;
  const made = writtenPenalties(theirs).find((penalty) => penalty.on === on)?.definitionSpan;
  // A nested model, or one of the same function: its layer is the same as one of this model's.
  const same = target.model.layers.findIndex((layer) => {
    const own = writtenPenalties(layer).find((penalty) => penalty.on === on)?.definitionSpan;
    return sameSpan(layer.span, theirs.span) && (own && made ? sameSpan(own, made) : own === made);
  });
  return same < 0 ? undefined : goals.get(keyOf(same, on));
}

/** Whether every penalty that shares a place is to become the same. */
function allAgree(
  target: Target,
  goals: Goals,
  wanted: Strength | null,
  shares: (penalty: PenaltyFact) => boolean,
): boolean {
  return target.facts.models.every((model) =>
    model.layers.every((layer, index) =>
      writtenPenalties(layer).every((penalty) => {
        if (!shares(penalty)) return true;
        const goal = goalOf(target, goals, model, index, penalty.on);
        return isSame(goal ?? null, wanted);
      }),
    ),
  );
}

/** New numbers where the strengths are defined. */
function changeOfNumber(target: Target, goals: Goals, { current, wanted }: Change): TextEdit[] | null {
  if (current === null || wanted === null || current.kind !== kindOf(wanted)) return null;
  const places = numberPlaces(target, current, wanted);
  if (places === null) return null;
  const text = target.source.text;
  const agreed = places.every(({ span }) =>
    allAgree(target, goals, wanted, (penalty) => {
      const other = numberPlaces(target, penalty, wanted);
      return other?.some((place) => sameSpan(place.span, span)) ?? false;
    }),
  );
  if (!agreed) return null;
  return places
    .filter(({ value, before }) => value !== before)
    .map(({ span, value }) => ({ span, newText: numberText(value, text.slice(span.start, span.end)) }));
}

function kindOf({ l1, l2, orthogonal }: Strength): PenaltyFact['kind'] {
  if (orthogonal) return 'orthogonal';
  return l1 !== 0 && l2 !== 0 ? 'l1l2' : l1 !== 0 ? 'l1' : 'l2';
}

interface NumberPlace {
  readonly span: Span;
  readonly before: number | null;
  readonly value: number;
}

/** Where the numbers of a penalty stand in the file; null where one of them is no literal that is only that. */
function numberPlaces(target: Target, penalty: PenaltyFact, wanted: Strength): NumberPlace[] | null {
  const { strengthSpan, definitionSpan, kind } = penalty;
  const { source } = target;
  if (kind === 'l1' || kind === 'l2') {
    if (strengthSpan === null || !isOwn(target, strengthSpan)) return null;
    return isOnlyStrength(target, strengthSpan)
      ? [{ span: strengthSpan, before: penalty[kind], value: wanted[kind] }]
      : null;
  }
  const call = source.callAt(definitionSpan);
  if (kind !== 'l1l2' || call === null) return null;
  const places = (['l1', 'l2'] as const).map((name, position): NumberPlace | null => {
    const given =
      call.arguments.find((argument) => argument.name === name) ??
      call.arguments.filter((argument) => argument.name === null && argument.spread === 'none')[position];
    if (given?.value.kind !== 'constant' || typeof given.value.value !== 'number') return null;
    return { span: given.value.span, before: penalty[name], value: wanted[name] };
  });
  return places.every((place) => place !== null) ? places : null;
}

/** Whether a number is nothing else than a strength: the variable that holds it may be read for other things. */
function isOnlyStrength({ facts, source }: Target, span: Span): boolean {
  const number = source.expressionAt(span);
  const parent = number && source.parentOf(number);
  if (number === null || parent === null) return true;
  if (parent.kind !== 'assign') return true;
  const inRegularizers = (place: Span) =>
    facts.regularizers.some((one) => one.span.start <= place.start && place.end <= one.span.end);
  return parent.targets.every(
    (place) =>
      place.kind !== 'name' ||
      source
        .readsOf(place.name)
        .every((read) => inRegularizers(read.span) || isArgumentOfOwnFunction(source, read)),
  );
}

/** `dense(64, WD)` of a function of the file hands the number on; what it is used for there is seen afterwards. */
function isArgumentOfOwnFunction(source: Source, read: Expression): boolean {
  const parent = source.parentOf(read);
  const called = parent?.kind === 'call' && parent.callee.kind === 'name' ? parent.callee.name : null;
  return source.statements.some((one) => one.kind === 'function' && one.name === called);
}

/** Another regularizer where this one is made. */
function changeOfDefinition(target: Target, goals: Goals, { current, wanted }: Change): TextEdit[] | null {
  if (current === null || current.kind === 'custom' || current.kind === 'unknown') return null;
  const { definitionSpan } = current;
  const made = target.source.expressionAt(definitionSpan);
  if (made === null || (made.kind !== 'call' && made.kind !== 'constant')) return null;
  const inArgument = target.source.argumentAt(current.span);
  // Taken out, it goes from the layer's call, unless it comes there through a parameter.
  if (wanted === null && !isParameter(target, inArgument?.argument.value)) return null;
  if (!allAgree(target, goals, wanted, (penalty) => sameSpan(penalty.definitionSpan, definitionSpan)))
    return null;
  return [{ span: definitionSpan, newText: wanted === null ? 'None' : regularizer(target, wanted) }];
}

function isParameter({ source }: Target, value: Expression | undefined): boolean {
  return value?.kind === 'name' && assignmentsTo(source, value.name).length === 0;
}

/** Why a layer's own argument cannot be changed: its line makes layers that are to differ, or another model's. */
function sharedCall(target: Target, goals: Goals, { layer, on, wanted }: Change): Localized | null {
  const [owner, ownOn] = ownerOf(layer, on);
  for (const model of target.facts.models) {
    for (const [index, other] of model.layers.entries()) {
      const theirs = sameSpan(other.span, layer.span) ? [on] : namesOf(other, owner.span, ownOn);
      const agreed = theirs.every((name) =>
        isSame(goalOf(target, goals, model, index, name) ?? null, wanted),
      );
      if (agreed) continue;
      if (model.id === target.model.id) return words.oneLineManyLayers;
      return filled(words.oneLineManyModels, { other: model.name });
    }
  }
  return null;
}

/** Under which names a layer has the weight of a call: its own, or those of the layers that it wraps. */
function namesOf(layer: LayerFact, call: Span, on: string): readonly string[] {
  return [on, `forward_${on}`, `backward_${on}`].filter((name) => {
    const [owner, own] = ownerOf(layer, name);
    return own === on && sameSpan(owner.span, call);
  });
}

type ArgumentChange =
  { readonly edit: TextEdit } | { readonly call: Call; readonly added?: string; readonly removed?: Argument };

/** Replaces, removes or adds the argument of a layer; null where it is not written in this file. */
function changeOfArgument(target: Target, change: Change): ArgumentChange | null {
  const { source } = target;
  const { current, wanted } = change;
  const [layer, on] = ownerOf(change.layer, change.on);
  const name = `${on}_regularizer`;
  const named = layer.arguments.find((candidate) => candidate.name === name);
  if (named?.spread) return null;
  const place = current?.span ?? named?.span;
  const written = place === undefined ? null : source.argumentAt(place);
  if (written !== null) {
    const { call, argument } = written;
    if (argument.spread !== 'none') return null;
    if (wanted !== null) return { edit: { span: argument.value.span, newText: regularizer(target, wanted) } };
    if (argument.name === null) return { edit: { span: argument.value.span, newText: 'None' } };
    return { call, removed: argument };
  }
  // A penalty without an argument of this call came in some other way; a second one would clash with it.
  if (current !== null || named !== undefined || wanted === null) return null;
  const call = source.callAt(layer.span);
  return call && { call, added: `${name}=${regularizer(target, wanted)}` };
}

function regularizer({ spelling, source }: Target, { l1, l2, orthogonal }: Strength): string {
  const of = (name: string) => spelling.of('regularizers', name);
  if (orthogonal) {
    const mode = source.quote + orthogonal.mode + source.quote;
    return `${of('OrthogonalRegularizer')}(factor=${orthogonal.factor}, mode=${mode})`;
  }
  if (l1 !== 0 && l2 !== 0) return `${of('L1L2')}(l1=${l1}, l2=${l2})`;
  return l1 !== 0 ? `${of('L1')}(${l1})` : `${of('L2')}(${l2})`;
}
