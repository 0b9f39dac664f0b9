import { fileURLToPath } from 'node:url';
import path from 'node:path';

/** The repository's folder. */
export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Where downloaded editors are kept between runs; git ignores it. */
export const cache = path.join(repository, '.vscode-test');

/** The workspace that `npm start` opens. */
export const examples = path.join(repository, 'examples');
