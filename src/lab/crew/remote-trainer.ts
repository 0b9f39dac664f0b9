import type { FromTrainer, Later, Line, ToTrainer } from './line';
import { TrainerDied, type Final, type Reached, type Terms, type Trainer } from './trainer';

/** A worker that is told to leave has so long, in milliseconds, to come to the end of its step. */
const leavePatience = 500;

/** A trainer in a worker at the other end of a line, where `serve` answers. */
export function remoteTrainer(line: Line, later: Later): Trainer {
  let state: ReturnType<Trainer['state']> = 'idle';
  let leaving = false;
  let cancelPatience: () => void = () => undefined;
  let asked: Asked | null = null;

  const end = (): void => {
    state = 'ended';
    asked = null;
    cancelPatience();
    line.end();
  };

  const hear = (message: FromTrainer): void => {
    if (message.type === 'idle') {
      cancelPatience();
      leaving = false;
      if (state === 'busy') state = 'idle';
      return;
    }
    // What was under way when it was told to leave.
    if (leaving || !asked) return;
    if (message.type === 'reached') return asked.heard(message);
    const { resolve, reject } = asked;
    asked = null;
    if (message.type === 'failed') reject(new Error(message.message));
    else resolve(message);
  };

  line.listen(
    (message) => state !== 'ended' && hear(message),
    (detail) => {
      if (state === 'ended') return;
      const { reject } = asked ?? {};
      end();
      reject?.(new TrainerDied(detail));
    },
  );

  const ask = (question: ToTrainer, heard: (reached: Reached) => void): Promise<FromTrainer> =>
    new Promise((resolve, reject) => {
      if (state === 'ended') return reject(new TrainerDied(''));
      state = 'busy';
      asked = { resolve, reject, heard };
      line.send(question);
    });

  return {
    take: async (plan, ownData) =>
      (await ask({ type: 'take', plan, ownData }, () => undefined)) as FromTrainer & Terms,
    train: async (group, heard) =>
      ((await ask({ type: 'train', group }, heard)) as { finals: readonly Final[] }).finals,
    leave: () => {
      if (state !== 'busy' || leaving) return;
      leaving = true;
      asked = null;
      line.send({ type: 'leave' });
      cancelPatience = later(leavePatience, end);
    },
    state: () => state,
    end,
  };
}

/** The question that waits for its answer. */
interface Asked {
  resolve(answer: FromTrainer): void;
  reject(error: Error): void;
  heard(reached: Reached): void;
}
