import type { Finding } from '../analysis/analyze';
import { carrierOf } from '../analysis/text/edits';
import { touches, type Span, type TextEdit } from '../analysis/text/span';

/** What a reader has been shown of one document, so that nothing is added while they type. */
export interface SteadyFindings {
  /** Follows an edit. @param text before it */
  change(edits: readonly TextEdit[], text: string): void;
  /** Of the findings as they are now, those that were shown before: half a number is no finding yet. */
  whileTyping(findings: readonly Finding[]): readonly Finding[];
  /** All of them, which are shown from now on. */
  atRest(findings: readonly Finding[]): readonly Finding[];
}

export function steadyFindings(): SteadyFindings {
  let shown: readonly { readonly rule: string; readonly span: Span }[] = [];
  return {
    change: (edits, text) => {
      if (shown.length === 0) return;
      const carrier = carrierOf(edits, text);
      shown = shown.map(({ rule, span }) => {
        const start = carrier.start(span.start);
        return { rule, span: { start, end: Math.max(start, carrier.end(span.end)) } };
      });
    },
    whileTyping: (findings) =>
      findings.filter(({ rule, span }) => shown.some((one) => one.rule === rule && touches(one.span, span))),
    atRest: (findings) => {
      shown = findings;
      return findings;
    },
  };
}
