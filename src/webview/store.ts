import type { Locale, Localized, Message } from '../analysis/text/localized';
import type { Host } from './host';
import { memoryOf, withNotice, type Notice, type PageState } from './state';

/** The one owner of the page's state, and the page's ways to the extension and to a screen reader. */
export interface Store {
  readonly state: PageState;
  readonly host: Host;
  readonly locale: Locale;
  /** Replaces the state; it is drawn with the next frame. */
  update(next: PageState): void;
  /** Replaces the state by one that outlasts the page. */
  change(next: PageState): void;
  notify(notice: Notice): void;
  /** Speaks at once. */
  say(text: Message | Localized): void;
  /** Speaks when there is a pause, and only what is newest. */
  mention(text: Message | Localized): void;
}

/** @param drawn is called after each new state */
export function createStore(
  initial: PageState,
  given: Pick<Store, 'host' | 'locale' | 'say' | 'mention'>,
  drawn: () => void,
): Store {
  let state = initial;
  const update = (next: PageState): void => {
    state = next;
    drawn();
  };
  return {
    ...given,
    get state() {
      return state;
    },
    update,
    change(next) {
      update(next);
      const memory = memoryOf(next);
      if (memory) given.host.keep(memory);
    },
    notify: (notice) => update(withNotice(state, notice)),
  };
}
