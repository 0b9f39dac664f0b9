import type { Plan, PlanPenalty } from '../lab/plan';
import { penalizedArm, type PenaltyKind, type PlanSettings } from '../lab/plan-settings';
import { fewestSeeds } from '../lab/statistics';

export const mostSeeds = 64;
export const mostEpochs = 2000;
const strongest = 1000;

/** The kind and strength of penalties that are all alike; null when they differ or there are none. */
export function uniformPenalty(
  penalties: readonly PlanPenalty[],
): { kind: Exclude<PenaltyKind, 'as-found'>; strength: number } | null {
  const [first] = penalties;
  if (!first || penalties.some(({ l1, l2 }) => l1 !== first.l1 || l2 !== first.l2)) return null;
  const { l1, l2 } = first;
  if (l1 > 0 && l2 === 0) return { kind: 'l1', strength: l1 };
  if (l1 === 0 && l2 > 0) return { kind: 'l2', strength: l2 };
  return l1 > 0 && l1 === l2 ? { kind: 'l1l2', strength: l1 } : null;
}

/** The settings that leave `plan` as it is. */
export function settingsOf(plan: Plan): PlanSettings {
  const penalties = plan.arms[penalizedArm(plan)]?.penalties ?? [];
  return {
    ...(uniformPenalty(penalties) ?? { kind: 'as-found', strength: 0.01 }),
    seeds: plan.seeds.length,
    epochs: plan.epochs,
  };
}

/** The settings for a model that has changed in the code: what the reader has set stays, unless the code now says another penalty. */
export function carriedOver(settings: PlanSettings, before: Plan, now: Plan): PlanSettings {
  const found = settingsOf(now);
  const samePenalty = samePlan({ ...before, arms: now.arms }, before);
  return {
    ...(samePenalty ? settings : found),
    seeds: settings.seeds === before.seeds.length ? found.seeds : settings.seeds,
    epochs: settings.epochs === before.epochs ? found.epochs : settings.epochs,
  };
}

/** Settings that are typed. */
export type Field = 'strength' | 'seeds' | 'epochs';

/** The number in the text of a field if it can be used, else null. */
export function readField(field: Field, text: string): number | null {
  if (field === 'strength') return readStrength(text);
  return field === 'seeds' ? readCount(text, fewestSeeds, mostSeeds) : readCount(text, 1, mostEpochs);
}

function readStrength(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && value > 0 && value <= strongest ? value : null;
}

function readCount(text: string, least: number, most: number): number | null {
  const value = Number(text.trim());
  return text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most ? value : null;
}

/** One plan is the other: the same numbers would come out. */
export function samePlan(a: Plan, b: Plan): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** The two plans train the same thing apart from what the reader can set in the page. */
export function sameSubject(a: Plan, b: Plan): boolean {
  return samePlan({ ...a, arms: [], seeds: [], epochs: 0 }, { ...b, arms: [], seeds: [], epochs: 0 });
}

/** Number of trainings: one per arm and seed. */
export function trainings(plan: Plan): number {
  return plan.arms.length * plan.seeds.length;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, part]) => [key, sorted(part)]),
  );
}
