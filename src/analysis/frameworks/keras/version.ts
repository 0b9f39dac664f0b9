import type { Event } from '../../facts/events';
import type { FrameworkFact } from '../../facts/facts';
import type { ImportBinding, Statement } from '../../program/program';
import type { KerasDependency } from '../../surroundings';

/** Packages whose import makes a file one of ours. */
const PACKAGES = /^(tensorflow|keras|tf_keras|keras_core|tensorflow_core)(\.|$)/;

/** Whether a program imports anything of Keras or TensorFlow: everything else need not be run. */
export function importsKeras(body: readonly Statement[]): boolean {
  return body.some((statement) => {
    if (statement.kind === 'import')
      return statement.bindings.some((binding) => PACKAGES.test(binding.module));
    if (statement.kind === 'function' || statement.kind === 'class' || statement.kind === 'with')
      return importsKeras(statement.body);
    if (statement.kind === 'if') return importsKeras(statement.then) || importsKeras(statement.otherwise);
    if (statement.kind === 'try')
      return importsKeras(statement.body) || statement.handlers.some((handler) => importsKeras(handler.body));
    return false;
  });
}

/**
 * The version that a file's imports fix: `tf_keras` is always Keras 2, `keras_core` and `keras.ops` only exist in Keras 3.
 * `tf.keras` and `keras` are whatever is installed.
 */
export function versionOf(
  body: readonly Statement[],
  setting: 2 | 3 | null,
  dependencies: KerasDependency | null,
): 2 | 3 | null {
  if (setting) return setting;
  const modules = body.flatMap((statement) => (statement.kind === 'import' ? statement.bindings : []));
  if (modules.some((one) => /^tf_keras(\.|$)/.test(one.module))) return 2;
  if (
    modules.some(
      (one) =>
        /^keras_core(\.|$)/.test(one.module) ||
        /^keras\.ops(\.|$)/.test(one.module) ||
        (one.module === 'keras' && one.member === 'ops'),
    )
  )
    return 3;
  if (!dependencies) return null;
  const fromTensorflow = modules.some((one) => /^tensorflow/.test(one.module));
  const ownKeras = modules.some((one) => /^keras(\.|$)/.test(one.module));
  if (fromTensorflow && ownKeras && dependencies.keras !== dependencies.tensorflowKeras) return null;
  return ownKeras ? dependencies.keras : dependencies.tensorflowKeras;
}

/** The framework as facts tell it. */
export function frameworkFact(
  events: readonly Event[],
  version: 2 | 3 | null,
  setting: 2 | 3 | null,
  dependencies: KerasDependency | null,
): FrameworkFact {
  const imports = events.flatMap((event) =>
    event.type === 'import' && PACKAGES.test(event.binding.module) ? [event.binding] : [],
  );
  const [first] = imports;
  return {
    name: first ? 'keras' : 'none',
    version,
    backend: version === 2 ? 'tensorflow' : (dependencies?.backend ?? null),
    evidence: setting ? 'setting' : first ? 'import' : 'none',
    span: first?.span ?? null,
    spelling: imports.map(spelling).find((one) => one !== null) ?? null,
  };
}

/** How the file reaches `keras` through an import: `import tensorflow as tf` gives `tf.keras`. */
function spelling(binding: ImportBinding): string | null {
  if (binding.member === null) {
    if (binding.module === 'tensorflow' || binding.module === 'tensorflow.compat.v2')
      return `${binding.name}.keras`;
    if (
      ['keras', 'tf_keras', 'keras_core'].includes(binding.module) ||
      (binding.module === 'tensorflow.keras' && binding.name !== 'tensorflow')
    )
      return binding.name;
    if (/^tensorflow\./.test(binding.module) && binding.name === 'tensorflow') return 'tensorflow.keras';
    if (/^(keras|tf_keras)\./.test(binding.module) && ['keras', 'tf_keras'].includes(binding.name))
      return binding.name;
    return null;
  }
  return binding.member === 'keras' && /^tensorflow/.test(binding.module) ? binding.name : null;
}
