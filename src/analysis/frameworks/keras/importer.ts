import type { Program } from '../../program/program';
import type { ModuleSource, Modules } from '../../surroundings';
import { importsIn } from './imports';
import { LIBRARIES } from './symbols';
import { importsKeras } from './version';

/** Modules looked through for an import of Keras; as many as a run would enter. */
export const MOST_MODULES = 64;

/**
 * The program whose imports show that a file works with Keras: its own, or that of the nearest module of the project
 * that it imports. Null where nothing of Keras is in reach.
 */
export function kerasImporter(program: Program, modules: Modules): Program | null {
  const seen = new Set<string>();
  const queue: { program: Program; modules: Modules }[] = [{ program, modules }];
  for (let next = queue.shift(); next; next = queue.shift()) {
    if (importsKeras(next.program.body)) return next.program;
    for (const name of modulesNamed(next.program)) {
      if (LIBRARIES.test(name)) continue;
      const source = seen.size < MOST_MODULES ? next.modules.find(name) : null;
      if (!source || seen.has(source.path) || !mayLeadToKeras(source)) continue;
      seen.add(source.path);
      queue.push(source);
    }
  }
  return null;
}

/** Whether to look at a module's imports, which takes parsing it: where its text names Keras, or is short. */
function mayLeadToKeras(source: ModuleSource): boolean {
  let leads = leading.get(source);
  if (leads === undefined) {
    const { text } = source;
    leads = text.length < SHORT_MODULE || text.includes('keras') || text.includes('tensorflow');
    leading.set(source, leads);
  }
  return leads;
}

const leading = new WeakMap<ModuleSource, boolean>();

/** Characters up to which a module is looked into although it does not name Keras. */
export const SHORT_MODULE = 8_000;

/** The names that a program's imports may find a module by. */
function modulesNamed(program: Program): ReadonlySet<string> {
  return new Set(
    importsIn(program).flatMap(({ module, member }) =>
      member === null || member === '*'
        ? [module]
        : [module, module.endsWith('.') ? module + member : `${module}.${member}`],
    ),
  );
}
