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
} as const;

/** Those a person finds in the palette. */
export const paletteCommands: readonly string[] = [
  commands.compare,
  commands.comparePenalties,
  commands.sweepStrength,
  commands.openLastComparison,
  commands.export,
  commands.checkWorkspace,
  commands.showRule,
  commands.toggleLenses,
  commands.toggleHints,
];

/** Type of the lab's webview panel. */
export const labPanelType = 'reglens.lab';
