import type { Locale, Message } from '../analysis/text/localized';
import { groupThousands, message } from '../analysis/text/localized';
import { texts } from './messages';

const significantDigits = 4;

/** A loss, a strength or a difference with a few significant digits and a true minus sign. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e7) return minus(value.toExponential(2).replace(/\.?0+e/, 'e'));
  return minus(groupThousands(Number(value.toPrecision(significantDigits))));
}

/** A formatter that gives all of `values` the same number of decimals, so that a column lines up. */
export function column(values: readonly number[], digits = significantDigits): (value: number) => string {
  const largest = Math.max(0, ...values.filter(Number.isFinite).map(Math.abs));
  if (largest > 0 && largest < 1e-4) return short;
  const decimals = largest === 0 ? 0 : Math.max(0, digits - 1 - Math.floor(Math.log10(largest)));
  return (value) => {
    if (!Number.isFinite(value)) return '–';
    const [whole = '', fraction] = value.toFixed(decimals).split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
    return minus(fraction === undefined ? grouped : `${grouped}.${fraction}`);
  };
}

/** Like `column` for differences: a plus sign before positive numbers, and as many digits as the verdict has. */
export function signedColumn(values: readonly number[]): (value: number) => string {
  const format = column(values, 3);
  return (value) => (value > 0 ? `+${format(value)}` : format(value));
}

export function percent(share: number): string {
  const value = share * 100;
  return `${value > 0 && value < 10 ? value.toFixed(1) : value.toFixed(0)}\u00a0%`;
}

/** `75_000` → `1 min 15 s`. */
export function duration(milliseconds: number): Message {
  const seconds = milliseconds / 1000;
  if (seconds < 10) return message(texts.seconds, { seconds: seconds.toFixed(1) });
  const whole = Math.round(seconds);
  if (whole < 60) return message(texts.seconds, { seconds: whole });
  return message(texts.minutes, { minutes: Math.floor(whole / 60), seconds: whole % 60 });
}

/** What stands between the items of an enumeration. */
export function listSeparator(locale: Locale): string {
  return locale === 'zh' ? '、' : ', ';
}

function minus(text: string): string {
  return text.replace('-', '−').replace('e-', 'e−');
}
