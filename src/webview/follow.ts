/**
 * Keeps an observer on the elements that match, to be called after each drawing, as they come and go.
 *
 * @param gone is called with an element that is no longer there
 */
export function follow(
  root: HTMLElement,
  selector: string,
  observer: Pick<ResizeObserver | IntersectionObserver, 'observe' | 'unobserve'>,
  gone: (element: Element) => void = () => undefined,
): () => void {
  const observed = new Set<Element>();
  return () => {
    const present = new Set(root.querySelectorAll(selector));
    for (const element of observed) {
      if (present.has(element)) continue;
      observer.unobserve(element);
      observed.delete(element);
      gone(element);
    }
    for (const element of present) {
      if (observed.has(element)) continue;
      observer.observe(element);
      observed.add(element);
    }
  };
}
