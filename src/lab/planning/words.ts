import { message, render, type Localized } from '../../analysis/text/localized';

/** A text with its `{places}` filled, in every language. */
export function filled(text: Localized, values: Parameters<typeof message>[1]): Localized {
  const whole = message(text, values);
  return { en: render(whole, 'en'), zh: render(whole, 'zh') };
}
