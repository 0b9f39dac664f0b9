import { type AnalysisOptions, analyzeText } from '../analysis/analyze';
import type { Surroundings } from '../analysis/surroundings';
import { applyEdits } from '../analysis/text/span';

export interface Fixed {
  readonly text: string;
  readonly applied: number;
}

/** More rounds than a file of ordinary size has findings; a guard against fixes that undo each other. */
const maximumRounds = 1000;

/** Applies fixes one after another, since each may settle or move the others. */
export function fixText(
  text: string,
  options: AnalysisOptions,
  surroundings: Surroundings,
  safety: 'safe' | 'unsafe',
): Fixed {
  const seen = new Set([text]);
  let current = text;
  let applied = 0;
  while (applied < maximumRounds) {
    const next = nextText(current, options, surroundings, safety);
    if (next === null || seen.has(next)) break;
    seen.add(next);
    current = next;
    applied++;
  }
  return { text: current, applied };
}

function nextText(
  text: string,
  options: AnalysisOptions,
  surroundings: Surroundings,
  safety: 'safe' | 'unsafe',
): string | null {
  for (const finding of analyzeText(text, options, surroundings).findings) {
    const fix = finding.fixes.find((one) => one.safety === 'safe' || safety === 'unsafe');
    if (fix !== undefined) return applyEdits(text, fix.edits);
  }
  return null;
}
