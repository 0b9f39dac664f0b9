import type { Localized } from '../../../analysis/text/localized';
import { filled } from '../../planning/words';

/** Notes of one kind that are said column by column. */
const most = 5;

/** Collects what there is to say about columns; of many alike only the first ones are named. */
export interface ColumnNotes {
  /** @param text of one kind of note, with places for `values` */
  add(text: Localized, values: Readonly<Record<string, string | number>>): void;
  all(): readonly Localized[];
}

export function columnNotes(): ColumnNotes {
  const kinds = new Map<Localized, Readonly<Record<string, string | number>>[]>();
  return {
    add: (text, values) => {
      const there = kinds.get(text);
      if (there) there.push(values);
      else kinds.set(text, [values]);
    },
    all: () =>
      [...kinds].flatMap(([text, columns]) => {
        const said = columns.slice(0, most).map((values) => filled(text, values));
        const more = {
          en: 'The same holds for {count} more columns.',
          zh: '另有 {count} 列情况相同。',
        };
        return columns.length > most ? [...said, filled(more, { count: columns.length - most })] : said;
      }),
  };
}
