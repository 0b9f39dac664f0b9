import { armTexts } from './messages/arms';
import { boundaryTexts } from './messages/boundary';
import { chartTexts } from './messages/charts';
import { controlTexts } from './messages/controls';
import { curveTexts } from './messages/curves';
import { differenceTexts } from './messages/difference';
import { explanationTexts } from './messages/explanations';
import { exportTexts } from './messages/exports';
import { frameTexts } from './messages/frame';
import { historyTexts } from './messages/history';
import { insteadTexts } from './messages/instead';
import { modelTexts } from './messages/model';
import { noticeTexts } from './messages/notices';
import { ownFileTexts } from './messages/own-file';
import { progressTexts } from './messages/progress';
import { sweepTexts } from './messages/sweep';
import { variantTexts } from './messages/variants';
import { verdictTexts } from './messages/verdict';
import { weightTexts } from './messages/weights';

/** Every word of the page. `{name}` marks a place that `render` fills in. */
export const texts = {
  ...frameTexts,
  ...controlTexts,
  ...ownFileTexts,
  ...insteadTexts,
  ...progressTexts,
  ...noticeTexts,
  ...exportTexts,
  ...verdictTexts,
  ...armTexts,
  ...chartTexts,
  ...curveTexts,
  ...differenceTexts,
  ...variantTexts,
  ...weightTexts,
  ...sweepTexts,
  ...boundaryTexts,
  ...explanationTexts,
  ...historyTexts,
  ...modelTexts,
};
