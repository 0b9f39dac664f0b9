import * as vscode from 'vscode';
import type { LayerFact, ModelFact } from '../analysis/facts/facts';
import type { Span } from '../analysis/text/span';
import { penaltyText } from '../analysis/lenses/ledger';
import type { ModelView, SourceLink } from '../protocol/messages';
import type { View } from './documents';
import { say, texts } from './messages';
import { locationOf } from './places';

/** The model as the page shows it, with places to click on. */
export function modelViewOf(
  uri: vscode.Uri,
  view: View,
  model: ModelFact,
  { notes, penaltyWritten }: Pick<ModelView, 'notes' | 'penaltyWritten'>,
): ModelView {
  const link = (span: Span): SourceLink => {
    const location = locationOf(uri, view.analysis.place(span), view.range);
    const { start } = location.range;
    return { uri: location.uri.toString(), line: start.line + 1, column: start.character + 1 };
  };
  return {
    name: model.name,
    file: vscode.workspace.asRelativePath(uri),
    source: link(model.nameSpan),
    rows: model.layers.map((layer) => ({
      type: layer.type,
      outputShape: shapeText(layer),
      parameters: layer.parameters,
      penalty: layer.penalties.map((penalty) => say(penaltyText(penalty))).join(', '),
      source: link(layer.span),
    })),
    optimizer: model.compile?.optimizer?.name ?? say(texts.notKnown),
    loss: model.compile?.loss?.name ?? say(texts.notKnown),
    parameters: model.parameters,
    parametersExact: model.parametersExact,
    notes,
    penaltyWritten,
  };
}

function shapeText({ outputShape }: LayerFact): string {
  return outputShape === null ? '' : `(${outputShape.map((dimension) => dimension ?? '?').join(', ')})`;
}
