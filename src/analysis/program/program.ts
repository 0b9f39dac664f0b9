import type { Span } from '../text/span';

/**
 * The neutral program: what Python and JavaScript lower to and what the interpreter runs.
 * Every node carries its span in the document. Anything without a form of its own is
 * `opaque` and still holds its children, so that reads inside it are seen.
 */
export interface Program {
  readonly body: readonly Statement[];
  readonly comments: readonly Comment[];
  /** Spans of statements whose syntax is broken; nothing new may be reported inside them. */
  readonly broken: readonly Span[];
}

export interface Comment {
  /** From the comment sign to the end of the line. */
  readonly span: Span;
  /** Without the comment sign and surrounding blanks. */
  readonly text: string;
}

export type Expression = { readonly span: Span } & (
  | { readonly kind: 'constant'; readonly value: string | number | boolean | null }
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'attribute';
      readonly object: Expression;
      readonly name: string;
      readonly nameSpan: Span;
    }
  | { readonly kind: 'item'; readonly object: Expression; readonly index: Expression }
  | { readonly kind: 'slice'; readonly parts: readonly (Expression | null)[] }
  | {
      readonly kind: 'call';
      readonly callee: Expression;
      readonly arguments: readonly Argument[];
      readonly argumentsSpan: Span;
    }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'compare';
      readonly operators: readonly string[];
      readonly operands: readonly Expression[];
    }
  | { readonly kind: 'boolean'; readonly operator: 'and' | 'or'; readonly operands: readonly Expression[] }
  | {
      readonly kind: 'conditional';
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | { readonly kind: 'lambda'; readonly parameters: readonly Parameter[]; readonly body: Expression }
  | {
      readonly kind: 'comprehension';
      readonly shape: 'list' | 'set' | 'dict' | 'generator';
      /** The key, for a dict. */
      readonly key: Expression | null;
      readonly element: Expression;
      readonly clauses: readonly ComprehensionClause[];
    }
  | { readonly kind: 'list' | 'tuple' | 'set'; readonly elements: readonly Expression[] }
  /** A key of null spreads the value (`**value`). */
  | {
      readonly kind: 'dict';
      readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[];
    }
  | { readonly kind: 'starred'; readonly value: Expression }
  | { readonly kind: 'assignment'; readonly target: Expression; readonly value: Expression }
  | { readonly kind: 'await'; readonly value: Expression }
  /** A string with holes, and the text around them where it is plain and no hole is formatted. */
  | {
      readonly kind: 'template';
      readonly parts: readonly Expression[];
      readonly texts: readonly string[] | null;
    }
  /** The function around it is a generator. */
  | { readonly kind: 'yield'; readonly value: Expression | null; readonly from: boolean }
  | { readonly kind: 'opaque'; readonly children: readonly Expression[] }
);

export interface ComprehensionClause {
  readonly target: Expression;
  readonly iterable: Expression;
  readonly conditions: readonly Expression[];
}

export interface Argument {
  readonly span: Span;
  /** The keyword, or null for a positional argument. */
  readonly name: string | null;
  readonly spread: 'none' | 'positional' | 'keyword';
  readonly value: Expression;
}

export interface Parameter {
  readonly name: string;
  readonly span: Span;
  readonly kind: 'plain' | 'positional-rest' | 'keyword-rest' | 'keyword-only';
  readonly default: Expression | null;
}

export type Statement = { readonly span: Span } & (
  | { readonly kind: 'expression'; readonly value: Expression }
  /** `a = b = value`; a target is a name, attribute, item, starred, tuple or list. */
  | {
      readonly kind: 'assign';
      readonly targets: readonly Expression[];
      readonly value: Expression;
      /** `name: Type = value`. */
      readonly typed?: boolean;
    }
  | {
      readonly kind: 'augmented';
      readonly operator: string;
      readonly target: Expression;
      readonly value: Expression;
    }
  | {
      readonly kind: 'if';
      readonly test: Expression;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | {
      readonly kind: 'while';
      readonly test: Expression;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | {
      readonly kind: 'for';
      readonly target: Expression;
      readonly iterable: Expression;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  | {
      readonly kind: 'with';
      readonly items: readonly { readonly context: Expression; readonly target: Expression | null }[];
      readonly body: readonly Statement[];
    }
  | {
      readonly kind: 'try';
      readonly body: readonly Statement[];
      readonly handlers: readonly {
        readonly type: Expression | null;
        readonly name: string | null;
        readonly body: readonly Statement[];
      }[];
      readonly otherwise: readonly Statement[];
      readonly finally: readonly Statement[];
    }
  | { readonly kind: 'return'; readonly value: Expression | null }
  | { readonly kind: 'raise'; readonly value: Expression | null }
  | { readonly kind: 'break' | 'continue' | 'pass' }
  /** `name: Type` without a value. */
  | { readonly kind: 'declaration'; readonly target: Expression }
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly nameSpan: Span;
      readonly parameters: readonly Parameter[];
      readonly decorators: readonly Expression[];
      readonly body: readonly Statement[];
    }
  | {
      readonly kind: 'class';
      readonly name: string;
      readonly nameSpan: Span;
      readonly bases: readonly Argument[];
      readonly decorators: readonly Expression[];
      readonly body: readonly Statement[];
    }
  | { readonly kind: 'import'; readonly bindings: readonly ImportBinding[] }
  | { readonly kind: 'delete'; readonly targets: readonly Expression[] }
  | { readonly kind: 'scope'; readonly declares: 'global' | 'nonlocal'; readonly names: readonly string[] }
  | { readonly kind: 'assert'; readonly test: Expression }
  | {
      readonly kind: 'match';
      readonly subject: Expression;
      readonly cases: readonly {
        /** Names that the pattern binds; they get an unknown value. */
        readonly binds: readonly string[];
        /** The values that the pattern stands for; `any` for one that fits all; null for a pattern of another form. */
        readonly fits: readonly Expression[] | 'any' | null;
        readonly guard: Expression | null;
        readonly body: readonly Statement[];
      }[];
    }
  | { readonly kind: 'opaque'; readonly children: readonly Expression[] }
);

/**
 * One name that an import binds.
 * `import a.b` binds `a` to module `a` (and makes `a.b` known); `import a.b as c` binds `c` to `a.b`;
 * `from a import b as c` binds `c` to member `b` of `a`; `from a import *` has member `*` and an empty name.
 */
export interface ImportBinding {
  readonly name: string;
  readonly span: Span;
  /** Dotted path; leading dots for a relative import. */
  readonly module: string;
  readonly member: string | null;
}
