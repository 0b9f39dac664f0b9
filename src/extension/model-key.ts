import type { Facts, ModelFact } from '../analysis/facts/facts';

/** Names a model in a way that survives edits, commands and a window reload: plain JSON. */
export interface ModelKey {
  readonly uri: string;
  readonly name: string;
  /** Counts models of the same name in the document, from 0. */
  readonly occurrence: number;
}

/** The key of a model of a document. */
export function keyOf(uri: string, facts: Facts, model: ModelFact): ModelKey {
  const namesakes = facts.models.filter((other) => other.name === model.name);
  return { uri, name: model.name, occurrence: namesakes.indexOf(model) };
}

/** The model a key names, if the document still has it. */
export function findModel(facts: Facts, key: ModelKey): ModelFact | null {
  return facts.models.filter((model) => model.name === key.name)[key.occurrence] ?? null;
}

/** Whether two keys name the same model. */
export function sameKey(a: ModelKey, b: ModelKey): boolean {
  return a.uri === b.uri && a.name === b.name && a.occurrence === b.occurrence;
}
