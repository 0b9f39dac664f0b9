import { follow } from './follow';

/** Widths of the elements that say `data-width="key"`, as last laid out. */
export interface Widths {
  of(key: string): number;
  /** To be called after drawing, as elements come and go. */
  observe(): void;
}

const beforeLayout = 420;

export function watchWidths(root: HTMLElement, changed: () => void): Widths {
  const known = new Map<string, number>();
  const observer = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      const key = (target as HTMLElement).dataset['width'];
      const width = Math.floor(contentRect.width);
      if (key === undefined || width === 0 || known.get(key) === width) continue;
      known.set(key, width);
      changed();
    }
  });
  return {
    of: (key) => known.get(key) ?? beforeLayout,
    observe: follow(root, '[data-width]', observer),
  };
}
