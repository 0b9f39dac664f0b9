import type { Disagreement, Outcome } from './compare';

/** Sums of outcomes. */
export class Tally {
  programs = 0;
  readonly disagreements: Disagreement[] = [];
  private readonly sums = new Map<keyof Outcome, number>();

  add(outcome: Outcome): void {
    this.programs++;
    this.disagreements.push(...outcome.disagreements);
    for (const [name, value] of Object.entries(outcome))
      if (typeof value === 'number' || typeof value === 'boolean')
        this.sums.set(name as keyof Outcome, this.sum(name as keyof Outcome) + Number(value));
  }

  sum(name: keyof Outcome): number {
    return this.sums.get(name) ?? 0;
  }

  wrong(kind: Disagreement['kind']): number {
    return this.disagreements.filter((one) => one.kind === kind).length;
  }
}

/** The result as a Markdown table, a column for each version that the analysis was told. */
export function printTable(columns: readonly (readonly [2 | 3 | null, Tally])[]): void {
  const share = (part: number, whole: number): string =>
    whole === 0 ? '–' : `${part} of ${whole} (${((100 * part) / whole).toFixed(1)} %)`;
  const rows: [string, (tally: Tally) => string | number][] = [
    ['programs', (tally) => tally.programs],
    ['places that read `.losses`', (tally) => tally.sum('reads')],
    [
      '… of one length at every execution, which the analysis knows',
      (tally) => share(tally.sum('knownReads'), tally.sum('steadyReads')),
    ],
    [
      '… in programs of which nothing hangs on flags, the environment or chance',
      (tally) => share(tally.sum('knownDecidableReads'), tally.sum('decidableReads')),
    ],
    ['wrong lengths', (tally) => tally.wrong('length')],
    ['trainings with a count', (tally) => share(tally.sum('knownTrainings'), tally.sum('trainings'))],
    ['wrong counts', (tally) => tally.wrong('times')],
    [
      'programs that lose a penalty, with the right finding',
      (tally) => share(tally.sum('lostFound'), tally.sum('lost')),
    ],
    [
      'programs that double a penalty, with the right finding',
      (tally) => share(tally.sum('doubledFound'), tally.sum('doubled')),
    ],
    ['findings', (tally) => tally.sum('findings')],
    ['false findings', (tally) => tally.wrong('finding')],
    ['analyses that gave up', (tally) => tally.wrong('crash')],
  ];
  const heads = columns.map(([version]) => (version === null ? 'Keras 2 or 3' : `Keras ${version}`));
  console.log(`| | ${heads.join(' | ')} |\n| --- |${' ---: |'.repeat(columns.length)}`);
  for (const [title, value] of rows)
    console.log(`| ${title} | ${columns.map(([, tally]) => value(tally)).join(' | ')} |`);
}
