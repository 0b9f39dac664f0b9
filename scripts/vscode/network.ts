import { createServer } from 'node:net';
import { SetupError } from './setup-error';

const probeMilliseconds = 3000;

/** Whether a web address answers at all within three seconds. */
export async function canReach(address: string): Promise<boolean> {
  try {
    await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(probeMilliseconds) });
    return true;
  } catch {
    return false;
  }
}

/** A port of 127.0.0.1 that is free: the wanted one, or any. Throws one sentence when the wanted one is taken. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new SetupError(`Port ${wanted} is in use; choose another with --port or REGLENS_PORT.`)
          : new SetupError(
              `Port ${wanted} cannot be opened (${error.code}); choose another with --port or REGLENS_PORT.`,
            ),
      ),
    );
    server.listen(wanted, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
