/**
 * What Python allows and the grammar does not know is rewritten at the same length, so that offsets stay.
 * The lowering reads the original text and is not misled. None of this changes the meaning of valid code
 * that the grammar does know, so each rewriting may look at text and not at tokens.
 */

/**
 * Numbers that end in a point, as `1.` and `1.e5`, get an underscore there; a byte order mark and each CR
 * become a line feed, which a backslash before CRLF goes next to. These are common or are misread
 * without an error, so this is done for every text.
 */
export function tolerateEverywhere(text: string): string {
  let result = text.charCodeAt(0) === 0xfeff ? `\n${text.slice(1)}` : text;
  if (result.includes('\r')) result = result.replaceAll('\\\r\n', ' \\\n').replaceAll('\r', '\n');
  return result.replace(pointAtEnd, '$1_');
}

const pointAtEnd = /(?<![\w.\u0080-\uffff])(\d[\d_]*)\.(?!\d)/g;

/** One statement or header that does not parse, with the constructs the grammar lacks written in its way. */
export function tolerate(statement: string): string {
  if (/^[%!]/.test(statement) || /^[^\n\r#]*\?$/.test(statement)) return magic(statement);
  if (statement.length > longestRewritten) return statement;
  let result = statement;
  for (const rewrite of rewritings) result = rewrite(result);
  return result;
}

/** The rewritings look back and ahead, at a cost that grows faster than the text. */
const longestRewritten = 20_000;

type Rewriting = (text: string) => string;

/** Jupyter's `%time`, `!pip` and `name?` do nothing that concerns the analysis. */
function magic(line: string): string {
  const statement = line.length < 4 ? '0' : 'pass';
  return statement + blank(line.slice(statement.length));
}

const rewritings: readonly Rewriting[] = [
  /** `lambda a, /, b: …` */
  (text) => text.replace(/,\s*\/(?=\s*[,:])/g, blank),
  /** `yield` without a value becomes a name. */
  (text) => text.replace(/\byield(?=\s*(?:[)\]},;#]|$))/gm, '_____'),
  /** `for a in *b, c`, `a[*b]` and `for a, *b in c` in a comprehension; with its star it becomes a name until the lowering. */
  (text) => text.replace(/(?<=\bin\s+|[\w)\]]\[)\*\w+(?![\w.([])/g, nameOfLength),
  (text) => text.replace(/(?<=\bfor\s[^\n\r]*)\*\w+(?=\s*(?:,[^\n\r]*)?\s\bin\b)/g, nameOfLength),
  /** `*args: *Ts` */
  (text) => text.replace(/(:\s*)\*(?!\*)/g, '$1 '),
  /** `match a, b:`; the commas stand for operators until the lowering. */
  (text) => text.replace(/^match\b[^\n\r]*:/, (header) => header.replaceAll(',', '|')),
  /** `case int():`, `case []:`, `case {}:` */
  (text) => text.replace(/^\s*case\b.*:/gm, (header) => emptyPatterns(header)),
  typeParameters,
  decorators,
  parenthesizedWith,
  withTargets,
];

/** Blanks of the same length; line breaks stay. */
function blank(text: string): string {
  return text.replace(/[^\n\r]/g, ' ');
}

function emptyPatterns(header: string): string {
  return header.replace(/([\w.]?)(?:\(\s*\)|\[\s*\]|\{\s*\})/g, (written, before: string) =>
    before === '' ? '_'.repeat(written.length) : before + blank(written.slice(1)),
  );
}

/** Type parameters with defaults, `def f[T = int](…)`, say nothing about values. */
function typeParameters(text: string): string {
  const opening = /^(?:[^\n\r]*\b)?(?:def|class|type)\s+\w+\s*\[/m.exec(text);
  if (!opening) return text;
  const from = opening.index + opening[0].length - 1;
  const to = closing(text, from);
  if (to === null || !text.slice(from, to).includes('=')) return text;
  return text.slice(0, from) + blank(text.slice(from, to)) + text.slice(to);
}

/** The grammar knows only `@a.b(…)`; any other decorator becomes a name until the lowering. */
function decorators(text: string): string {
  return text.replace(
    /^([ \t]*@[ \t]*)(?![\w.]+[ \t]*(?:\([^\n\r]*\)[ \t]*)?(?:#|$))(\S[^\n\r#]*)/gm,
    (_, at: string, expression: string) => at + nameOfLength(expression),
  );
}

/** A name that takes up the same space. */
function nameOfLength(text: string): string {
  return '_'.repeat(text.trimEnd().length).padEnd(text.length);
}

/** `with a as (b, c):` and `with a as b.c:`; the target becomes a name until the lowering. */
function withTargets(text: string): string {
  if (!/^(?:async\s+)?with\b/.test(text)) return text;
  return text.replace(
    /(\bas\s+)(\([^()]*\)|\[[^[\]]*\]|[\w.]+(?:\[[^[\]]*\])?)(?=\s*[:,])/g,
    (_, as: string, target: string) => as + (/^\w+$/.test(target) ? target : nameOfLength(target)),
  );
}

/** `with (a as b, c as d):` without its parentheses. */
function parenthesizedWith(text: string): string {
  const opening = /^(?:async\s+)?with\s*\(/.exec(text);
  if (!opening) return text;
  const from = opening[0].length - 1;
  const to = closing(text, from);
  if (to === null || !/^\s*:/.test(text.slice(to))) return text;
  const items = text
    .slice(from + 1, to - 1)
    .replace(/#[^\n\r]*/g, blank)
    .replace(/,(\s*)$/, ' $1')
    .replace(/[\n\r]/g, ' ');
  return `${text.slice(0, from)} ${items} ${text.slice(to)}`;
}

/** After the bracket that closes the one at an offset; strings are not looked into. */
function closing(text: string, from: number): number | null {
  let depth = 0;
  for (let offset = from; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === 40 || code === 91 || code === 123) depth++;
    else if (code === 41 || code === 93 || code === 125) depth--;
    if (depth === 0) return offset + 1;
  }
  return null;
}
