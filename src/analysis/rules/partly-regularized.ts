import type { LayerFact, ModelFact } from '../facts/facts';
import { message } from '../text/localized';
import { type Documentation, defineRule, type Fix } from './define-rule';
import { addArgument } from './support/edits';
import { isActive } from './support/penalties';
import { noOptions } from './support/phrases';

export const documentation: Documentation = {
  what: {
    en: 'Finds a layer without a penalty on its kernel in a model where every other hidden layer of its class has one.',
    zh: '查找这样的层：模型中同类的其他隐藏层都对核权重有惩罚项，唯独它没有。',
  },
  why: {
    en: 'A penalty moves the fit from the weights that pay for it to those that do not: a single free layer among penalised ones can grow instead of them, and with ReLU between them the product stays the same while the penalty falls. That is fine where it is meant, and easily forgotten when a layer is added later. The output layer is usually left free and is not counted.',
    zh: '惩罚项会把拟合从受罚的权重转移到不受罚的权重：在受罚的层之间，唯一自由的层可以代替它们增大；层间是 ReLU 时，乘积不变而惩罚项下降。如果是有意为之，这没有问题；但之后添加层时很容易忘记。输出层通常不加惩罚，不计算在内。',
  },
  bad: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(64, activation='relu', kernel_regularizer='l2'),
    keras.layers.Dense(64, activation='relu', kernel_regularizer='l2'),
    keras.layers.Dense(64, activation='relu'),
    keras.layers.Dense(1),
])
`,
  },
  good: {
    language: 'python',
    code: `import keras

model = keras.Sequential([
    keras.Input((20,)),
    keras.layers.Dense(64, activation='relu', kernel_regularizer='l2'),
    keras.layers.Dense(64, activation='relu', kernel_regularizer='l2'),
    keras.layers.Dense(64, activation='relu', kernel_regularizer='l2'),
    keras.layers.Dense(1),
])
`,
  },
  fix: {
    en: 'Gives the layer the regularizer of the layer before it. It is *unsafe*: training changes.',
    zh: '为该层加上与前一层相同的正则化。该修复标为**不安全**：训练会改变。',
  },
  options: noOptions,
  limits: {
    en: 'A hint, no more. Silent unless at least two layers of the class are penalised and exactly one is not, unless all layers of the model are known, where dropout follows the free layer at once, and where it has less than half the parameters of the smallest penalised one.',
    zh: '仅是提示。只有当同类层中至少有两层受罚、恰好一层没有，且模型的所有层都已知时才给出；如果该层之后紧接 dropout，或参数不到最小受罚层的一半，则不报告。',
  },
  precision: { found: 0, wrong: 0, files: 0 },
  references: [
    { title: 'Keras: layer weight regularizers', address: 'https://keras.io/api/layers/regularizers/' },
  ],
};

export default defineRule({
  id: 'partly-regularized',
  severity: 'hint',
  title: { en: 'One layer without the penalty of its like', zh: '同类层中唯独一层没有惩罚项' },
  check(facts, { text }) {
    return facts.models.flatMap((model) =>
      model.layersExact && !model.escaped
        ? freeLayers(model).map(({ layer, others }) => ({
            span: layer.span,
            confidence: 'likely' as const,
            message: message(
              {
                en: 'This `{type}` is the only hidden one of `{model}` without a penalty on its weights, so it can grow in place of the {n} others. Give it one, or leave it if that is meant.',
                zh: '此 `{type}` 是 `{model}` 中唯一没有权重惩罚项的同类隐藏层，它可以代替其余 {n} 层增大。请为它加上，若是有意如此则可不理会。',
              },
              { type: layer.type, model: model.name, n: others.length },
            ),
            related: others.slice(0, 2).map((one) => ({
              span: one.span,
              message: message({ en: 'This one is penalised.', zh: '这一层有惩罚项。' }),
            })),
            fixes: sameAs(layer, others, text),
            model: model.id,
          }))
        : [],
    );
  },
});

interface Free {
  readonly layer: LayerFact;
  /** Penalised layers of its class. */
  readonly others: readonly LayerFact[];
}

function freeLayers(model: ModelFact): Free[] {
  const outputs = outputLayers(model);
  if (outputs === null) return [];
  // Options spread into a layer (`**options`) may hold a regularizer.
  const open = new Set(model.mechanisms.flatMap((one) => (one.kind === 'unknown' ? [one.span.start] : [])));
  const hidden = model.layers.filter(
    (layer) =>
      !outputs.has(layer) &&
      layer.symbol !== null &&
      layer.trainable === 'yes' &&
      !open.has(layer.span.start),
  );
  const byClass = new Map<string, LayerFact[]>();
  for (const layer of hidden) byClass.set(layer.type, [...(byClass.get(layer.type) ?? []), layer]);
  return [...byClass.values()].flatMap((layers): Free[] => {
    const penalised = layers.filter((layer) => isPenalised(layer));
    const free = layers.filter((layer) => !layer.penalties.some((one) => one.on !== 'activity'));
    const [only] = free;
    // A layer made in a loop is one place in the text.
    if (!only || free.length !== 1 || penalised.length < 2 || penalised.length + 1 !== layers.length)
      return [];
    const smallest = Math.min(...penalised.map((layer) => layer.parameters ?? Infinity));
    if ((only.parameters ?? Infinity) < smallest / 2) return [];
    const next = model.layers[model.layers.indexOf(only) + 1];
    return /Dropout/.test(next?.type ?? '') ? [] : [{ layer: only, others: penalised }];
  });
}

/** The layers whose weights make the outputs; null where the order of the layers is not known. */
function outputLayers({ kind, layers }: ModelFact): ReadonlySet<LayerFact> | null {
  if (kind === 'sequential') {
    const last = layers.findLast((layer) => layer.weights.length > 0);
    return new Set(last ? [last] : []);
  }
  if (kind !== 'functional' || layers.some((layer) => layer.inbound === null)) return null;
  const taken = new Set(layers.flatMap((layer) => layer.inbound ?? []));
  const found = new Set<LayerFact>();
  const seen = new Set<number>();
  const waiting = layers.flatMap((_, index) => (taken.has(index) ? [] : [index]));
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const layer = layers[at];
    if (!layer || seen.has(at)) continue;
    seen.add(at);
    if (layer.weights.length > 0) found.add(layer);
    else waiting.push(...(layer.inbound ?? []));
  }
  return found;
}

function isPenalised(layer: LayerFact): boolean {
  return layer.penalties.some((one) => one.on !== 'activity' && one.kind !== 'unknown' && isActive(one));
}

/** The regularizer as the nearest penalised layer before it writes it, or the first one. */
function sameAs(layer: LayerFact, others: readonly LayerFact[], text: string): Fix[] {
  const model = others.findLast((one) => one.span.start < layer.span.start) ?? others[0];
  const written = model?.arguments.find((one) => one.keyword && one.name === 'kernel_regularizer');
  if (!written || layer.arguments.some((one) => one.name === 'kernel_regularizer')) return [];
  const argument = text.slice(written.span.start, written.span.end);
  return [
    {
      title: message({ en: 'Add `{argument}`', zh: '加上 `{argument}`' }, { argument }),
      safety: 'unsafe',
      edits: [addArgument(text, layer.argumentsSpan, argument)],
    },
  ];
}
