/** Every command the manifest declares, by what it does. */
export const commands = {
  compare: 'reglens.compare',
  comparePenalties: 'reglens.comparePenalties',
  sweepStrength: 'reglens.sweepStrength',
  /** Opens a comparison that was made, without a new run. Argument of the lens: `ModelKey`; without one, the last. */
  openLastComparison: 'reglens.openLastComparison',
  export: 'reglens.export',
  checkWorkspace: 'reglens.checkWorkspace',
  showRule: 'reglens.showRule',
  toggleLenses: 'reglens.toggleLenses',
  toggleHints: 'reglens.toggleHints',
  /** Internal, of the lens: writes the suggested penalty. Argument: `ModelKey`. */
  addPenalty: 'reglens.addPenalty',
  /** Of the diff that shows what would be written into the code. */
  applyPreview: 'reglens.applyPreview',
  cancelPreview: 'reglens.cancelPreview',
} as const;

/** Type of the lab's webview panel. */
export const labPanelType = 'reglens.lab';

/** Scheme of the documents that show a file with edits that are not written yet. */
export const previewScheme = 'reglens-preview';
