import { follow } from './follow';

/** Which figures can be seen, by the names of their headings. */
export interface Sight {
  /** Also before anything is known of it. */
  of(heading: string): boolean;
  /** To be called after drawing, as figures come and go. */
  observe(): void;
}

/** Figures so near to what can be seen count as seen, so that nobody scrolls into an old one. */
const near = '200px';

export function watchSight(root: HTMLElement, changed: () => void): Sight {
  const hidden = new Set<string>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const heading = target.getAttribute('aria-labelledby') ?? '';
        if (!isIntersecting) hidden.add(heading);
        else if (hidden.delete(heading)) changed();
      }
    },
    { rootMargin: near },
  );
  return {
    of: (heading) => !hidden.has(heading),
    observe: follow(root, '.figure', observer, (figure) =>
      hidden.delete(figure.getAttribute('aria-labelledby') ?? ''),
    ),
  };
}
