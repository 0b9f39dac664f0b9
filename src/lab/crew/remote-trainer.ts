import type { FromTrainer, Later, Line, ToTrainer } from './line';
import { TrainerDied, type Final, type Reached, type Terms, type Trainer } from './trainer';

/** A worker that is told to leave has so long, in milliseconds, to come to the end of its step. */
const leavePatience = 500;

/** A trainer in a worker at the other end of a line, where `serve` answers. */
export function remoteTrainer(line: Line, later: Later): Trainer {
  let state: ReturnType<Trainer['state']> = 'idle';
  /** How often it was told to leave and has not answered. */
  let leaving = 0;
  let cancelPatience: () => void = () => undefined;
  let asked: Asked | null = null;

  const end = (): void => {
    const { reject } = asked ?? {};
    state = 'ended';
    asked = null;
    cancelPatience();
    line.end();
    reject?.(new TrainerDied(''));
  };

  const hear = (message: FromTrainer): void => {
    if (message.type === 'idle') {
      leaving -= 1;
      if (leaving > 0) return;
      cancelPatience();
      if (!asked) state = 'idle';
      return;
    }
    // What was under way when it was told to leave.
    if (leaving > 0 || !asked) return;
    if (message.type === 'reached') return asked.heard(message);
    const { resolve, reject } = asked;
    asked = null;
    if (message.type === 'failed') reject(new Error(message.message));
    else resolve(message);
  };

  line.listen(
    (message) => state !== 'ended' && hear(message),
    (detail) => {
      asked?.reject(new TrainerDied(detail));
      if (state !== 'ended') end();
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
      if (state !== 'busy' || (leaving > 0 && !asked)) return;
      leaving += 1;
      // One that has nothing to do leaves at once, so it can be asked again already.
      if (!asked) state = 'idle';
      asked = null;
      line.send({ type: 'leave' });
      cancelPatience();
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
