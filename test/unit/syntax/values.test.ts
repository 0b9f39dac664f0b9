import assert from 'node:assert/strict';
import { numberValue } from '../../../src/analysis/syntax/numbers';
import { stringValue } from '../../../src/analysis/syntax/strings';

describe('numbers', () => {
  const cases: [string, number | null][] = [
    ['0', 0],
    ['1_000_000', 1_000_000],
    ['0xFF_ff', 0xffff],
    ['0o17', 15],
    ['0b1010', 10],
    ['1e-4', 1e-4],
    ['1.E5', 1e5],
    ['1.', 1],
    ['.5', 0.5],
    ['1_0.2_5', 10.25],
    ['3j', null],
    ['1e400', Infinity],
  ];
  for (const [source, value] of cases) it(source, () => assert.equal(numberValue(source), value));
});

describe('strings', () => {
  const cases: [string, string | null][] = [
    [`'a"b'`, 'a"b'],
    [`"it\\'s"`, "it's"],
    [`"\\n\\t\\\\\\x41\\101\\u00e9\\U0001F600"`, '\n\t\\AA\u00e9\u{1f600}'],
    [`"a\\\nb"`, 'ab'],
    [`"\\q"`, '\\q'],
    [`r"\\n"`, '\\n'],
    [`R'a'`, 'a'],
    [`u"a"`, 'a'],
    [`"""a\r\nb"""`, 'a\nb'],
    [`'''it's'''`, "it's"],
    [`""`, ''],
    [`b"a"`, null],
    [`Rb"a"`, null],
    [`"\\UFFFFFFFF"`, '\\UFFFFFFFF'],
  ];
  for (const [source, value] of cases) it(source, () => assert.equal(stringValue(source), value));
});
