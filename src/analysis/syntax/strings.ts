const simpleEscapes: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/**
 * The value of one Python string literal with its prefix and quotes.
 * Null for bytes, which are no text. A named character (`\N{…}`) stays as written.
 */
export function stringValue(source: string): string | null {
  const opening = /^([a-z]*)('''|"""|'|")/i.exec(source);
  if (!opening) return null;
  const [whole, prefix = '', quote = ''] = opening;
  if (/b/i.test(prefix)) return null;
  const end =
    source.endsWith(quote) && source.length >= whole.length + quote.length ? -quote.length : undefined;
  const content = source.slice(whole.length, end).replace(/\r\n?/g, '\n');
  return /r/i.test(prefix) || !content.includes('\\') ? content : content.replace(escape, decodeEscape);
}

const escape = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3})|([\s\S]))/g;

function decodeEscape(
  written: string,
  hexadecimal: string | undefined,
  short: string | undefined,
  long: string | undefined,
  octal: string | undefined,
  letter: string | undefined,
): string {
  if (letter === '\n') return '';
  if (letter !== undefined) return simpleEscapes[letter] ?? written;
  const code = octal === undefined ? parseInt(hexadecimal ?? short ?? long ?? '', 16) : parseInt(octal, 8);
  return code <= 0x10ffff ? String.fromCodePoint(code) : written;
}
