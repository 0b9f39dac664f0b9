import type { Localized } from '../../text/localized';

/** For rules whose findings on public code have not been counted. */
export const notMeasured: Localized = {
  en: 'Not measured yet.',
  zh: '尚未测量。',
};

/** For rules without options of their own. */
export const noOptions: Localized = {
  en: 'None beside its severity (`reglens.rules`) and the confidence threshold (`reglens.minimumConfidence`).',
  zh: '除严重级别（`reglens.rules`）和置信度阈值（`reglens.minimumConfidence`）外没有其他选项。',
};
