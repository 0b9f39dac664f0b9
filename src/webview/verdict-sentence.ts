import type { Localized, Message } from '../analysis/text/localized';
import type { Shown } from './state';

export function verdictSentence({ verdict }: Shown): Message | Localized {
  return { en: verdict?.kind ?? '', zh: verdict?.kind ?? '' };
}
