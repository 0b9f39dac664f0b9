import type { Facts, LayerFact, MechanismFact, ModelFact, PenaltyFact, ReachesLoss } from '../facts/facts';
import { isActive } from '../rules/support/penalties';
import {
  groupThousands,
  message,
  render,
  type Locale,
  type Localized,
  type Message,
} from '../text/localized';
import { contains, sameSpan } from '../text/span';
import { modelLens } from './model-lens';
import { isListed, mechanismNames, penaltyName } from './phrases';

const headings: readonly Localized[] = [
  { en: 'Layer', zh: '层' },
  { en: 'Parameters', zh: '参数量' },
  { en: 'Mechanism', zh: '手段' },
  { en: 'In the loss', zh: '是否计入损失' },
];

const reachNames: Readonly<Record<ReachesLoss, Localized>> = {
  yes: { en: 'counted', zh: '已计入' },
  no: { en: 'ignored', zh: '未计入' },
  twice: { en: 'doubled', zh: '重复计入' },
  unknown: { en: 'not known', zh: '未知' },
};
const withoutEffect: Localized = { en: 'without effect', zh: '不起作用' };
const frozen: Localized = { en: 'without effect: frozen', zh: '不起作用：已冻结' };
const frozenConstant: Localized = { en: 'a constant: frozen', zh: '常数：已冻结' };
const none = '–';

/** Markdown for the hover of a model: every layer with every mechanism and whether it reaches the loss. */
export function ledger(facts: Facts, model: ModelFact, locale: Locale): string {
  const rows = [
    ...model.layers.flatMap((layer) => layerRows(facts, model, layer, locale)),
    ...modelRows(facts, model, locale),
  ];
  const table = [row(headings.map((heading) => heading[locale])), '| --- | ---: | --- | --- |', ...rows];
  const title = `**${escapeMarkdown(model.name)}** — ${escapeMarkdown(render(modelLens(facts, model), locale))}`;
  const parts = rows.length === 0 ? [title] : [title, table.join('\n')];
  if (!model.layersExact) {
    parts.push(
      render({ en: 'There may be other layers than these.', zh: '可能还有此处未列出的层。' }, locale),
    );
  }
  return parts.join('\n\n');
}

/** Text of the user’s as literal Markdown. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#+\-.!|~$]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
}

interface Entry {
  readonly mechanism: string;
  readonly inLoss: string;
}

function layerRows(facts: Facts, model: ModelFact, layer: LayerFact, locale: Locale): string[] {
  const penalties = layer.penalties.map((penalty) => ({
    mechanism: render(penaltyText(penalty), locale),
    inLoss: inLoss(facts, layer, penalty)[locale],
  }));
  const others = model.mechanisms
    .filter((mechanism) => !isListed(model, mechanism) && contains(layer.span, mechanism.span))
    .flatMap((mechanism) => mechanismEntry(mechanism, locale));
  const entries = [...penalties, ...droppedArguments(facts, layer, locale), ...others];
  const parameters = layer.parameters === null ? '?' : groupThousands(layer.parameters);
  const [first = { mechanism: none, inLoss: none }, ...rest] = entries;
  return [
    row([escapeMarkdown(layer.type), parameters, first.mechanism, first.inLoss]),
    ...rest.map(({ mechanism, inLoss }) => row(['', '', mechanism, inLoss])),
  ];
}

/** Whether a layer's penalty is in the loss: a frozen layer's is a constant in Keras 2, and not there in Keras 3. */
function inLoss(facts: Facts, layer: LayerFact, penalty: PenaltyFact): Localized {
  if (!isActive(penalty)) return withoutEffect;
  if (layer.trainable !== 'no' || penalty.on === 'activity') return reachNames[penalty.reachesLoss];
  return facts.framework.version === 2 ? frozenConstant : frozen;
}

/** Mechanisms that belong to no layer: optimizer, callbacks, loss. */
function modelRows(facts: Facts, model: ModelFact, locale: Locale): string[] {
  const whole = render({ en: '(whole model)', zh: '（整个模型）' }, locale);
  const seen = new Set<string>();
  const entries = model.mechanisms
    .filter((mechanism) => !isListed(model, mechanism))
    .filter((mechanism) => !model.layers.some((layer) => contains(layer.span, mechanism.span)))
    .flatMap((mechanism) => mechanismEntry(mechanism, locale));
  return [...entries, ...lateSettings(facts, model, locale)]
    .map(({ mechanism, inLoss }) => row([whole, none, mechanism, inLoss]))
    .filter((line) => !seen.has(line) && seen.add(line));
}

function mechanismEntry(mechanism: MechanismFact, locale: Locale): Entry[] {
  if (mechanism.kind === 'unknown') return [];
  const isTerm = TERMS.includes(mechanism.kind);
  return [
    {
      mechanism: mechanismNames[mechanism.kind][locale],
      inLoss: mechanism.withoutEffect
        ? withoutEffect[locale]
        : isTerm
          ? reachNames[mechanism.reachesLoss][locale]
          : none,
    },
  ];
}

/** Mechanisms that work by a term of the loss. */
const TERMS: readonly MechanismFact['kind'][] = [
  'penalty',
  'activity-penalty',
  'add-loss',
  'hand-written-penalty',
];

/** Regularizer arguments that the layer takes and drops. */
function droppedArguments(facts: Facts, { span }: LayerFact, locale: Locale): Entry[] {
  const { version } = facts.framework;
  return facts.regularizerArguments
    .filter(({ layerSpan }) => sameSpan(layerSpan, span))
    .filter(({ inKeras2, inKeras3 }) => {
      const outcomes = version === 2 ? [inKeras2] : version === 3 ? [inKeras3] : [inKeras2, inKeras3];
      return outcomes.every((one) => one === 'ignores');
    })
    .map(({ name }) => ({ mechanism: `\`${name}\``, inLoss: withoutEffect[locale] }));
}

/** Regularizers set on layers whose weights existed by then, from which no model is made anew. */
function lateSettings(facts: Facts, model: ModelFact, locale: Locale): Entry[] {
  return facts.regularizerSettings
    .filter((setting) => setting.model === model.id && setting.built === 'yes' && !setting.copiedLater)
    .filter(({ name }) => name.endsWith('_regularizer') && name !== 'activity_regularizer')
    .map(({ name }) => ({
      mechanism: render(message({ en: '`{name}` set later', zh: '之后设置的 `{name}`' }, { name }), locale),
      inLoss: withoutEffect[locale],
    }));
}

/** `L2 0.01 on kernel`. */
export function penaltyText(penalty: PenaltyFact): Message {
  const strengths = [
    ...(penalty.kind !== 'l2' && penalty.l1 ? [penalty.l1] : []),
    ...(penalty.kind !== 'l1' && penalty.l2 ? [penalty.l2] : []),
  ];
  const strength = isActive(penalty) ? strengths.join(' / ') : '0';
  return message(
    strength === ''
      ? { en: '{name} on {weight}', zh: '{weight}：{name}' }
      : { en: '{name} {strength} on {weight}', zh: '{weight}：{name} {strength}' },
    {
      name: penaltyName(penalty),
      strength,
      weight: penalty.on === 'activity' ? { en: 'the output', zh: '输出' } : penalty.on,
    },
  );
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
