/** How many tests of one step passed and failed. */
export interface Count {
  passed: number;
  failed: number;
}

/** One kind of test: a name to choose it by, and how to run it. `grep` narrows it where it can be narrowed. */
export interface Step {
  name: string;
  run(grep?: string): Promise<Count>;
}

/** Prints one failed test, indented below its title. */
export function printFailure(title: string, reason: string): void {
  console.log(`  ✖ ${title}\n${reason.trimEnd().replace(/^/gm, '      ')}`);
}
