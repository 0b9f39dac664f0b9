import assert from 'node:assert/strict';
import type { Expression, Statement } from '../../../src/analysis/program/program';
import { parsePython } from '../../../src/analysis/syntax/python';
import { sourcesOf } from './tree-of';

/** The only statement of a text, with every span written as the source it stands for. */
function statement(text: string): unknown {
  const program = parsePython(text);
  assert.deepEqual(program.broken, []);
  assert.equal(program.body.length, 1);
  return withSources(program.body[0] as Statement, text);
}

/** The only expression of a text. */
function expression(text: string): unknown {
  return (statement(text) as { value: Expression }).value;
}

function withSources(value: unknown, text: string): unknown {
  return JSON.parse(
    JSON.stringify(value, (name, part: unknown) => {
      if (name !== 'span' && !name.endsWith('Span')) return part;
      const { start, end } = part as { start: number; end: number };
      return text.slice(start, end);
    }),
  );
}

/** The kind of an expression with those of its parts: `boolean(name, name)`. */
function shape(text: string): string {
  const describe = (value: Expression): string => {
    switch (value.kind) {
      case 'name':
        return value.name;
      case 'constant':
        return JSON.stringify(value.value);
      case 'boolean':
        return `(${value.operands.map(describe).join(` ${value.operator} `)})`;
      case 'compare':
        return `(${value.operands.map((operand, index) => `${index ? `${value.operators[index - 1]} ` : ''}${describe(operand)}`).join(' ')})`;
      case 'unary':
        return `(${value.operator} ${describe(value.operand)})`;
      case 'binary':
        return `(${describe(value.left)} ${value.operator} ${describe(value.right)})`;
      case 'await':
        return `(await ${describe(value.value)})`;
      case 'starred':
        return `*${describe(value.value)}`;
      case 'tuple':
        return `<${value.elements.map(describe).join(', ')}>`;
      default:
        return value.kind;
    }
  };
  const first = parsePython(text).body[0] as Statement & { kind: 'expression' };
  return describe(first.value);
}

const name = (text: string) => ({ kind: 'name', span: text, name: text });
const constant = (span: string, value: unknown) => ({ kind: 'constant', span, value });

describe('expressions', () => {
  it('calls with every form of argument', () => {
    assert.deepEqual(expression("f(a, *b, key='v', **c)"), {
      kind: 'call',
      span: "f(a, *b, key='v', **c)",
      callee: name('f'),
      argumentsSpan: "(a, *b, key='v', **c)",
      arguments: [
        { span: 'a', name: null, spread: 'none', value: name('a') },
        { span: '*b', name: null, spread: 'positional', value: name('b') },
        { span: "key='v'", name: 'key', spread: 'none', value: constant("'v'", 'v') },
        { span: '**c', name: null, spread: 'keyword', value: name('c') },
      ],
    });
  });

  it('keeps parentheses in the span of an argument and out of the span of its value', () => {
    const call = expression('f((a))') as { arguments: unknown[] };
    assert.deepEqual(call.arguments, [{ span: '(a)', name: null, spread: 'none', value: name('a') }]);
  });

  it('an argument that is a generator, or an assignment', () => {
    const [generator] = (expression('sum(f(x) for x in xs if x)') as { arguments: { value: unknown }[] })
      .arguments;
    assert.deepEqual((generator?.value as { span: string }).span, 'f(x) for x in xs if x');
    const [walrus] = (expression('f(n := 1)') as { arguments: { name: unknown; value: { kind: string } }[] })
      .arguments;
    assert.equal(walrus?.name, null);
    assert.equal(walrus.value.kind, 'assignment');
  });

  it('attributes and items', () => {
    assert.deepEqual(expression('model.layers[0]'), {
      kind: 'item',
      span: 'model.layers[0]',
      object: {
        kind: 'attribute',
        span: 'model.layers',
        object: name('model'),
        name: 'layers',
        nameSpan: 'layers',
      },
      index: constant('0', 0),
    });
  });

  it('slices', () => {
    const { index } = expression('a[1:, ::2, b]') as { index: { elements: unknown[] } };
    assert.deepEqual(index.elements, [
      { kind: 'slice', span: '1:', parts: [constant('1', 1), null] },
      { kind: 'slice', span: '::2', parts: [null, null, constant('2', 2)] },
      name('b'),
    ]);
  });

  const shapes: [string, string][] = [
    ['a + b * c - d', '((a + (b * c)) - d)'],
    ['-a ** -b', '(- (a ** (- b)))'],
    ['a @ b // c', '((a @ b) // c)'],
    ['a < b not in c is not d', '(a < b not in c is not d)'],
    ['(a < b) < c', '((a < b) < c)'],
    ['a and b and c or d', '((a and b and c) or d)'],
    ['not a and b', '((not a) and b)'],
    ['not a and b or c', '(((not a) and b) or c)'],
    ['not (a or b) and c', '((not (a or b)) and c)'],
    ['not a == b', '(not (a == b))'],
    ['a and not b or c', '((a and (not b)) or c)'],
    ['a or not b and c or d', '(a or ((not b) and c) or d)'],
    ['a and not b and c', '(a and (not b) and c)'],
    ['a and (not b or c)', '(a and ((not b) or c))'],
    ['not not a or b', '((not (not a)) or b)'],
    ['await a + b', '((await a) + b)'],
    ['await (a + b)', '(await (a + b))'],
    ['1. + 1.e-4 + 1.5', '((1 + 0.0001) + 1.5)'],
    ['*a, b', '<*a, b>'],
    ['a,', '<a>'],
    ['(a, (b))', '<a, b>'],
    ['()', '<>'],
  ];
  for (const [source, expected] of shapes) it(source, () => assert.equal(shape(source), expected));

  it('a negated parenthesis keeps it in its span', () => {
    const { operands } = expression('not (a or b) and c') as { operands: { span: string }[] };
    assert.deepEqual(
      operands.map((operand) => operand.span),
      ['not (a or b)', 'c'],
    );
  });

  it('comprehensions', () => {
    assert.deepEqual(expression('{k: v for k, (v, *w) in x if a if b for c in d}'), {
      kind: 'comprehension',
      span: '{k: v for k, (v, *w) in x if a if b for c in d}',
      shape: 'dict',
      key: name('k'),
      element: name('v'),
      clauses: [
        {
          target: {
            kind: 'tuple',
            span: 'k, (v, *w)',
            elements: [
              name('k'),
              {
                kind: 'tuple',
                span: '(v, *w)',
                elements: [name('v'), { kind: 'starred', span: '*w', value: name('w') }],
              },
            ],
          },
          iterable: name('x'),
          conditions: [name('a'), name('b')],
        },
        { target: name('c'), iterable: name('d'), conditions: [] },
      ],
    });
  });

  it('a starred name in the target of a comprehension, which the grammar lacks', () => {
    const { clauses } = expression('[a for a, *b in c]') as {
      clauses: { target: { elements: unknown[] } }[];
    };
    assert.deepEqual(clauses[0]?.target.elements, [
      name('a'),
      { kind: 'starred', span: '*b', value: name('b') },
    ]);
  });

  it('dictionaries and sets', () => {
    assert.deepEqual(expression("{**a, 'k': b}"), {
      kind: 'dict',
      span: "{**a, 'k': b}",
      entries: [
        { key: null, value: name('a') },
        { key: constant("'k'", 'k'), value: name('b') },
      ],
    });
    assert.equal((expression('{1, *a}') as { kind: string }).kind, 'set');
    assert.equal((expression('{}') as { kind: string }).kind, 'dict');
  });

  it('strings side by side are one constant, with a hole a template', () => {
    assert.deepEqual(expression(`"a" 'b\\n'`), constant(`"a" 'b\\n'`, 'ab\n'));
    assert.deepEqual(expression('"a" f"{x!r:>{w}}"'), {
      kind: 'template',
      span: '"a" f"{x!r:>{w}}"',
      parts: [
        name('x'),
        { kind: 'opaque', span: ':>{w}', children: [{ kind: 'opaque', span: '{w}', children: [name('w')] }] },
      ],
      texts: null,
    });
    assert.deepEqual(expression('f"{x["a"]}"'), {
      kind: 'template',
      span: 'f"{x["a"]}"',
      parts: [{ kind: 'item', span: 'x["a"]', object: name('x'), index: constant('"a"', 'a') }],
      texts: ['', ''],
    });
  });

  it('lambdas with every form of parameter', () => {
    const { parameters } = expression('lambda a, /, b=1, *c, d, **e: a') as {
      parameters: { name: string; kind: string }[];
    };
    assert.deepEqual(
      parameters.map((parameter) => `${parameter.name} ${parameter.kind}`),
      ['a plain', 'b plain', 'c positional-rest', 'd keyword-only', 'e keyword-rest'],
    );
  });

  it('what has no form of its own keeps what it holds', () => {
    assert.deepEqual(expression('...'), { kind: 'opaque', span: '...', children: [] });
    assert.deepEqual(expression('3j'), { kind: 'opaque', span: '3j', children: [] });
    assert.deepEqual(expression('b"a"'), { kind: 'opaque', span: 'b"a"', children: [] });
  });
});

describe('statements', () => {
  it('assignments', () => {
    assert.deepEqual(statement('a = b.c, *d = e'), {
      kind: 'assign',
      span: 'a = b.c, *d = e',
      targets: [
        name('a'),
        {
          kind: 'tuple',
          span: 'b.c, *d',
          elements: [
            { kind: 'attribute', span: 'b.c', object: name('b'), name: 'c', nameSpan: 'c' },
            { kind: 'starred', span: '*d', value: name('d') },
          ],
        },
      ],
      value: name('e'),
    });
    assert.deepEqual(statement('x: int = 1'), {
      kind: 'assign',
      span: 'x: int = 1',
      targets: [name('x')],
      value: constant('1', 1),
      typed: true,
    });
    assert.deepEqual(statement('x: int'), { kind: 'declaration', span: 'x: int', target: name('x') });
    assert.deepEqual(statement('x //= 2'), {
      kind: 'augmented',
      span: 'x //= 2',
      operator: '//',
      target: name('x'),
      value: constant('2', 2),
    });
  });

  it('imports', () => {
    const bindings = (text: string): unknown => (statement(text) as { bindings: unknown }).bindings;
    assert.deepEqual(bindings('import a.b, c.d as e'), [
      { name: 'a', span: 'a.b', module: 'a.b', member: null },
      { name: 'e', span: 'c.d as e', module: 'c.d', member: null },
    ]);
    assert.deepEqual(bindings('from ..a.b import (\n  c as d,  # why\n  e,\n)'), [
      { name: 'd', span: 'c as d', module: '..a.b', member: 'c' },
      { name: 'e', span: 'e', module: '..a.b', member: 'e' },
    ]);
    assert.deepEqual(bindings('from . import *'), [{ name: '', span: '*', module: '.', member: '*' }]);
  });

  it('functions, with decorators', () => {
    const text = '@a.b(c)\n@d\nasync def f(x, *, y: int = 1) -> z:\n    return x\n';
    const found = statement(text) as Statement & { kind: 'function' };
    assert.equal(found.span, text.trimEnd());
    assert.equal(found.name, 'f');
    assert.deepEqual(
      found.decorators.map((decorator) => decorator.span),
      ['a.b(c)', 'd'],
    );
    assert.deepEqual(
      found.parameters.map((parameter) => parameter.span),
      ['x', 'y: int = 1'],
    );
    assert.deepEqual(found.body, [{ kind: 'return', span: 'return x', value: name('x') }]);
  });

  it('classes', () => {
    const found = statement('class A(B, metaclass=C):\n    x = 1\n') as Statement & { kind: 'class' };
    assert.deepEqual([found.name, found.nameSpan, found.bases.length, found.body.length], ['A', 'A', 2, 1]);
  });

  it('elif is an if of its own in the branch that is left', () => {
    const found = statement('if a: b\nelif c: d\nelse: e\n') as Statement & { kind: 'if' };
    assert.deepEqual(
      found.otherwise.map((inner) => [inner.kind, inner.span]),
      [['if', 'elif c: d\nelse: e']],
    );
  });

  it('loops', () => {
    const found = statement('for i, a in enumerate(b): c\nelse: d\n') as Statement & { kind: 'for' };
    assert.deepEqual([found.target.kind, found.body.length, found.otherwise.length], ['tuple', 1, 1]);
    const loop = statement('while n := f(): break\n') as Statement & { kind: 'while' };
    assert.deepEqual([loop.test.kind, loop.body[0]?.kind], ['assignment', 'break']);
  });

  it('with, in every form', () => {
    const forms: [string, [string, string | null][]][] = [
      [
        'with a, b as c: d',
        [
          ['a', null],
          ['b', 'c'],
        ],
      ],
      [
        'with (a as b, c as d,): e',
        [
          ['a', 'b'],
          ['c', 'd'],
        ],
      ],
      [
        'with (a, b): e',
        [
          ['a', null],
          ['b', null],
        ],
      ],
      ['with (a): e', [['a', null]]],
      ['with (a) as b: e', [['a', 'b']]],
      ['with a as (b, c): e', [['a', '(b, c)']]],
      ['with a as self.b: e', [['a', 'self.b']]],
    ];
    for (const [text, expected] of forms) {
      const { items } = statement(text) as {
        items: { context: { span: string }; target: { span: string } | null }[];
      };
      assert.deepEqual(
        items.map((item) => [item.context.span, item.target?.span ?? null]),
        expected,
        text,
      );
    }
  });

  it('try', () => {
    const found = statement(
      'try: a\nexcept (B, C) as e: d\nexcept* F: g\nexcept: h\nelse: i\nfinally: j\n',
    ) as Statement & {
      kind: 'try';
    };
    assert.deepEqual(
      found.handlers.map((handler) => [handler.type?.span ?? null, handler.name, handler.body.length]),
      [
        ['(B, C)', 'e', 1],
        ['F', null, 1],
        [null, null, 1],
      ],
    );
    assert.deepEqual([found.body.length, found.otherwise.length, found.finally.length], [1, 1, 1]);
  });

  it('match, with what each pattern binds', () => {
    const text = `match command, 1:
    case [first, *rest] if first: a
    case A.B(c, d=e) | {"k": f, **g}: a
    case int() | [] | {}: a
    case (1, "x") as whole: a
    case -1: a
    case _: a
`;
    const found = statement(text) as Statement & { kind: 'match' };
    assert.deepEqual(
      found.cases.map((one) => [one.binds.join(' '), one.guard?.span ?? null, one.body.length]),
      [
        ['first rest', 'first', 1],
        ['c e f g', null, 1],
        ['', null, 1],
        ['whole', null, 1],
        ['', null, 1],
        ['', null, 1],
      ],
    );
    assert.equal(found.subject.kind, 'tuple');
  });

  it('the small ones', () => {
    const kinds = 'pass; global a, b; del c, d[0]; assert e, "f"; raise G from h; type I = int';
    assert.deepEqual(
      parsePython(kinds).body.map((one) => one.kind),
      ['pass', 'scope', 'delete', 'assert', 'raise', 'pass'],
    );
  });

  const unknownToTheGrammar = [
    'x = yield',
    'def f[T = int](*args: *T): pass',
    'for a in *b, c: pass',
    'x = a[*b]',
    '@a[0].b\ndef f(): pass',
    'lambda a, /: a',
    'if 1:\n    with (a as b):\n        c',
    'x = a + \\\r\n  b',
  ];
  for (const text of unknownToTheGrammar) {
    it(`${JSON.stringify(text)} is read`, () => assert.deepEqual(parsePython(text).broken, []));
  }

  it('a decorator of any form is kept', () => {
    const found = statement('@a[0].b\ndef f(): pass') as Statement & { kind: 'function' };
    assert.deepEqual(
      found.decorators.map((decorator) => [decorator.kind, decorator.span]),
      [['attribute', 'a[0].b']],
    );
  });
});

describe('text of every kind', () => {
  it('comments, without their sign', () => {
    const text = '# one\nf(a,  #two\n  b)\ndef g():\n    # three\n    pass\n';
    const { comments } = parsePython(text);
    assert.deepEqual(
      comments.map((comment) => [comment.text, text.slice(comment.span.start, comment.span.end)]),
      [
        ['one', '# one'],
        ['two', '#two'],
        ['three', '# three'],
      ],
    );
  });

  it('every line break', () => {
    for (const lineBreak of ['\n', '\r\n', '\r']) {
      const text = ['if a:', '    b = "c"  # d', '', 'e = f'].join(lineBreak);
      const program = parsePython(text);
      assert.deepEqual(program.broken, []);
      assert.deepEqual(sourcesOf(program, text, 'assign'), ['b = "c"', 'e = f']);
      assert.equal(program.comments[0]?.text, 'd');
    }
  });

  it('a byte order mark, replacement characters and names in any script', () => {
    const text = '\uFEFF模型1 = 建模(1.)\n\uFFFD = 2\n';
    assert.deepEqual(sourcesOf(parsePython(text), text, 'name'), ['模型1', '建模', '\uFFFD']);
  });

  it('a null character breaks its own statement only', () => {
    const text = 'a = 1\nb = \0\nc = 2\n';
    assert.deepEqual(sourcesOf(parsePython(text), text, 'assign'), ['a = 1', 'c = 2']);
  });

  it('notebook commands do nothing', () => {
    const text = '%matplotlib inline\n!ls\nmodel?\nif a:\n    !pip install b\n    c = 1\n';
    const program = parsePython(text);
    assert.deepEqual(program.broken, []);
    assert.deepEqual(sourcesOf(program, text, 'name'), ['a', 'c']);
  });

  it('Python 2 is broken where it differs', () => {
    const text = 'print "a"\nb = 1\n';
    const program = parsePython(text);
    assert.deepEqual(sourcesOf(program, text, 'assign'), ['b = 1']);
    assert.equal(program.broken.length, 1);
  });

  it('nothing', () => {
    for (const text of ['', '\n', '   ', '#', '\uFEFF', '\\'])
      assert.deepEqual(sourcesOf(parsePython(text), text, 'name'), []);
  });
});

describe('deep nesting', () => {
  const deep: Record<string, string> = {
    '150 brackets': `x = ${'['.repeat(150)}${']'.repeat(150)}`,
    '250 operators': `x = a${' + b'.repeat(250)}`,
    '300 branches': `if a: b\n${'elif c: d\n'.repeat(300)}`,
  };
  for (const [title, text] of Object.entries(deep)) {
    it(`${title} leave the statements before and after`, () => {
      const whole = `before = 1\n${text}\nafter = 2\n`;
      const sources = sourcesOf(parsePython(whole), whole, 'assign');
      assert.equal(sources[0], 'before = 1');
      assert.equal(sources.at(-1), 'after = 2');
    });
  }

  it('past a depth, expressions are opaque', () => {
    const [found] = parsePython(`x = a${' + b'.repeat(250)}`).body;
    let depth = 0;
    let value = (found as Statement & { kind: 'assign' }).value;
    for (; value.kind === 'binary'; value = value.left) depth++;
    assert.equal(value.kind, 'opaque');
    assert.ok(depth >= 150 && depth <= 200, String(depth));
  });
});
