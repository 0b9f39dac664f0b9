import { canonical, layerEntry, lossClass } from './symbols';

const MODELS =
  'Model Sequential clone_model load_model model_from_config model_from_json model_from_yaml save_model';
const OPTIMIZERS =
  'SGD Adam AdamW RMSprop Nadam Lion Adagrad Adamax Adadelta Ftrl Adafactor Lamb Muon Optimizer LossScaleOptimizer';
const CALLBACKS =
  'BackupAndRestore BaseLogger Callback CallbackList CSVLogger EarlyStopping History LambdaCallback LearningRateScheduler ' +
  'ModelCheckpoint ProgbarLogger ReduceLROnPlateau RemoteMonitor SwapEMAWeights TensorBoard TerminateOnNaN';
const REGULARIZERS = 'Regularizer L1 L2 L1L2 OrthogonalRegularizer l1 l2 l1_l2 orthogonal_regularizer';

/** Whether a module of Keras that programs import with a star brings a name; undefined where it may. */
const contents: Readonly<Record<string, (name: string) => boolean | undefined>> = {
  'keras.layers': (name) =>
    layerEntry(name) !== undefined ||
    name === 'Input' ||
    name === 'Layer' ||
    (isClass(name) ? false : undefined),
  'keras.models': isOneOf(MODELS),
  'keras.optimizers': isOneOf(OPTIMIZERS),
  'keras.callbacks': isOneOf(CALLBACKS),
  'keras.regularizers': isOneOf(REGULARIZERS),
  'keras.losses': (name) => lossClass(name) !== undefined,
};

function isClass(name: string): boolean {
  return /^[A-Z][a-z]/.test(name);
}

function isOneOf(names: string): (name: string) => boolean {
  const all = new Set(names.split(' '));
  return (name) => all.has(name);
}

/**
 * The module that a name comes from when several were imported with a star: the last one that is known to have it, else
 * the last of those whose names are not known.
 */
export function starredModule(name: string, modules: readonly string[]): string | undefined {
  const has = (module: string) => contents[canonical(module)]?.(name);
  return (
    modules.findLast((module) => has(module) === true) ??
    modules.findLast((module) => has(module) === undefined)
  );
}
