import type { Facts, ModelFact } from '../analysis/facts/facts';
import type { Span } from '../analysis/text/span';

/** A model and the text that stands for it in the code. */
export interface ModelMention {
  readonly model: ModelFact;
  readonly span: Span;
}

/**
 * The places where the analysis knows that the text stands for a model: where it is bound, where its
 * losses are read, where it is compiled and trained. The same name elsewhere may be another thing.
 */
export function modelMentions(facts: Facts, text: string): ModelMention[] {
  const beginning = (model: ModelFact | undefined, span: Span, name: string): ModelMention[] =>
    model !== undefined && text.startsWith(name, span.start)
      ? [{ model, span: { start: span.start, end: span.start + name.length } }]
      : [];
  return [
    ...facts.models.map((model) => ({ model, span: model.nameSpan })),
    ...facts.lossesReads.flatMap((read) =>
      beginning(facts.models[read.model ?? -1], read.span, read.modelText),
    ),
    ...facts.models.flatMap((model) =>
      model.compile === null ? [] : beginning(model, model.compile.span, model.name),
    ),
    ...facts.trainings.flatMap((training) => {
      const model = facts.models[training.model];
      return model === undefined ? [] : beginning(model, training.span, model.name);
    }),
  ];
}

/** The model that contains an offset in its statement or is named there; null when none does. */
export function modelAround(facts: Facts, text: string, offset: number): ModelFact | null {
  const holds = (span: Span) => span.start <= offset && offset <= span.end;
  const mention = modelMentions(facts, text).find(({ span }) => holds(span));
  return mention?.model ?? facts.models.find((model) => holds(model.span)) ?? null;
}
