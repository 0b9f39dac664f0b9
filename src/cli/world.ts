import type { Locale } from '../analysis/text/localized';

/** What the commands know of the world around them; tests hand in their own. */
export interface World {
  /** The folder that relative paths start from. */
  readonly cwd: string;
  readonly locale: Locale;
  /** Whether standard output shows colours. */
  readonly color: boolean;
  /** Whether progress may be drawn on standard error. */
  readonly progress: boolean;
  out(text: string): void;
  error(text: string): void;
  readInput(): Promise<Uint8Array>;
  /** Set when the caller asks a long command to stop and to tell what it has. */
  readonly interrupt: AbortSignal;
}

/** Exit statuses of cli.md. */
export const exit = { clean: 0, findings: 1, failed: 2 } as const;
