import type { Program } from './program/program';

/** What the front end knows around a file: the modules it imports, and which framework the project asks for. */
export interface Surroundings {
  readonly modules: Modules;
  readonly dependencies: KerasDependency | null;
}

/** The modules of the project that one file can import. */
export interface Modules {
  /**
   * @param name as the import statement has it: `models`, `package.models`, `.layers`, `..losses`.
   * @returns null for what is not of the project; undefined while the front end is still reading it, which then
   *   analyses the file again.
   */
  find(name: string): ModuleSource | null | undefined;
}

/** One module of the project, parsed. */
export interface ModuleSource {
  /** As the front end names the file; the same for the same file. */
  readonly path: string;
  readonly text: string;
  readonly program: Program;
  /** The modules that this one can import. */
  readonly modules: Modules;
}

/** What dependency files near the source say of Keras. */
export interface KerasDependency {
  /** The Keras that `import keras` gives; null where the files leave it open. */
  readonly keras: 2 | 3 | null;
  /** The Keras behind `tf.keras`. */
  readonly tensorflowKeras: 2 | 3 | null;
  /** The backend of Keras 3, where only one of them is among the dependencies. */
  readonly backend: 'tensorflow' | 'jax' | 'torch' | null;
  /** The file that says so, as the front end names it. */
  readonly file: string;
}

/** A file by itself. */
export const alone: Surroundings = { modules: { find: () => null }, dependencies: null };
