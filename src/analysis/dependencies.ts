import type { KerasDependency } from './surroundings';

/** A file that may list dependencies, by its path and text. */
export interface DependencyFile {
  readonly path: string;
  readonly text: string;
}

const NAMES =
  /^(requirements.*\.txt|pyproject\.toml|environment\.ya?ml|setup\.(cfg|py)|Pipfile|(poetry|uv)\.lock)$/;

/** Whether a file by that name may list dependencies. */
export function listsDependencies(name: string): boolean {
  return NAMES.test(name);
}

/** Where Keras' second and third version part: `keras` itself, and the TensorFlow that brings it. */
const KERAS_3 = [3, 0];
const TENSORFLOW_WITH_KERAS_3 = [2, 16];
/** Packages by the names of their distributions. The builds for one platform are TensorFlow all the same. */
const TENSORFLOW = /^tensorflow(-(cpu|gpu|intel|macos|rocm|cpu-aws|aarch64))?$/;
const OF_INTEREST = /\b(tensorflow|keras|jax|torch)/i;

/** What one line says of one package. */
interface Requirement {
  readonly name: string;
  /** `>=2.4,<2.16`, as the ecosystem writes it; empty for any version. */
  readonly versions: string;
  /** The version that is installed, not one that may be. */
  readonly locked: boolean;
}

/**
 * What the dependency files of one folder say of Keras.
 * @returns null when they name none of the packages that bring it.
 */
export function kerasDependency(files: readonly DependencyFile[]): KerasDependency | null {
  const found = files.flatMap((file) =>
    requirementsIn(file).map((requirement) => ({ ...requirement, file: file.path })),
  );
  const tensorflow = found.filter(({ name }) => TENSORFLOW.test(name));
  const keras = found.filter(({ name }) => name === 'keras');
  const [first] = [...tensorflow, ...keras];
  if (!first) return null;
  const tensorflowKeras = versionFrom(tensorflow, TENSORFLOW_WITH_KERAS_3);
  // TensorFlow brings the Keras that belongs to it, unless the project asks for one.
  const own = versionFrom(keras, KERAS_3) ?? (keras.every(isOpen) ? tensorflowKeras : null);
  const backends = (['tensorflow', 'jax', 'torch'] as const).filter((one) =>
    one === 'tensorflow' ? tensorflow.length > 0 : found.some(({ name }) => name === one),
  );
  const decisive = [...tensorflow, ...keras].find((one) => one.locked || !isOpen(one)) ?? first;
  return {
    keras: own,
    tensorflowKeras,
    backend: backends.length === 1 ? (backends[0] ?? null) : null,
    file: decisive.file,
  };
}

function isOpen({ versions }: Requirement): boolean {
  return versions === '' || versions === '*';
}

/** Keras' version where all requirements agree on it; what is locked is what is there. */
function versionFrom(requirements: readonly Requirement[], third: readonly number[]): 2 | 3 | null {
  const locked = requirements.filter((one) => one.locked);
  const sides = (locked.length > 0 ? locked : requirements)
    .filter((one) => !isOpen(one) || one.name === 'tensorflow-gpu')
    // The separate package for graphics cards ended before Keras 3.
    .map((one) => (one.name === 'tensorflow-gpu' ? 2 : sideOf(one.versions, third)));
  const [side] = sides;
  return side !== undefined && sides.every((one) => one === side) ? side : null;
}

/** On which side of a version every version lies that the specifiers allow. */
function sideOf(versions: string, boundary: readonly number[]): 2 | 3 | null {
  for (const [, operator = '', version = ''] of versions.matchAll(/([<>=!~^]*)\s*v?(\d+(?:\.\d+)*)/g)) {
    const parts = version.split('.').map(Number);
    const order = compare(parts, boundary);
    switch (operator) {
      case '':
      case '=':
      case '==':
      case '===':
        return order < 0 ? 2 : 3;
      case '<':
        if (order <= 0) return 2;
        break;
      case '<=':
        if (order < 0) return 2;
        break;
      case '>':
      case '>=':
        if (order >= 0) return 3;
        break;
      case '~':
      case '~=':
      case '^':
        if (order >= 0) return 3;
        if (compare(ceiling(operator, parts), boundary) <= 0) return 2;
        break;
      default:
    }
  }
  return null;
}

/** The first version that a compatible release no longer takes in. */
function ceiling(operator: string, parts: readonly number[]): readonly number[] {
  const [major = 0, minor = 0] = parts;
  if (operator === '^') return [major + 1];
  if (operator === '~') return parts.length > 1 ? [major, minor + 1] : [major + 1];
  return parts.length > 2 ? [major, minor + 1] : [major + 1];
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < b.length; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function requirementsIn({ path, text }: DependencyFile): Requirement[] {
  if (!OF_INTEREST.test(text)) return [];
  const name = path.slice(path.lastIndexOf('/') + 1);
  const lines = text.split(/\r\n?|\n/);
  if (name.endsWith('.lock')) return lockedIn(lines);
  if (name === 'pyproject.toml' || name === 'Pipfile') return lines.flatMap(fromToml);
  if (name === 'setup.py') return lines.flatMap(quotedIn);
  return lines.flatMap((line) => requirement(line.replace(/^\s*-\s*/, '').replace(/#.*/, '')));
}

/** `tensorflow[and-cuda]>=2.4,<2.16; python_version < "3.12"`, or conda's `tensorflow=2.15`. */
function requirement(text: string): Requirement[] {
  const [, name = '', versions = ''] =
    /^\s*([A-Za-z][\w.-]*)\s*(?:\[[^\]]*\])?\s*\(?((?:[<>=!~^]=?=?\s*[\w.*+]+\s*,?\s*)*)\)?\s*(?:;.*)?$/.exec(
      text,
    ) ?? [];
  return name === '' ? [] : [{ name: normalized(name), versions: versions.trim(), locked: false }];
}

/** `tensorflow = "^2.15"`, `tensorflow = {version = "2.15"}`, or requirements in quotes. */
function fromToml(line: string): Requirement[] {
  const [, name, inline, plain] =
    /^\s*["']?([\w.-]+)["']?\s*=\s*(?:\{.*\bversion\s*=\s*["']([^"']*)["']|["']([^"']*)["']\s*(?:#.*)?$)/.exec(
      line,
    ) ?? [];
  if (name !== undefined && OF_INTEREST.test(name))
    return [{ name: normalized(name), versions: (inline ?? plain ?? '').trim(), locked: false }];
  return line.trimStart().startsWith('#') ? [] : quotedIn(line);
}

function quotedIn(line: string): Requirement[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'/g)].flatMap(([, double, single]) =>
    requirement(double ?? single ?? ''),
  );
}

/** `name = "tensorflow"` and `version = "2.15.0"` on the next line. */
function lockedIn(lines: readonly string[]): Requirement[] {
  return lines.flatMap((line, index) => {
    const [, name] = /^name = "([^"]+)"/.exec(line) ?? [];
    const [, version] = /^version = "([^"]+)"/.exec(lines[index + 1] ?? '') ?? [];
    return name === undefined || version === undefined
      ? []
      : [{ name: normalized(name), versions: `==${version}`, locked: true }];
  });
}

function normalized(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
