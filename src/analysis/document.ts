import type { Program } from './program/program';
import { readPython } from './syntax/python';
import type { TextEdit } from './text/span';

/**
 * A source file that is being edited. While a statement is half typed, the program holds it as it was when
 * it last was good, at the place where it stands now, and lists it as broken.
 */
export interface Document {
  readonly text: string;
  readonly program: Program;
  /**
   * Follows an edit.
   * @param edits what was changed, without overlap; offsets refer to the text before.
   * @param newText the text after them.
   */
  update(edits: readonly TextEdit[], newText: string): void;
}

/** Opens a document; what is broken in it from the start has no good version. Never throws. */
export function openDocument(text: string): Document {
  let reading = readPython(text);
  return {
    get text() {
      return reading.text;
    },
    get program() {
      return reading.program;
    },
    update(edits, newText) {
      reading = readPython(newText, reading, edits);
    },
  };
}
