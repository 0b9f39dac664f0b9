/** Speaks through a polite live region. */
export interface Announcer {
  /** At once: something has happened. */
  say(text: string): void;
  /** At most every few seconds: how far something has come. */
  mention(text: string): void;
}

const pause = 5000;

/** The region stays outside what the page draws, so that drawing never silences it. */
export function createAnnouncer(region: HTMLElement): Announcer {
  let spokenAt = -pause;
  function speak(text: string): void {
    spokenAt = performance.now();
    region.textContent = text;
  }
  return {
    say: speak,
    mention(text) {
      if (performance.now() - spokenAt >= pause) speak(text);
    },
  };
}
