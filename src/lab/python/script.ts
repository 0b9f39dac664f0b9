import type { Locale } from '../../analysis/text/localized';
import type { Plan, PlanArm, PlanPenalty } from '../plan';
import { overlapOf } from '../statistics';
import { drawCode } from './data-code';
import { pythonLiteral, pythonText } from './literal';
import { readsTable } from './own-file-code';
import { layerNames, modelCode } from './model-code';
import { trainingCode } from './training-code';
import { verdictCode } from './verdict-code';
import { words } from './words';

/** Where a script trains: all on this machine, or spread over many by Ray Tune. */
export type PythonRunner = 'keras' | 'ray-tune';

/**
 * A Python program that makes the comparison of a plan with Keras 3: the same architecture, arms, seeds and
 * pairing, on the reader's machine and, with a changed `draw`, on the reader's data. It prints one line a seed
 * and a verdict an arm, and needs `keras` with any backend and NumPy (pandas for a table, Ray for `ray-tune`).
 *
 * @param source where the model was found, for the first line: `train.py`
 */
export function pythonScript(plan: Plan, runner: PythonRunner, source: string, locale: Locale): string {
  const ray = runner === 'ray-tune';
  const title = words.title[locale].replace('{model}', plan.model.name).replace('{source}', source);
  const { trainSize, validationSize, testSize } = plan.data;
  const head = `"""${title.replaceAll(/["\\]/g, "'")}

${words.summary[locale]}
${(ray ? words.runRay : words.runKeras)[locale].replace('{pandas}', readsTable(plan) ? words.pandas[locale] : '')}
"""

import keras
import numpy as np
${ray ? 'from ray import tune\n' : ''}
SEEDS = [${plan.seeds.join(', ')}]
EPOCHS = ${plan.epochs}
BATCH_SIZE = ${plan.batchSize}
TRAIN, VALIDATION, TEST = ${trainSize}, ${validationSize}, ${testSize}

# ${words.arms[locale]}
ARMS = {
${plan.arms.map((arm) => armCode(arm, layerNames(plan.model))).join('\n')}
}`;
  const draw = `# ${(overlapOf(plan) > 0 ? words.fixedData : words.drawnData)[locale]}\n${drawCode(plan, locale).trim()}`;
  const parts = [
    head,
    draw,
    modelCode(plan, locale),
    trainingCode(plan, locale),
    verdictCode(plan, locale),
    ray ? onManyMachines : onThisMachine,
  ];
  return `${parts.map((part) => part.trim()).join('\n\n\n')}\n`;
}

function armCode(arm: PlanArm, names: ReadonlyMap<string, string>): string {
  const settings = [
    ...(arm.dropout === undefined ? [] : [`"dropout": ${arm.dropout}`]),
    ...(arm.weightDecay === undefined ? [] : [`"weight_decay": ${arm.weightDecay}`]),
    ...(arm.patience === undefined ? [] : [`"patience": ${arm.patience}`]),
    ...(arm.proximal ? ['"proximal": True'] : []),
  ];
  const penalties = arm.penalties.map((penalty) => `            ${penaltyCode(penalty, names)},\n`);
  const all = [
    `"penalties": {${penalties.length > 0 ? `\n${penalties.join('')}        ` : ''}}`,
    ...settings,
  ];
  return `    ${pythonText(arm.name)}: {\n${all.map((one) => `        ${one},\n`).join('')}    },`;
}

function penaltyCode(
  { layer, on, l1, l2, orthogonal }: PlanPenalty,
  names: ReadonlyMap<string, string>,
): string {
  const strengths = orthogonal
    ? { factor: orthogonal.factor, mode: orthogonal.mode }
    : { ...(l1 > 0 && { l1 }), ...(l2 > 0 && { l2 }) };
  return `(${pythonText(names.get(layer) ?? layer)}, ${pythonText(on)}): ${pythonLiteral(strengths)}`;
}

const onThisMachine = `
if __name__ == "__main__":
    report({(arm, seed): train_arm(arm, seed) for seed in SEEDS for arm in ARMS})
`;

const onManyMachines = `
def trial(config):
    tune.report(train_arm(config["arm"], config["seed"]))


if __name__ == "__main__":
    space = {"arm": tune.grid_search(list(ARMS)), "seed": tune.grid_search(SEEDS)}
    tuner = tune.Tuner(tune.with_resources(trial, {"cpu": 1}), param_space=space)
    report({(result.config["arm"], result.config["seed"]): result.metrics for result in tuner.fit()})
`;
