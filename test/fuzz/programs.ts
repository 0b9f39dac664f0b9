import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../fixtures/programs/', import.meta.url);
const example = new URL('../../examples/seed.py', import.meta.url);

/** The example that every promise is shown on. */
export const seedProgram = readFileSync(example, 'utf8');

/** Programs as people write them, by file name; the example among them. */
export const programs: ReadonlyMap<string, string> = new Map([
  ['seed.py', seedProgram],
  ...readdirSync(folder)
    .sort()
    .map((name): [string, string] => [name, readFileSync(new URL(name, folder), 'utf8')]),
]);
