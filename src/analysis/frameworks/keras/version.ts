import type { FrameworkFact } from '../../facts/facts';
import type { Expression, ImportBinding, Program, Statement } from '../../program/program';
import type { KerasDependency } from '../../surroundings';
import { importsIn } from './imports';

/** Packages whose import makes a file one of ours; the parts that TensorFlow is made of lead to nothing of Keras. */
const PACKAGES =
  /^(tensorflow(?!\.(?:core|compiler|dtensor|tools|tsl|python\.(?!keras\b)))|keras|tf_keras|keras_core|tensorflow_core)(\.|$)/;

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
 * The framework of a file and its version: `tf_keras` is always Keras 2, `keras_core` and `keras.ops` only exist in
 * Keras 3. `tf.keras` and `keras` are whatever is installed, which dependency files may tell.
 * @param program whose imports lead to Keras: the file's own or those of a module it imports.
 * @param own the file's.
 */
export function frameworkOf(
  program: Program,
  own: Program,
  setting: 2 | 3 | null,
  dependencies: KerasDependency | null,
): FrameworkFact {
  const environment = new Map([...environmentOf(program.body), ...environmentOf(own.body)]);
  const { version, evidence } = setting
    ? ({ version: setting, evidence: 'setting' } as const)
    : versionOf(program.body, environment, dependencies);
  const imports = importsIn(own).filter((binding) => PACKAGES.test(binding.module));
  const backend = environment.get('KERAS_BACKEND');
  return {
    name: 'keras',
    version,
    backend:
      version === 2
        ? 'tensorflow'
        : (BACKENDS.find((one) => one === backend) ?? dependencies?.backend ?? null),
    evidence,
    span: imports[0]?.span ?? null,
    spelling: imports.map(spelling).find((one) => one !== null) ?? null,
  };
}

const BACKENDS = ['tensorflow', 'jax', 'torch'] as const;

function versionOf(
  body: readonly Statement[],
  environment: ReadonlyMap<string, string>,
  dependencies: KerasDependency | null,
): Pick<FrameworkFact, 'version' | 'evidence'> {
  const modules = body.flatMap((statement) => (statement.kind === 'import' ? statement.bindings : []));
  if (modules.some((one) => /^tf_keras(\.|$)/.test(one.module))) return { version: 2, evidence: 'import' };
  if (
    modules.some(
      (one) =>
        /^keras_core(\.|$)/.test(one.module) ||
        /^keras\.ops(\.|$)/.test(one.module) ||
        (one.module === 'keras' && one.member === 'ops'),
    )
  )
    return { version: 3, evidence: 'import' };
  const fromTensorflow = modules.some((one) => /^tensorflow/.test(one.module));
  const ownKeras = modules.some((one) => /^keras(\.|$)/.test(one.module));
  const legacy = /^(1|true)$/i.test(environment.get('TF_USE_LEGACY_KERAS') ?? '');
  if (legacy && !ownKeras) return { version: 2, evidence: 'import' };
  const behindTensorflow = legacy ? 2 : dependencies?.tensorflowKeras;
  const version = ownKeras ? dependencies?.keras : behindTensorflow;
  const agree = !(fromTensorflow && ownKeras) || version === behindTensorflow;
  if (version && agree) return { version, evidence: 'dependency' };
  // Only Keras 3 has other backends than TensorFlow.
  const other = /^(jax|torch)$/.test(environment.get('KERAS_BACKEND') ?? '');
  return { version: other ? 3 : null, evidence: 'import' };
}

/** What a file itself writes into `os.environ`, where that is plain to see. */
function environmentOf(body: readonly Statement[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const modules = body.flatMap((statement) => (statement.kind === 'import' ? statement.bindings : []));
  const isEnvironment = (value: Expression): boolean =>
    value.kind === 'attribute'
      ? value.name === 'environ' &&
        value.object.kind === 'name' &&
        modules.some(
          (one) =>
            one.module === 'os' &&
            one.member === null &&
            one.name === (value.object as { name: string }).name,
        )
      : value.kind === 'name' &&
        modules.some((one) => one.module === 'os' && one.member === 'environ' && one.name === value.name);
  const note = (key: Expression | undefined, value: Expression | undefined): void => {
    if (key?.kind === 'constant' && value?.kind === 'constant' && typeof key.value === 'string')
      found.set(key.value, String(value.value));
  };
  for (const statement of body) {
    if (statement.kind === 'assign') {
      for (const target of statement.targets)
        if (target.kind === 'item' && isEnvironment(target.object)) note(target.index, statement.value);
    } else if (statement.kind === 'expression' && statement.value.kind === 'call') {
      const { callee, arguments: given } = statement.value;
      if (callee.kind === 'attribute' && callee.name === 'setdefault' && isEnvironment(callee.object))
        note(given[0]?.value, given[1]?.value);
    }
  }
  return found;
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
