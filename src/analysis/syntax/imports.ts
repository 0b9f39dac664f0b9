import type { ImportBinding } from '../program/program';
import { at, enter, leave, next, nodeText } from './lowering';
import type { Lowering } from './lowering';

/** The names that the import statement under the cursor binds. */
export function lowerImport(lowering: Lowering): ImportBinding[] {
  const bindings: ImportBinding[] = [];
  if (!enter(lowering)) return bindings;
  if (at(lowering, 'from')) {
    const module = readModule(lowering);
    readMembers(lowering, module, bindings);
  } else readModules(lowering, bindings);
  leave(lowering);
  return bindings;
}

function readModule(lowering: Lowering): string {
  let module = '';
  while (next(lowering) && !at(lowering, 'import')) module += nodeText(lowering);
  return module;
}

/** `b as c, d` of `from a import b as c, d`. */
function readMembers(lowering: Lowering, module: string, bindings: ImportBinding[]): void {
  let more = next(lowering);
  while (more) {
    const { name, from, to } = lowering.cursor;
    const member = nodeText(lowering);
    more = next(lowering);
    if (name === '*') {
      bindings.push({ name: '', span: lowering.spanOf(from, to), module, member: '*' });
    } else if (name === 'VariableName') {
      const alias = more && at(lowering, 'as') && next(lowering) ? nodeText(lowering) : null;
      const end = alias === null ? to : lowering.cursor.to;
      bindings.push({ name: alias ?? member, span: lowering.spanOf(from, end), module, member });
      if (alias !== null) more = next(lowering);
    }
  }
}

/** `a.b as c, d` of `import a.b as c, d`. */
function readModules(lowering: Lowering, bindings: ImportBinding[]): void {
  let more = next(lowering);
  while (more) {
    const { from } = lowering.cursor;
    let { to } = lowering.cursor;
    let path = '';
    while (more && (at(lowering, 'VariableName') || at(lowering, '.'))) {
      path += nodeText(lowering);
      to = lowering.cursor.to;
      more = next(lowering);
    }
    const alias = more && at(lowering, 'as') && next(lowering) ? nodeText(lowering) : null;
    if (alias !== null) to = lowering.cursor.to;
    const name = alias ?? path.split('.', 1)[0] ?? path;
    // Without an alias, `import a.b` binds `a`; the path tells what else is known.
    if (path) bindings.push({ name, span: lowering.spanOf(from, to), module: path, member: null });
    if (more) more = next(lowering);
  }
}
