/** A worker of the page: trains what the page's coordinator asks for. Everything else is in src/lab. */
import type { ToTrainer } from '../lab/crew/line';
import { readOwn, type ReadRequest } from '../lab/data/own/read-own';
import { serve } from '../lab/crew/serve';
import { bothEngines } from '../lab/engine/engines';
import { localTrainer } from '../lab/engine/local-trainer';

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

const answer = serve(
  (wasm) => localTrainer(bothEngines(wasm), nextTask),
  (message, handedOver = []) => self.postMessage(message, { transfer: [...handedOver] }),
);
self.onmessage = ({ data }: MessageEvent<ToTrainer | ReadRequest>): void =>
  data.type === 'read' ? self.postMessage(readOwn(data)) : answer(data);
