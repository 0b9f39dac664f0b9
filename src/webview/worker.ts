/** The comparison's worker: receives a plan, posts how it goes. Everything else is in src/lab. */
import { bothEngines } from '../lab/engine/engines';
import { train } from '../lab/engine/train';
import type { FromWorker, ToWorker } from '../protocol/messages';

const post = (message: FromWorker): void => self.postMessage(message);

let running: AbortController | null = null;

async function compare({ plan, wasm }: Extract<ToWorker, { type: 'start' }>): Promise<void> {
  running?.abort();
  const own = new AbortController();
  running = own;
  // Once a newer plan has taken over, nobody waits for this one.
  const postOwn = (message: FromWorker): void => {
    if (running === own) post(message);
  };
  try {
    const result = await train(
      plan,
      (metrics, done, total) => postOwn({ type: 'progress', metrics, done, total }),
      own.signal,
      { engines: bothEngines(wasm), pause: nextTask },
    );
    postOwn({ type: 'result', result });
  } catch (error) {
    postOwn({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

/** Lets waiting messages in. A message to oneself is not slowed down as nested timers are. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}
const waiting: (() => void)[] = [];
const channel = new MessageChannel();
channel.port1.onmessage = () => waiting.shift()?.();

self.onmessage = ({ data }: MessageEvent<ToWorker>): void => {
  if (data.type === 'stop') running?.abort();
  else void compare(data);
};
