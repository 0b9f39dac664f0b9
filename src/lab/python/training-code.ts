import type { Locale } from '../../analysis/text/localized';
import type { Plan } from '../plan';
import { taskOf } from '../task';
import { hasLabelNoise } from './data-code';
import { pythonLiteral } from './literal';
import { optimizerCode } from './optimizer-code';
import { words } from './words';

/** The Python functions that load the data of a seed and train one arm of it. @returns lines without indentation */
export function trainingCode(plan: Plan, locale: Locale): string {
  const stops = plan.arms.some(({ patience }) => patience !== undefined);
  const shrinks = plan.arms.some(({ proximal }) => proximal);
  return `
def load_data(seed):
    """${words.load[locale]}"""
    random = np.random.default_rng([seed, 1])
    inputs, targets = draw(TRAIN + VALIDATION + TEST, random)
${hasLabelNoise(plan) ? '    targets = with_wrong_labels(np.asarray(targets), random)\n' : ''}    inputs = np.asarray(inputs, "float32").reshape(-1, ${dimensions(plan.model.inputShape)})
    targets = ${targetsCode(plan)}
    cuts = [TRAIN, TRAIN + VALIDATION, TRAIN + VALIDATION + TEST]
    return list(zip(np.split(inputs, cuts)[:3], np.split(targets, cuts)[:3]))


def data_loss(model, loss, x, y):
    """${words.dataLoss[locale]}"""
    return float(loss(y, model.predict(x, batch_size=512, verbose=0)))

${shrinks ? softThreshold(plan, locale) : ''}
def train_arm(arm, seed):
    """${words.train[locale]}"""
    train, validation, test = load_data(seed)
    settings = ARMS[arm]
    keras.utils.set_random_seed(seed)
    start = build_model(next(iter(ARMS))).get_weights()
    model = build_model(arm)
    model.set_weights(start)
    loss = ${lossCode(plan)}
    model.compile(optimizer=${optimizerCode(plan)}, loss=loss)
    order = np.random.default_rng([seed, 2])
${stops ? '    best, best_weights, waited = np.inf, start, 0\n' : ''}    for _ in range(EPOCHS):
        examples = order.permutation(len(train[0]))
        model.fit(
            train[0][examples], train[1][examples], batch_size=BATCH_SIZE, shuffle=False, verbose=0${
              shrinks ? ', callbacks=[SoftThreshold(settings)]' : ''
            }
        )
${stops ? stopping : ''}    parts = {"train": train, "validation": validation, "test": test}
    return {part: data_loss(model, loss, *examples) for part, examples in parts.items()}
`.replace(/\n{4,}/g, '\n\n\n');
}

const stopping = `        if "patience" not in settings:
            continue
        reached = data_loss(model, loss, *validation)
        waited = 0 if reached < best else waited + 1
        if reached < best:
            best, best_weights = reached, model.get_weights()
        if waited >= settings["patience"]:
            break
    if "patience" in settings:
        model.set_weights(best_weights)
`;

function softThreshold({ arms }: Plan, locale: Locale): string {
  const roles = new Set(arms.flatMap(({ penalties }) => penalties.map(({ on }) => on)));
  const renamed = [...roles].filter((on) => on in weightNames);
  const names = Object.fromEntries(renamed.map((on) => [on, weightNames[on]]));
  return `
class SoftThreshold(keras.callbacks.Callback):
    """${words.proximal[locale]}"""

    def __init__(self, settings):
        super().__init__()
        self.penalties = settings["penalties"] if settings.get("proximal") else {}

    def on_train_batch_end(self, batch, logs=None):
        rate = float(self.model.optimizer.learning_rate)
        names = ${pythonLiteral(names)}
        for (layer, weight), strengths in self.penalties.items():
            for variable in self.model.get_layer(layer).weights:
                if variable.name == names.get(weight, weight):
                    values = keras.ops.convert_to_numpy(variable)
                    shrunk = np.maximum(np.abs(values) - rate * strengths["l1"], 0)
                    variable.assign(np.sign(values) * shrunk)

`;
}

/** Keras' names of weights that the plan calls otherwise. */
const weightNames: Readonly<Record<string, string>> = {
  recurrent: 'recurrent_kernel',
  depthwise: 'depthwise_kernel',
  pointwise: 'pointwise_kernel',
};

function targetsCode({ model, loss }: Plan): string {
  const { kind, width } = taskOf(model, loss);
  const shape = dimensions(model.outputShape);
  if (kind !== 'classes') return `np.asarray(targets, "float32").reshape(-1, ${shape})`;
  if (loss.name.startsWith('sparse_')) {
    const positions = dimensions(model.outputShape.slice(0, -1));
    return `np.asarray(targets, "int64").reshape(-1${positions && `, ${positions}`})`;
  }
  return `np.eye(${width}, dtype="float32")[np.asarray(targets, "int64")].reshape(-1, ${shape})`;
}

function dimensions(shape: readonly number[]): string {
  return shape.join(', ');
}

function lossCode({ loss }: Plan): string {
  return `keras.losses.${lossClasses[loss.name]}(${loss.fromLogits ? 'from_logits=True' : ''})`;
}

const lossClasses: Readonly<Record<string, string>> = {
  binary_crossentropy: 'BinaryCrossentropy',
  categorical_crossentropy: 'CategoricalCrossentropy',
  hinge: 'Hinge',
  huber: 'Huber',
  kl_divergence: 'KLDivergence',
  log_cosh: 'LogCosh',
  mean_absolute_error: 'MeanAbsoluteError',
  mean_squared_error: 'MeanSquaredError',
  sparse_categorical_crossentropy: 'SparseCategoricalCrossentropy',
};
