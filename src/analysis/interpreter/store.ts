/** A mutable place of the abstract machine: a variable, an attribute, or the state of a heap object. */
export class Cell<T> {
  /**
   * @param join gives one value that covers both, for paths that meet.
   * @param born store clock at creation: a branch does not roll back what it made itself. 0 for names and
   *   attributes, which every path sees, bound or not.
   */
  constructor(
    public value: T,
    readonly join: (a: T, b: T) => T,
    readonly born: number,
  ) {}
}

/** What one path wrote: the values it ended with. */
export type Writes = Map<Cell<unknown>, unknown>;

/** A recording that is under way. */
export interface Journal {
  start: number;
  /** The value each cell had when the journal began. */
  readonly before: Map<Cell<unknown>, unknown>;
}

/**
 * Holds no values itself: it remembers what a path overwrote, so that another path can start from the same state
 * and both can be joined. A fork costs what the branch writes, not what the program holds.
 */
export class Store {
  private clock = 0;
  private journals: Journal[] = [];

  tick(): number {
    return ++this.clock;
  }

  write<T>(cell: Cell<T>, value: T): void {
    for (let index = this.journals.length - 1; index >= 0; index--) {
      const journal = this.journals[index] as Journal;
      const key = cell as Cell<unknown>;
      if (cell.born > journal.start || journal.before.has(key)) break;
      journal.before.set(key, cell.value);
    }
    cell.value = value;
  }

  /** Starts recording; every `begin` has one `undo` or `keep`. */
  begin(): Journal {
    const journal: Journal = { start: this.clock, before: new Map() };
    this.journals.push(journal);
    return journal;
  }

  /** The cells written since a recording began, with their present values. */
  writes(journal: Journal): Writes {
    const result: Writes = new Map();
    for (const cell of journal.before.keys()) result.set(cell, cell.value);
    return result;
  }

  /** Whether nothing else is being recorded inside this recording. */
  isInnermost(journal: Journal): boolean {
    return this.journals.at(-1) === journal;
  }

  /** Ends the innermost recording and leaves what it wrote: for the only path there is. */
  keep(): void {
    this.journals.pop();
  }

  /** Ends the innermost recording, restores what it overwrote and returns what it had written. */
  undo(): Writes {
    const journal = this.journals.pop() as Journal;
    const writes = this.writes(journal);
    for (const [cell, value] of journal.before) cell.value = value;
    return writes;
  }

  /** Runs `body` beside all recordings: what it writes is undone with none of them. */
  aside(body: () => void): void {
    const outer = this.journals;
    this.journals = [];
    try {
      body();
    } finally {
      this.journals = outer;
      // What it made is older than whatever the recordings write from now on.
      for (const journal of outer) journal.start = this.clock;
    }
  }

  /** Sets every cell that some path wrote to the join of what it holds at the end of each path. */
  join(paths: readonly Writes[]): void {
    const cells = new Set<Cell<unknown>>();
    for (const writes of paths) for (const cell of writes.keys()) cells.add(cell);
    for (const cell of cells) {
      let joined: unknown;
      paths.forEach((writes, index) => {
        const value = writes.has(cell) ? writes.get(cell) : cell.value;
        joined = index === 0 ? value : cell.join(joined, value);
      });
      this.write(cell, joined);
    }
  }
}
