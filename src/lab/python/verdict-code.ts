import type { Locale } from '../../analysis/text/localized';
import type { Plan } from '../plan';
import { fewestSeeds, overlapOf, studentQuantile } from '../statistics';
import { words } from './words';

/** The Python functions that print what came of it, as `verdictOf` decides it. */
export function verdictCode(plan: Plan, locale: Locale): string {
  const overlapping = overlapOf(plan) > 0;
  const quantiles = plan.seeds
    .slice(1)
    .map((_, index) => `${index + 1}: ${studentQuantile(0.975, index + 1).toFixed(4)}`);
  return `
# ${words.quantiles[locale]}
T_QUANTILES = {${quantiles.join(', ')}}


def verdict(arm, results):
    """${(overlapping ? words.verdictOfSplits : words.verdict)[locale]}"""
    first = next(iter(ARMS))
    pairs = np.array([(results[first, seed]["test"], results[arm, seed]["test"]) for seed in SEEDS])
    pairs = pairs[np.isfinite(pairs).all(axis=1)]
    differences = pairs[:, 1] - pairs[:, 0]
    seeds = len(differences)
    if seeds < ${fewestSeeds}:
        return f"{arm}: ${words.tooFew[locale]}"
    mean, wins = differences.mean(), (differences < 0).sum()
    half = T_QUANTILES[seeds - 1] * differences.std(ddof=1) * np.sqrt(1 / seeds${overlapping ? ' + TEST / TRAIN' : ''})
    answer = "${words.nothing[locale]}"
    if mean + half < 0:
        answer = "${words.helps[locale]}"
    elif mean - half > 0:
        answer = "${words.hurts[locale]}"
    interval = f"${words.interval[locale]}"
    return f"{arm}: {answer}: ${words.difference[locale]}"


def report(results):
    for seed in SEEDS:
        losses = ", ".join(f"{arm} {results[arm, seed]['test']:.4f}" for arm in ARMS)
        print(f"${words.seedLine[locale]}")
    for arm in list(ARMS)[1:]:
        print(verdict(arm, results))
`;
}
