import type { Locale } from '../../analysis/text/localized';
import type { Plan, PlanModel } from '../plan';
import { dropoutPlaces } from '../with-dropout';
import { layerArguments, layerCall } from './layer-code';
import { pythonLiteral, pythonNames, pythonText } from './literal';
import { words } from './words';

/** The longest line that is not broken. */
const lineLength = 100;

/** The Python function that builds the model of a plan with the functional API, for one arm. */
export function modelCode(plan: Plan, locale: Locale): string {
  const orthogonal = plan.arms.some(({ penalties }) => penalties.some((one) => one.orthogonal));
  return `
def build_model(arm):
    """${words.model[locale]}"""

    def penalty(layer, weight):
        strengths = ARMS[arm]["penalties"].get((layer, weight))
${orthogonal ? orthogonalCode : ''}        return keras.regularizers.L1L2(**strengths) if strengths${proximalCode(plan)} else None

${modelLines(plan)
  .map((line) => line.replaceAll(/^/gm, '    '))
  .join('\n')}
`;
}

const orthogonalCode = `        if strengths and "mode" in strengths:
            return keras.regularizers.OrthogonalRegularizer(**strengths)
`;

/** An arm with a proximal step has its L1 there and not in the loss. */
function proximalCode({ arms }: Plan): string {
  return arms.some(({ proximal }) => proximal) ? ' and not ARMS[arm].get("proximal")' : '';
}

/** What each layer is called in Python, as a variable and as a layer: Keras takes no `/` in names. */
export function layerNames({ layers }: PlanModel): ReadonlyMap<string, string> {
  return pythonNames(
    layers.map(({ name }) => name),
    ['keras', 'np', 'penalty', 'arm', 'dropout', 'inputs'],
  );
}

/** One line a layer; the last one returns the model. */
function modelLines({ model, arms }: Plan): readonly string[] {
  const names = layerNames(model);
  const variable = (name: string): string => (name === 'input' ? 'inputs' : (names.get(name) as string));
  const penalized = arms.flatMap(({ penalties }) => penalties);
  const shared = new Set(model.layers.flatMap(({ shares }) => shares ?? []));
  const drops = arms.some(({ dropout }) => dropout !== undefined);
  const dropped = drops ? dropoutPlaces(model) : new Set<string>();
  const lines = model.layers.flatMap((layer) => {
    const result = variable(layer.name);
    const sources = layer.inbound.map(variable);
    const inputs = layerCall(layer, sources);
    const own = layerArguments(layer, penalized, result);
    const made = `keras.layers.${layer.className}`;
    const calls =
      layer.shares !== undefined
        ? [`${result} = ${variable(layer.shares)}_layer${inputs}`]
        : shared.has(layer.name)
          ? [call(`${result}_layer = ${made}`, own, ''), `${result} = ${result}_layer${inputs}`]
          : [call(`${result} = ${made}`, own, inputs)];
    return dropped.has(layer.name)
      ? [...calls, 'if dropout:', `    ${result} = keras.layers.Dropout(dropout)(${result})`]
      : calls;
  });
  const last = variable(model.layers.at(-1)?.name ?? 'input');
  return [
    ...(drops ? ['dropout = ARMS[arm].get("dropout")'] : []),
    `inputs = keras.Input(shape=${pythonLiteral(model.inputShape)})`,
    ...lines,
    `return keras.Model(inputs, ${last}, name=${pythonText(model.name.replace(/\W/g, '_'))})`,
  ];
}

function call(made: string, given: readonly string[], inputs: string): string {
  const line = `${made}(${given.join(', ')})${inputs}`;
  if (line.length + 4 <= lineLength) return line;
  return `${made}(\n${given.map((one) => `    ${one},\n`).join('')})${inputs}`;
}
