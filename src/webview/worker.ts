/** The comparison's worker: receives a plan, posts how it goes. Everything else is in src/lab. */
import { startEngine } from '../lab/engine/backend';
import { train } from '../lab/engine/train';
import type { FromWorker, ToWorker } from '../protocol/messages';

const post = (message: FromWorker): void => self.postMessage(message);

let running: AbortController | null = null;

async function compare({ plan, wasm }: Extract<ToWorker, { type: 'start' }>): Promise<void> {
  running?.abort();
  const own = new AbortController();
  running = own;
  try {
    const engine = await startEngine(wasm);
    const result = await train(
      plan,
      (metrics, done, total) => post({ type: 'progress', metrics, done, total }),
      own.signal,
      { engine, pause: nextTask },
    );
    // A newer plan has taken over: its page no longer waits for this one.
    if (running === own) post({ type: 'result', result });
  } catch (error) {
    if (running === own)
      post({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

/** Lets waiting messages in. A message to oneself is not slowed down as nested timers are. */
const channel = new MessageChannel();
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    channel.port1.onmessage = () => resolve();
    channel.port2.postMessage(null);
  });
}

self.onmessage = ({ data }: MessageEvent<ToWorker>): void => {
  if (data.type === 'stop') running?.abort();
  else void compare(data);
};
