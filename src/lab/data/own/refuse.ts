import type { Localized, message } from '../../../analysis/text/localized';
import { CannotBuild } from '../../architecture/layer-kind';
import { filled } from '../../planning/words';

/** Why a file cannot be used, as the end of a sentence that begins with its name. */
export function refuse(text: Localized, values: Parameters<typeof message>[1] = {}): CannotBuild {
  return new CannotBuild(filled(text, values));
}
