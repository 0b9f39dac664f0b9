import type { Locale } from '../analysis/text/localized';

/** When a run ended, by the clock of this place: the time, and the day unless it is this one. */
export function timeOfRun(at: number, locale: Locale): string {
  const date = new Date(at);
  const time = date.toTimeString().slice(0, 'hh:mm:ss'.length);
  if (new Date().toDateString() === date.toDateString()) return time;
  return `${daysIn(locale).format(date)} ${time}`;
}

/** Made once, and only where a run is of another day, as the browser takes longer for it than a frame may last. */
const days = new Map<Locale, Intl.DateTimeFormat>();

function daysIn(locale: Locale): Intl.DateTimeFormat {
  const known = days.get(locale);
  if (known) return known;
  const format = new Intl.DateTimeFormat(locale === 'zh' ? 'zh-CN' : 'en', {
    month: 'short',
    day: 'numeric',
  });
  days.set(locale, format);
  return format;
}
