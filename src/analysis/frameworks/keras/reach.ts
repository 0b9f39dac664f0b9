import type { ModuleSource, Modules } from '../../surroundings';
import { MOST_MODULES, SHORT_MODULE } from './importer';
import { LIBRARIES } from './symbols';

/**
 * Whether a file, or a module that its imports lead to, names Keras or TensorFlow at all. Most files do not, and need
 * not even be parsed. True where that cannot be told yet.
 */
export function kerasInReach(text: string, modules: Modules): boolean {
  const seen = new Set<string>();
  const queue: { text: string; names: readonly string[]; modules: Modules }[] = [
    { text, names: importedNames(text), modules },
  ];
  for (let next = queue.shift(); next; next = queue.shift()) {
    if (namesKeras(next.text)) return true;
    for (const name of next.names) {
      if (LIBRARIES.test(name)) continue;
      if (seen.size >= MOST_MODULES) return true;
      const source = next.modules.find(name);
      if (source === undefined) return true;
      if (source === null || seen.has(source.path)) continue;
      if (source.text.length >= SHORT_MODULE && !namesKeras(source.text)) continue;
      seen.add(source.path);
      queue.push({ text: source.text, names: namesIn(source), modules: source.modules });
    }
  }
  return false;
}

function namesKeras(text: string): boolean {
  return text.includes('keras') || text.includes('tensorflow');
}

const known = new WeakMap<ModuleSource, readonly string[]>();

function namesIn(source: ModuleSource): readonly string[] {
  let names = known.get(source);
  if (!names) known.set(source, (names = importedNames(source.text)));
  return names;
}

const IMPORTS =
  /(?:^|[\n;:])[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]*(\([^)]*\)|[^\n;#]*)|import[ \t]+([^\n;#]+))/g;

/** The names by which the import statements of a text may find a module; what looks like one in a text is one, too. */
function importedNames(text: string): string[] {
  const names = new Set<string>();
  for (const [, module, members = '', modules = ''] of text.matchAll(IMPORTS)) {
    if (module === undefined) for (const name of identifiers(modules)) names.add(name);
    else {
      names.add(module);
      for (const member of identifiers(members))
        names.add(module.endsWith('.') ? module + member : `${module}.${member}`);
    }
  }
  return [...names];
}

/** The names in `a, b.c as d`, with a few words too many. */
function identifiers(list: string): readonly string[] {
  return list.match(/[A-Za-z_][\w.]*/g) ?? [];
}
