import type { Facts } from '../../analysis/facts/facts';
import type { ImportBinding, Statement } from '../../analysis/program/program';
import type { TextEdit } from '../../analysis/text/span';
import { inserted } from './arguments';
import { beginsLine, blanksBefore, lineEnd, lineStart, type Source } from './source';

/** How a file names what Keras has, and the imports that it needs for that. */
export interface Spelling {
  /**
   * @param module of Keras: `regularizers`
   * @param name of its member: `L2`
   */
  of(module: string, name: string): string;
  /** The imports that all names asked for so far still need. */
  edits(): readonly TextEdit[];
}

interface Import {
  readonly statement: Statement;
  readonly binding: ImportBinding;
}

/** Other names that Keras has for the same. */
const aliases: Readonly<Record<string, string>> = {
  L1: 'l1',
  L2: 'l2',
  L1L2: 'l1_l2',
  OrthogonalRegularizer: 'orthogonal_regularizer',
};

/** The names as the file imports them; where it has none, an import beside the others that is like them. */
export function spellingOf(source: Source, facts: Facts): Spelling {
  const imports = importsOf(source.body);
  const added = new Map<string, Set<string>>();
  const wrote = (name: string) => facts.regularizers.some((one) => one.name === name);
  const lowerCase = Object.values(aliases).some(wrote) && !Object.keys(aliases).some(wrote);

  const bound = (path: string) => imports.find(({ binding }) => pathOf(binding) === path)?.binding.name;
  const member = (module: string, name: string): string => {
    added.set(module, (added.get(module) ?? new Set<string>()).add(name));
    return name;
  };
  return {
    of(module, name) {
      const path = `keras.${module}`;
      const alias = aliases[name];
      const called = lowerCase && alias !== undefined ? alias : name;
      const direct =
        bound(`${path}.${name}`) ?? (alias === undefined ? undefined : bound(`${path}.${alias}`));
      if (direct !== undefined) return direct;
      const [like] = membersOf(imports, path);
      if (like) return member(like.binding.module, called);
      const asModule = bound(path);
      if (asModule !== undefined) return `${asModule}.${called}`;
      const { spelling } = facts.framework;
      if (spelling !== null) return `${spelling}.${module}.${called}`;
      return `${member(rootOf(source, imports, facts), module)}.${called}`;
    },
    edits: () =>
      [...added].map(([module, names]) => importEdit(source, imports, module, [...names].sort(inOrder))),
  };
}

/** What a name stands for, `tensorflow.keras` and `tf_keras` told as `keras`. */
function pathOf({ module, member }: ImportBinding): string {
  return plainly(member === null ? module : `${module}.${member}`);
}

function plainly(path: string): string {
  return path.replace(/^(tensorflow(\.compat\.v2)?\.keras|tf_keras)(?=\.|$)/, 'keras');
}

function importsOf(body: readonly Statement[]): readonly Import[] {
  return body.flatMap((statement): readonly Import[] => {
    if (statement.kind === 'import') return statement.bindings.map((binding) => ({ statement, binding }));
    if (statement.kind === 'try') return importsOf(statement.body);
    return [];
  });
}

/** Imports `from module import …`. */
function membersOf(imports: readonly Import[], path: string): readonly Import[] {
  return imports.filter(({ binding }) => binding.member !== null && plainly(binding.module) === path);
}

/** How the imports of the file spell `keras`. */
function rootOf({ text }: Source, imports: readonly Import[], { framework }: Facts): string {
  const modules = imports
    .map(({ binding }) => binding.module)
    .filter((module) => /^keras\b/.test(plainly(module)));
  const here = framework.span && text.slice(framework.span.start, framework.span.end);
  const shown = modules.find((module) => here?.includes(module)) ?? modules[0];
  return /^(tensorflow(\.compat\.v2)?\.keras|tf_keras|keras)/.exec(shown ?? '')?.[0] ?? 'tensorflow.keras';
}

function importEdit(
  source: Source,
  imports: readonly Import[],
  module: string,
  names: readonly string[],
): TextEdit {
  const there = imports.filter(({ binding }) => binding.member !== null && binding.module === module);
  return there.length > 0 ? extended(source, there, names) : newImport(source, imports, module, names);
}

/** Further names in an import: in their order where the others are in order, else behind the last one. */
function extended({ text, lineBreak }: Source, there: readonly Import[], names: readonly string[]): TextEdit {
  const [first] = there as [Import];
  const bindings = there
    .filter(({ statement }) => statement === first.statement)
    .map(({ binding }) => binding);
  const members = bindings.map(({ member }) => member as string);
  const sorted = members.every(
    (one, place) => place === 0 || inOrder(members[place - 1] as string, one) <= 0,
  );
  const next = sorted
    ? bindings.find(({ member }) => inOrder(member as string, names[0] as string) > 0)
    : undefined;
  const place = next ?? (bindings.at(-1) as ImportBinding);
  const ownLine = beginsLine(text, place.span.start) && place.span.start > first.statement.span.start;
  const gap = ownLine ? `,${lineBreak}${blanksBefore(text, place.span.start)}` : ', ';
  return next
    ? inserted(next.span.start, names.map((name) => name + gap).join(''))
    : inserted(place.span.end, names.map((name) => gap + name).join(''));
}

/** An import before the first one whose module comes later, among those of the same package. */
function newImport(
  { text, lineBreak }: Source,
  imports: readonly Import[],
  module: string,
  names: readonly string[],
): TextEdit {
  const line = `from ${module} import ${names.join(', ')}`;
  const [own] = module.split('.');
  const like = imports.filter(
    ({ binding }) => binding.member !== null && binding.module.split('.')[0] === own,
  );
  const later = like.find(({ binding }) => inOrder(binding.module, module) > 0);
  const next = later ?? imports.find(({ binding }) => /^keras\b/.test(plainly(binding.module)));
  if (next && (later || like.length === 0)) {
    const start = lineStart(text, next.statement.span.start);
    return inserted(start, blanksBefore(text, start) + line + lineBreak);
  }
  const last = like.at(-1) ?? imports.at(-1);
  if (!last) return inserted(0, line + lineBreak);
  const end = lineEnd(text, last.statement.span.end);
  return inserted(end, lineBreak + blanksBefore(text, last.statement.span.start) + line);
}

function inOrder(one: string, other: string): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()];
  return a < b ? -1 : a > b ? 1 : 0;
}
