import type { TrainingFact } from '../../facts/facts';
import { message } from '../../text/localized';
import type { Fix } from '../define-rule';
import { insert } from './edits';

/** Adds the penalties to the loss that a step differentiates. */
export function addition(training: TrainingFact): Fix[] {
  const point = training.additionPoint;
  if (point === null) return [];
  const term = `+ sum(${point.modelText}.losses)`;
  const open = point.parenthesize ? [insert(point.span.start, '(')] : [];
  return [
    {
      title: message({ en: 'Add `{term}`', zh: '加上 `{term}`' }, { term }),
      safety: 'unsafe',
      edits: [...open, insert(point.span.end, `${point.parenthesize ? ')' : ''} ${term}`)],
    },
  ];
}
