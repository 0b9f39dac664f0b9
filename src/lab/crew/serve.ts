import type { FromTrainer, ToTrainer } from './line';
import type { Trainer } from './trainer';

/**
 * The worker's end of a line: what to call with each message that comes in.
 *
 * @param equipped makes the trainer of this worker
 * @param send the second argument lists buffers that are handed over instead of copied
 */
export function serve(
  equipped: (wasm: Uint8Array | null) => Trainer,
  send: (message: FromTrainer, handedOver?: readonly ArrayBuffer[]) => void,
): (message: ToTrainer) => void {
  let trainer!: Trainer;
  let work: Promise<void> = Promise.resolve();

  const answer = async (question: () => Promise<void>): Promise<void> => {
    try {
      await question();
    } catch (error) {
      send({ type: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  };

  return (message) => {
    switch (message.type) {
      case 'equip':
        trainer = equipped(message.wasm);
        break;
      case 'take':
        work = answer(async () => {
          const terms = await trainer.take(message.plan, message.ownData);
          send({ type: 'ready', ...terms });
        });
        break;
      case 'train':
        work = answer(async () => {
          const finals = await trainer.train(message.group, (reached) =>
            send({ type: 'reached', ...reached }),
          );
          const values = finals.flatMap(({ weights }) => weights.map((layer) => layer.values));
          send(
            { type: 'trained', finals },
            values.map(({ buffer }) => buffer as ArrayBuffer),
          );
        });
        break;
      case 'leave':
        trainer.leave();
        void work.then(() => send({ type: 'idle' }));
    }
  };
}
