import type { LostReadFact } from '../../facts/facts';
import type { Content, ReadExecution } from '../../interpreter/content';
import { type InstanceValue, type Value, alternatives, contentOf } from '../../interpreter/values';
import type { Span } from '../../text/span';
import { type Recording, modelOf } from './natives';
import { partsOf } from './parts';

/** What a value that is differentiated holds of one model's penalties. */
export interface PenaltyCount {
  readonly penaltyTimes: 0 | 1 | 2 | null;
  readonly certain: boolean;
  /** All reads of the model's losses in it, with a gradient or without. */
  readonly reads: readonly ReadExecution[];
  readonly lost: readonly LostRead[];
  /** The operation that made it after the recording had ended: then it has no gradient at all. */
  readonly addedAfterTape: Span | null;
  readonly addedAfterScaling: Span | null;
  readonly unscaledReplicaReads: readonly ReadExecution[];
  /** Whether it holds something computed from the weights themselves. */
  readonly fromWeights: boolean;
  /** Norms of weights in it that are not squared. */
  readonly norms: readonly Span[];
  readonly versionDependent: 'compiled-loss' | null;
}

export interface LostRead {
  readonly read: ReadExecution;
  readonly why: LostReadFact['why'];
}

/** Nothing is known of the target. */
export const uncounted: PenaltyCount = {
  penaltyTimes: null,
  certain: false,
  reads: [],
  lost: [],
  addedAfterTape: null,
  addedAfterScaling: null,
  unscaledReplicaReads: [],
  fromWeights: false,
  norms: [],
  versionDependent: null,
};

/** How often a model's penalty is in a value that a recording differentiates; the alternatives of a join must agree. */
export function countPenalty(value: Value, model: InstanceValue, recording: Recording): PenaltyCount {
  const counted = alternatives(value).map((one) => countIn(one, model, recording));
  const [first] = counted;
  const times = counted.every((one) => one.times === first?.times) ? (first?.times ?? null) : null;
  const late = counted.flatMap((one) => one.marks('added-after-scaling'))[0] ?? null;
  const acting = new Set(counted.flatMap((one) => one.acting.map((read) => read.span.start)));
  return {
    // Behind the scaling of a loss it counts a fraction.
    penaltyTimes: late ? null : times,
    certain: !late && times !== null && counted.length === 1,
    reads: counted.flatMap((one) => one.reads),
    lost: counted.flatMap((one) => one.lost.filter(({ read }) => !acting.has(read.span.start))),
    addedAfterTape: counted.every((one) => one.after) ? (first?.after ?? null) : null,
    addedAfterScaling: late,
    unscaledReplicaReads: counted.flatMap((one) =>
      one.marks('averaged').length > 0 && one.marks('per-replica').length === 0
        ? one.acting.filter((read) => !read.perReplica)
        : [],
    ),
    fromWeights: counted.some((one) => one.fromWeights),
    norms: counted.flatMap((one) => one.marks('norm')),
    versionDependent: counted.some((one) => one.shim) ? 'compiled-loss' : null,
  };
}

interface Counted {
  readonly times: 0 | 1 | 2 | null;
  readonly reads: readonly ReadExecution[];
  readonly acting: readonly ReadExecution[];
  readonly lost: readonly LostRead[];
  readonly after: Span | null;
  readonly shim: boolean;
  readonly fromWeights: boolean;
  marks(kind: Content['marks'][number]['kind']): Span[];
}

function countIn(value: Value, model: InstanceValue, recording: Recording): Counted {
  const content = contentOf(value);
  const reads = content.reads.filter((read) => read.terms !== 0 && holds(read.model, model));
  const lost: LostRead[] = [];
  const acting: ReadExecution[] = [];
  for (const read of reads) {
    const why = whyLost(read, recording);
    if (why === null) acting.push(read);
    else lost.push({ read, why });
  }
  const added = content.additions.filter((one) => holds(one.model, model));
  // The losses of a model inside this one are a part of its own, or all of them.
  const partly = [...content.reads, ...content.additions].some(
    (one) => one.model !== model && modelOf(one.model as InstanceValue) && holds(model, one.model),
  );
  const made = value.kind === 'tensor' || value.kind === 'unknown' ? value.made : undefined;
  const after = made && made.time > recording.closed ? made.span : null;
  const shim = added.some((one) => one.by === 'compiled_loss');
  return {
    times: after ? 0 : shim || partly ? null : timesOf(content, acting, added.length),
    reads,
    acting,
    lost,
    after,
    shim,
    fromWeights: content.fromWeights,
    marks: (kind) => content.marks.filter((one) => one.kind === kind).map((one) => one.span),
  };
}

/** Whether the losses of a model are among those of another: its own, or those of a model that it is a part of. */
function holds(outer: object, inner: object): boolean {
  return outer === inner || partsOf(outer as InstanceValue).all.includes(inner as InstanceValue);
}

/** Why the value of a read has no gradient in a recording; null when it has one. */
function whyLost(read: ReadExecution, recording: Recording): LostReadFact['why'] | null {
  if (read.time < recording.repeatedSince) return 'captured-once';
  if (read.time < recording.opened) return 'before-tape';
  if (read.time > recording.closed) return 'after-tape';
  if (read.untraced) return 'not-traced';
  return read.detachedBy ? 'detached' : null;
}

function timesOf(content: Content, acting: readonly ReadExecution[], added: number): 0 | 1 | 2 | null {
  if (added > 0 && acting.length > 0) return 2;
  const whole = acting.filter((read) => read.whole || read.share);
  if (acting.some((read) => read.repeated))
    return whole.length === 1 && whole[0]?.repeated === 'yes' ? 2 : null;
  // Each a share of the penalty, together they may be one.
  if (whole.length > 1 && whole.some((read) => read.scaled)) return null;
  const places = (some: Content['reads']) => new Set(some.map((read) => read.span.start)).size;
  // One place read twice is a sum over several batches, not a penalty counted twice.
  if (whole.length > 1) return places(whole) === whole.length ? 2 : null;
  if (added === 0 && places(acting) > 1) return null;
  if (added > 0 || acting.length > 0) return 1;
  return content.opaque || content.fromWeights ? null : 0;
}
