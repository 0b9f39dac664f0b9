import type { Program } from '../program/program';
import type { ModuleSource } from '../surroundings';
import type { Span } from './span';

/** A span in the file that it belongs to. */
export interface Place {
  /** The imported module; null for the analysed file itself. */
  readonly source: ModuleSource | null;
  readonly span: Span;
}

/** Modules begin at multiples of this, so that typing in the file before them rarely moves them. */
const STRIDE = 1 << 16;

/**
 * The texts that one analysis reads, as one text: the analysed file, and after it the modules that it imports.
 * A span so tells of itself which file it belongs to, and nothing in between has to carry the file along.
 */
export class Sources {
  private readonly modules: { readonly source: ModuleSource; readonly start: number }[] = [];
  private whole: string;
  private joined = 0;

  /** @param own the text of the analysed file. */
  constructor(private readonly own: string) {
    this.whole = own;
  }

  /** Everything read so far. */
  get text(): string {
    for (; this.joined < this.modules.length; this.joined++) {
      const { source, start } = this.modules[this.joined] as (typeof this.modules)[number];
      // The line ends with the file; what fills the rest is nothing that a search for code would take for code.
      this.whole = `${this.whole}\n`.padEnd(start, '\0') + source.text;
    }
    return this.whole;
  }

  /** Adds a module; returns its program with the spans that it has here. */
  add(source: ModuleSource): Program {
    const last = this.modules.at(-1);
    const end = last ? last.start + last.source.text.length : this.own.length;
    const start = (Math.floor(end / STRIDE) + 1) * STRIDE;
    this.modules.push({ source, start });
    return movedProgram(source.program, start);
  }

  /** Whether a span is in the analysed file. */
  isOwn(span: Span): boolean {
    return span.start <= this.own.length;
  }

  /** The file that a span is in, and where. */
  place(span: Span): Place {
    if (this.isOwn(span)) return { source: null, span };
    const { source, start } = this.modules.findLast((one) => one.start <= span.start) as {
      source: ModuleSource;
      start: number;
    };
    return { source, span: { start: span.start - start, end: span.end - start } };
  }
}

const moved = new WeakMap<Program, { readonly by: number; readonly program: Program }>();

function movedProgram(program: Program, by: number): Program {
  const known = moved.get(program);
  if (known?.by === by) return known.program;
  const result = movedNode(program, by);
  moved.set(program, { by, program: result });
  return result;
}

/** A copy of a part of a program in which every span is shifted. */
function movedNode<T>(node: T, by: number): T {
  if (Array.isArray(node)) return node.map((one: unknown) => movedNode(one, by)) as T;
  if (typeof node !== 'object' || node === null) return node;
  const { start, end } = node as Partial<Span>;
  if (start !== undefined && end !== undefined) return { start: start + by, end: end + by } as T;
  const copy: Record<string, unknown> = {};
  for (const key in node) copy[key] = movedNode(node[key], by);
  return copy as T;
}
