import type { OwnData } from '../data/own/own-data';
import type { Plan } from '../plan';
import type { Cell } from './schedule';
import type { Final, Reached, Terms } from './trainer';

/** Coordinator → trainer in a worker. */
export type ToTrainer =
  /** Comes first. @property wasm bytes of TensorFlow.js' wasm backend, or null without */
  | { readonly type: 'equip'; readonly wasm: Uint8Array | null }
  | { readonly type: 'take'; readonly plan: Plan; readonly ownData: OwnData | null }
  | { readonly type: 'train'; readonly group: readonly Cell[] }
  | { readonly type: 'leave' };

/** Trainer → coordinator. */
export type FromTrainer =
  | ({ readonly type: 'ready' } & Terms)
  | ({ readonly type: 'reached' } & Reached)
  | { readonly type: 'trained'; readonly finals: readonly Final[] }
  /** The last question has no answer, and why. */
  | { readonly type: 'failed'; readonly message: string }
  /** The answer to `leave`; nothing of what was before comes after it. */
  | { readonly type: 'idle' };

/** The coordinator's end of a line to a worker. */
export interface Line {
  send(message: ToTrainer): void;
  /** To be called once. @param died called when the worker has come to an end by itself, with what is known of it */
  listen(heard: (message: FromTrainer) => void, died: (detail: string) => void): void;
  /** Ends the worker at once. */
  end(): void;
}

/** Calls `act` after some time, in milliseconds, unless what it returns is called before. */
export type Later = (milliseconds: number, act: () => void) => () => void;
