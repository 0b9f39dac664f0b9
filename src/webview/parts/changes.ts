import { groupThousands, message, render } from '../../analysis/text/localized';
import type { Locale, Localized, Message } from '../../analysis/text/localized';
import { dataSets } from '../../lab/data';
import type { Plan, PlanData } from '../../lab/plan';
import { penalizedArm } from '../../lab/plan-settings';
import { armLabel } from '../arms';
import { texts } from '../messages';
import { listSeparator, percent, short } from '../numbers';
import { samePlan, sameSubject } from '../settings';

type Part = Message | Localized | number | string;

/** More weights than this are counted instead of named. */
const mostNamed = 3;

/** Everything in which two plans differ, each in a few words. */
export function changes(before: Plan, now: Plan, locale: Locale): readonly (Message | Localized)[] {
  const difference = (what: Localized, part: (plan: Plan) => Part): readonly Message[] => {
    const [from, to] = [part(before), part(now)];
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [message(texts.change, { what, from, to })];
  };
  const ofData = (what: Localized, part: (data: PlanData) => Part) =>
    difference(what, ({ data }) => part(data));
  const arms = [
    ...difference(texts.penaltyLabel, (plan) => armLabel(plan, penalizedArm(plan))),
    ...difference(texts.placesLabel, placesOf),
    ...difference(texts.changedArms, (plan) => further(plan, locale)),
    ...difference(
      texts.changedSweep,
      ({ arms: all }) => all.filter((arm) => arm.strength !== undefined).length,
    ),
  ];
  const sameArms = samePlan({ ...before, arms: now.arms }, before);
  return [
    ...(sameSubject(before, now) ? [] : [texts.changedModel]),
    ...(sameArms || arms.length > 0 ? arms : [texts.penaltyLabel]),
    ...ofData(texts.data, titleOf),
    ...ofData(texts.trainSizeLabel, ({ trainSize }) => groupThousands(trainSize)),
    ...ofData(texts.validationSizeLabel, ({ validationSize }) => groupThousands(validationSize)),
    ...ofData(texts.testSizeLabel, ({ testSize }) => groupThousands(testSize)),
    ...ofData(texts.noiseLabel, ({ noise }) => short(noise)),
    ...ofData(texts.labelNoiseLabel, ({ labelNoise }) => percent(labelNoise ?? 0)),
    ...difference(texts.seedsLabel, ({ seeds }) => seeds.length),
    ...difference(texts.epochsLabel, ({ epochs }) => epochs),
    ...difference(texts.batchSize, ({ batchSize }) => batchSize),
    ...difference(texts.learningRateLabel, ({ optimizer }) => short(optimizer.learningRate)),
  ];
}

/** The weights that a plan's penalty is on. */
function placesOf(plan: Plan): Part {
  const penalties = plan.arms[penalizedArm(plan)]?.penalties ?? [];
  const names = [...new Set(penalties.map(({ layer, on }) => `${layer} ${on}`))];
  return names.length > mostNamed
    ? message(texts.weights, { count: names.length })
    : names.join(' + ') || '–';
}

/** The arms beside the one under comparison that are no points of a sweep. */
function further(plan: Plan, locale: Locale): Part {
  const names = plan.arms.flatMap(({ name, strength }, index) =>
    name === 'without' || index === penalizedArm(plan) || strength !== undefined
      ? []
      : [render(armLabel(plan, index), locale)],
  );
  return names.join(listSeparator(locale)) || texts.nothingElse;
}

function titleOf({ name, file }: PlanData): Part {
  return file ?? dataSets.find((dataSet) => dataSet.name === name)?.title ?? name;
}
