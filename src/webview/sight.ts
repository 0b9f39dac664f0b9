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
  const observed = new Set<Element>();
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
    observe() {
      const present = new Set(root.querySelectorAll('.figure'));
      for (const gone of observed) {
        if (present.has(gone)) continue;
        observer.unobserve(gone);
        observed.delete(gone);
        hidden.delete(gone.getAttribute('aria-labelledby') ?? '');
      }
      for (const figure of present) {
        if (observed.has(figure)) continue;
        observer.observe(figure);
        observed.add(figure);
      }
    },
  };
}
