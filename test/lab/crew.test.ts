import assert from 'node:assert/strict';
import * as tf from '@tensorflow/tfjs-core';
import { crewOf } from '../../src/lab/crew/crew';
import type { FromTrainer, Line, ToTrainer } from '../../src/lab/crew/line';
import { remoteTrainer } from '../../src/lab/crew/remote-trainer';
import { scheduleOf, type Cell } from '../../src/lab/crew/schedule';
import { serve } from '../../src/lab/crew/serve';
import { TrainerDied, type Trainer } from '../../src/lab/crew/trainer';
import { localTrainer } from '../../src/lab/engine/local-trainer';
import type { Plan } from '../../src/lab/plan';
import { sweepPlan } from '../../src/lab/sweep-plan';
import { train } from '../../src/lab/train';
import { seedModel } from './facts';
import { engines, later, pause, planOf, run, small, tensorflow } from './running';

const never = new AbortController().signal;
const plan = small(planOf(seedModel), { seeds: [1, 2, 3, 4, 5], epochs: 4 });
const swept = sweepPlan(plan) as Plan;

const here = (): Trainer => localTrainer(engines, pause);
const soon = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A trainer that tells what it reaches late, in pieces that come in another order. */
function slow(trainer: Trainer, milliseconds: number): Trainer {
  return {
    ...trainer,
    train: async (group, heard) => {
      const pieces: Parameters<typeof heard>[0][] = [];
      const finals = await trainer.train(group, ({ metrics, diverged }) =>
        pieces.push(
          { metrics: metrics.filter(({ epoch }) => epoch % 2 === 0), diverged },
          {
            metrics: metrics.filter(({ epoch }) => epoch % 2 === 1),
            diverged: [],
          },
        ),
      );
      for (const piece of pieces.reverse()) {
        await soon(milliseconds);
        heard(piece);
      }
      return finals;
    },
  };
}

describe('the schedule', () => {
  it('has both main arms on three seeds first, then on the others, then the rest seed by seed', () => {
    const schedule = scheduleOf(swept);
    const cells = (group: readonly Cell[] | null) =>
      group?.map(({ arm, seed }) => `${arm}/${seed}`).join(' ');
    assert.equal(cells(schedule.take(40, 1)), '0/0 1/0 0/1 1/1 0/2 1/2');
    assert.equal(cells(schedule.take(40, 1)), '0/3 1/3 0/4 1/4');
    assert.equal(cells(schedule.take(8, 1)), '2/0 3/0 4/0 5/0 6/0 7/0 8/0 2/1');
    assert.equal(schedule.waiting(), 27);
  });

  it('never parts the main arms of a seed, and gives each trainer its share', () => {
    const schedule = scheduleOf(swept);
    assert.equal(schedule.take(1, 1)?.length, 2);
    assert.equal(schedule.take(40, 2)?.length, 2);
    assert.equal(schedule.take(40, 4)?.length, 2);
    assert.equal(schedule.take(3, 1)?.length, 2);
    assert.equal(schedule.take(3, 1)?.length, 2);
    assert.equal(schedule.take(40, 4)?.length, 9);
    for (let group = schedule.take(40, 4); group; group = schedule.take(40, 4)) assert.ok(group.length > 0);
    assert.equal(schedule.waiting(), 0);
  });
});

describe('a crew', function () {
  this.timeout(60_000);

  it('gives the same numbers on one and on four trainers, in whatever order they come back', async () => {
    const alone = await run(swept);
    let hired = 0;
    const crew = crewOf(4, () => slow(here(), [120, 90, 100, 80][hired++ % 4] as number));
    const reported: number[] = [];
    const together = await train(
      swept,
      (_, done, total) => reported.push(done / total),
      never,
      { crew, later }, // prettier-ignore
    );
    assert.equal(hired, 4);
    assert.deepEqual({ ...together, milliseconds: 0 }, { ...alone, milliseconds: 0 });
    assert.ok(reported.every((share, index) => index === 0 || share >= (reported[index - 1] as number)));
    assert.equal(reported.at(-1), 1);
  });

  it('starts one trainer for what takes no time', async () => {
    let hired = 0;
    const crew = crewOf(4, () => {
      hired += 1;
      return here();
    });
    await train(small(plan, { epochs: 1 }), () => undefined, never, { crew, later });
    assert.equal(hired, 1);
  });

  /** Trains a group half and dies, for the first so many groups. */
  const mortal = (deaths: { left: number }, at: 'take' | 'train' = 'train'): Trainer => {
    const trainer = here();
    let ended = false;
    const die = (): never => {
      deaths.left -= 1;
      ended = true;
      throw new TrainerDied('out of memory');
    };
    return {
      ...trainer,
      take: async (...given) => (at === 'take' && deaths.left > 0 ? die() : trainer.take(...given)),
      train: async (group, heard) => {
        if (deaths.left === 0) return trainer.train(group, heard);
        await trainer.train(group, ({ metrics }) =>
          heard({ metrics: metrics.filter(({ epoch }) => epoch < 3), diverged: [] }),
        );
        return die();
      },
      state: () => (ended ? 'ended' : trainer.state()),
    };
  };

  it('gives the group of a trainer that dies to another one', async () => {
    const deaths = { left: 1 };
    const crew = crewOf(2, () => mortal(deaths));
    const result = await train(plan, () => undefined, never, { crew, later });
    assert.equal(deaths.left, 0);
    assert.deepEqual(result.metrics, (await run(plan)).metrics);
    assert.equal(result.ended, 'all');
  });

  it('ends when a group costs two trainers their lives, and keeps what was reached', async () => {
    const crew = crewOf(2, () => mortal({ left: 1 }));
    const result = await train(plan, () => undefined, never, { crew, later });
    assert.deepEqual([result.ended, result.finished, result.failure], ['failed', false, 'out of memory']);
    const seeds = new Set(result.metrics.map(({ seed }) => seed));
    assert.ok(seeds.has(0) && seeds.size < 5);
    assert.deepEqual(
      result.metrics,
      (await run(plan)).metrics.filter(({ seed, epoch }) => seeds.has(seed) && epoch < 3),
    );
    assert.equal(result.verdict.seeds, 0);
  });

  it('tries once more when a trainer cannot start, and then says why', async () => {
    const deaths = { left: 1 };
    const once = crewOf(2, () => mortal(deaths, 'take'));
    assert.equal((await train(plan, () => undefined, never, { crew: once, later })).ended, 'all');
    const always = crewOf(2, () => mortal({ left: 1 }, 'take'));
    await assert.rejects(
      train(plan, () => undefined, never, { crew: always, later }),
      /out of memory/,
    );
  });

  it('says what no engine knows', async () => {
    const unknown = { ...plan, data: { ...plan.data, name: 'nothing' } };
    await assert.rejects(run(unknown), /Unknown data set: nothing/);
  });

  it('ends with what it has when the time budget is spent', async () => {
    const crew = crewOf(1, () => slow(here(), 30));
    const short = { ...swept, budgetSeconds: 0.1 };
    const result = await train(short, () => undefined, never, { crew, later });
    assert.deepEqual([result.ended, result.finished], ['budget', false]);
    assert.ok(result.metrics.length > 0 && result.metrics.length < 9 * 5 * 5);
  });

  it('starts others for a model so slow that nothing is heard of it', async () => {
    const stop = new AbortController();
    const groups: (readonly Cell[])[] = [];
    const silent = (): Trainer => ({
      ...here(),
      train: (group) => {
        groups.push(group);
        if (groups.length === 3) stop.abort();
        return new Promise(() => undefined);
      },
    });
    await train(plan, () => undefined, stop.signal, { crew: crewOf(3, silent), later });
    assert.deepEqual(
      groups.map((group) => group.map(({ seed }) => seed)),
      [
        [0, 0],
        [1, 1],
        [2, 2],
      ],
    );
  });

  it('answers a stop at once though no trainer hears it', async () => {
    const stop = new AbortController();
    let left = 0;
    const deaf = (): Trainer => ({
      ...here(),
      train: async (group, heard) => {
        await here()
          .train(group, heard)
          .catch(() => undefined);
        heard({ metrics: [{ ...(group[0] as Cell), epoch: 0, ...zeros }], diverged: [] });
        stop.abort();
        return new Promise(() => undefined);
      },
      leave: () => (left += 1),
    });
    const result = await train(plan, () => undefined, stop.signal, { crew: crewOf(1, deaf), later });
    assert.deepEqual([result.ended, result.metrics.length, left], ['stopped', 1, 1]);
  });
});

const zeros = { trainLoss: 0, validationLoss: 0, testLoss: 0, penalty: 0, testScore: 0 };

/** Both ends of a line in one thread. @param deaf the worker hears no more after so many messages */
function shortLine(deaf = Infinity): {
  line: Line;
  sent: ToTrainer['type'][];
  said: FromTrainer['type'][];
  ended: () => boolean;
} {
  const sent: ToTrainer['type'][] = [];
  const said: FromTrainer['type'][] = [];
  let ended = false;
  let hear: (message: FromTrainer) => void = () => undefined;
  const answer = serve(
    () => localTrainer([tensorflow], pause),
    (message) => {
      said.push(message.type);
      setImmediate(() => hear(structuredClone(message)));
    },
  );
  const line: Line = {
    send: (message) => {
      sent.push(message.type);
      if (sent.length <= deaf) setImmediate(() => answer(structuredClone(message)));
    },
    listen: (heard) => (hear = heard),
    end: () => (ended = true),
  };
  line.send({ type: 'equip', wasm: null });
  return { line, sent, said, ended: () => ended };
}

describe('a trainer at the other end of a line', function () {
  this.timeout(60_000);
  const tiny = small(plan, { epochs: 1, seeds: [1] });

  it('gives the numbers of one in this thread, and is kept for the next comparison', async () => {
    const { line, ended } = shortLine();
    let hired = 0;
    const crew = crewOf(1, () => {
      hired += 1;
      return remoteTrainer(line, later);
    });
    const reference = await run(plan, undefined, undefined, [tensorflow]);
    for (let round = 0; round < 2; round++) {
      const result = await train(plan, () => undefined, never, { crew, later });
      assert.deepEqual({ ...result, milliseconds: 0 }, { ...reference, milliseconds: 0 });
    }
    assert.deepEqual([hired, ended()], [1, false]);
  });

  it('holds nothing of a hundred comparisons, stopped ones among them', async () => {
    const { line, said } = shortLine();
    let hired = 0;
    const crew = crewOf(1, () => {
      hired += 1;
      return remoteTrainer(line, later);
    });
    for (let round = 0; round < 100; round++) {
      const stop = new AbortController();
      const progress = (): void => {
        if (round % 5 === 0) stop.abort();
      };
      await train(tiny, progress, stop.signal, { crew, later });
      while (said.at(-1) !== 'idle') await soon(0);
      await soon(0);
    }
    assert.equal(hired, 1);
    assert.equal(tf.memory().numTensors, 0);
  });

  it('leaves a plan that it was given while it was leaving another', async () => {
    const { line, said, ended } = shortLine();
    const trainer = remoteTrainer(line, later);
    await trainer.take(tiny, null);
    trainer.leave();
    assert.equal(trainer.state(), 'idle');
    void trainer.take(tiny, null);
    trainer.leave();
    assert.equal(trainer.state(), 'busy');
    while (trainer.state() === 'busy') await soon(1);
    assert.deepEqual([trainer.state(), ended()], ['idle', false]);
    assert.deepEqual(said.filter((type) => type === 'idle').length, 2);
    assert.match((await trainer.take(tiny, null)).engine, /^TensorFlow\.js/);
  });

  it('is ended when it is told to leave and does not answer in time', async () => {
    const { line, sent, ended } = shortLine(2);
    let patience: () => void = () => undefined;
    const trainer = remoteTrainer(line, (_, act) => {
      patience = act;
      return () => undefined;
    });
    await trainer.take(tiny, null);
    void trainer.train([{ arm: 0, seed: 0 }], () => undefined);
    trainer.leave();
    assert.deepEqual(sent, ['equip', 'take', 'train', 'leave']);
    assert.deepEqual([trainer.state(), ended()], ['busy', false]);
    patience();
    assert.deepEqual([trainer.state(), ended()], ['ended', true]);
  });
});
