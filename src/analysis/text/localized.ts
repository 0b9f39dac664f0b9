/** The languages every text a person reads exists in. */
export type Locale = 'en' | 'zh';

/** One text in every language; `{name}` marks a place that `render` fills in. */
export interface Localized {
  readonly en: string;
  readonly zh: string;
}

/** A text with what fills its places. Arguments that are themselves localized are rendered in the same language. */
export interface Message {
  readonly text: Localized;
  readonly values: Readonly<Record<string, string | number | Localized | Message>>;
}

/** Builds a message. */
export function message(text: Localized, values: Message['values'] = {}): Message {
  return { text, values };
}

/** The locale for a language tag such as `zh-cn` or `en-US`; anything but Chinese reads English. */
export function localeOf(languageTag: string | undefined): Locale {
  return languageTag?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

/** The message as a person reads it. Numbers of four and more digits are grouped by thousands. */
export function render(part: Message | Localized, locale: Locale): string {
  if (!('text' in part)) return part[locale];
  return part.text[locale].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = part.values[name];
    if (value === undefined) return whole;
    if (typeof value === 'string') return value;
    return typeof value === 'number' ? groupThousands(value) : render(value, locale);
  });
}

/** `55050` → `55,050`; fractions stay as they are. */
export function groupThousands(value: number): string {
  const [whole = '', fraction] = String(value).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
