/** Every command the manifest declares, by what it does. */
export const commands = {
  compare: 'reglens.compare',
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
  commands.checkWorkspace,
  commands.showRule,
  commands.toggleLenses,
  commands.toggleHints,
];

/** Type of the lab's webview panel. */
export const labPanelType = 'reglens.lab';
