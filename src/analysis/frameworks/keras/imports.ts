import type { ImportBinding, Program, Statement } from '../../program/program';

const known = new WeakMap<Program, readonly ImportBinding[]>();

/** Every import of a program, wherever it stands. */
export function importsIn(program: Program): readonly ImportBinding[] {
  let found = known.get(program);
  if (!found) known.set(program, (found = importsOf(program.body)));
  return found;
}

function importsOf(body: readonly Statement[]): ImportBinding[] {
  return body.flatMap((statement): readonly ImportBinding[] => {
    switch (statement.kind) {
      case 'import':
        return statement.bindings;
      case 'function':
      case 'class':
      case 'with':
        return importsOf(statement.body);
      case 'if':
        return [...importsOf(statement.then), ...importsOf(statement.otherwise)];
      case 'try':
        return [
          ...importsOf(statement.body),
          ...statement.handlers.flatMap((handler) => importsOf(handler.body)),
        ];
      default:
        return [];
    }
  });
}
