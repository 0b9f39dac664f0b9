import type { World } from './world';

/** A line on standard error that says how far a long check is. */
export class Progress {
  private readonly started = performance.now();
  private shown = 0;

  constructor(
    private readonly world: World,
    private readonly total: number,
  ) {}

  show(done: number): void {
    const now = performance.now();
    if (!this.world.progress || now - this.started < 1000 || now - this.shown < 100) return;
    this.shown = now;
    this.world.error(`\r${done} / ${this.total}`);
  }

  clear(): void {
    if (this.shown > 0) this.world.error('\r\u001b[K');
  }
}
