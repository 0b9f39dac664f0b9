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
      type: labelOf(layer),
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

/** Arguments that tell layers of one type apart, the most telling first. */
const telling = ['units', 'filters', 'output_dim', 'rate', 'num_heads', 'pool_size'];

/** A layer in short: `Dense(64)`, `Bidirectional(LSTM(32))`. */
function labelOf({ type, arguments: given, inside }: LayerFact): string {
  const wrapped = inside?.find(({ parameter }) => parameter !== 'backward_layer');
  if (wrapped) return `${type}(${labelOf(wrapped.layer)})`;
  const values = telling.map((name) => given.find((argument) => argument.name === name)?.value);
  const value = values.find((one) => typeof one === 'number');
  return value === undefined ? type : `${type}(${value})`;
}

function shapeText({ outputShape }: LayerFact): string {
  return outputShape === null ? '' : `(${outputShape.map((dimension) => dimension ?? '?').join(', ')})`;
}
