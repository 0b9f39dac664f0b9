import type { TreeCursor } from '@lezer/common';

/** Whether the node under the cursor is or holds a syntax error. */
export function holdsError(cursor: TreeCursor): boolean {
  let depth = 0;
  let found = cursor.type.isError;
  while (!found) {
    if (cursor.firstChild()) depth++;
    else {
      while (depth > 0 && !cursor.nextSibling()) {
        cursor.parent();
        depth--;
      }
      if (depth === 0) return false;
    }
    found = cursor.type.isError;
  }
  for (; depth > 0; depth--) cursor.parent();
  return true;
}
