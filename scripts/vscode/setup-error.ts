/** Something a person has to change before this can run; its message is one sentence for them. */
export class SetupError extends Error {}

/** Runs a script's `main`; a SetupError becomes its sentence on standard error and exit status 1. */
export async function runScript(main: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    console.error(error instanceof SetupError ? error.message : error);
    process.exitCode = 1;
  }
}
