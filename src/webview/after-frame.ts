/** One act that waits until the next frame is drawn, which it would hold up. */
export interface AfterFrame {
  /** Takes the place of an act that waits. */
  plan(act: () => void): void;
  /** Has what waits done at once. */
  settle(): void;
}

/** A page that is hidden draws no frames; then it waits so long, in milliseconds. */
const longestWait = 100;

export function afterFrame(): AfterFrame {
  let waiting: (() => void) | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function next(): void {
    clearTimeout(timer);
    const act = waiting;
    waiting = null;
    act?.();
  }

  return {
    plan(act) {
      waiting = act;
      clearTimeout(timer);
      timer = setTimeout(next, longestWait);
      // The task after the frame's own is the first one that it does not wait for.
      requestAnimationFrame(() => {
        if (waiting !== act) return;
        clearTimeout(timer);
        timer = setTimeout(next);
      });
    },
    settle() {
      while (waiting) next();
    },
  };
}
