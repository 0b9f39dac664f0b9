import { processorTime } from './clock';
import { trainByEngine } from './our-engines';
import { dataLoss, trainPlain } from './plain';
import { trainByPlayground } from './playground';
import { startPlainTensorflow, trainByFit, trainByMinimize } from './tensorflow-peers';
import { workOf, type NetName, type Work } from './work';

/** What a training took, and where it ended. */
export interface Trained {
  readonly milliseconds: number;
  /** Of the first variant, by slot. */
  readonly weights: readonly Float32Array[];
  /** The data loss as the peer computes it itself; null where it computes none. */
  readonly loss: number | null;
}

/** How much of one network a peer trains; figures are per epoch and variant. */
interface Amount {
  readonly epochs: number;
  readonly variants: number;
  /** Epochs of a first training that is not timed. */
  readonly warmUp: number;
}

export interface Peer {
  readonly label: string;
  readonly nets: Readonly<Partial<Record<NetName, Amount>>>;
  readonly train: (work: Work, variants: number, epochs: number) => Promise<Trained>;
}

const one = (epochs: number, warmUp = 1): Amount => ({ epochs, variants: 1, warmUp });
const all: Amount = { epochs: 50, variants: 40, warmUp: 10 };

/** Everything that is compared, each in a process of its own. */
export const peers = {
  'fit-cpu': {
    label: 'tf.Sequential.fit, cpu',
    nets: { A: one(6), B: one(3), CNN: one(2, 0), LSTM: one(1, 0) },
    train: async (work, _, epochs) => {
      await startPlainTensorflow('cpu');
      return trainByFit(work, 1, epochs);
    },
  },
  'fit-wasm': {
    label: 'tf.Sequential.fit, wasm',
    nets: { A: one(20, 5), B: one(15, 5) },
    train: async (work, _, epochs) => {
      await startPlainTensorflow('wasm');
      return trainByFit(work, 1, epochs);
    },
  },
  'minimize-cpu': {
    label: 'optimizer.minimize by hand, cpu',
    nets: { A: one(6), B: one(3) },
    train: async (work, _, epochs) => {
      await startPlainTensorflow('cpu');
      return trainByMinimize(work, 1, epochs);
    },
  },
  'minimize-wasm': {
    label: 'optimizer.minimize by hand, wasm',
    nets: { A: one(20, 5), B: one(15, 5) },
    train: async (work, _, epochs) => {
      await startPlainTensorflow('wasm');
      return trainByMinimize(work, 1, epochs);
    },
  },
  playground: {
    label: 'TensorFlow Playground, nn.ts',
    nets: { A: one(10), B1: one(4) },
    train: (work, _, epochs) => trainByPlayground(work, 1, epochs),
  },
  plain: {
    label: 'plain Float32Array trainer',
    nets: { A: one(50, 10), B: one(20, 5) },
    train: async (work, _, epochs) => {
      const begun = processorTime();
      const weights = trainPlain(work, 1, epochs);
      return { milliseconds: processorTime() - begun, weights, loss: null };
    },
  },
  tfjs: {
    label: 'RegLens, TensorFlow.js engine',
    nets: {
      A: { ...all, epochs: 10, warmUp: 2 },
      B: { ...all, epochs: 5, warmUp: 1 },
      CNN: { epochs: 2, variants: 5, warmUp: 2 },
      LSTM: { epochs: 1, variants: 5, warmUp: 5 },
    },
    train: (work, variants, epochs) => trainByEngine(work, 'tfjs', variants, epochs),
  },
  dense: {
    label: 'RegLens, dense engine',
    nets: { A: all, B: all },
    train: (work, variants, epochs) => trainByEngine(work, 'dense', variants, epochs),
  },
} satisfies Record<string, Peer>;
export type PeerName = keyof typeof peers;

export const cells: readonly { readonly peer: PeerName; readonly net: NetName }[] = (
  Object.keys(peers) as PeerName[]
).flatMap((peer) => (Object.keys(peers[peer].nets) as NetName[]).map((net) => ({ peer, net })));

export function amountOf(peer: PeerName, net: NetName): Amount {
  const amount = (peers[peer].nets as Peer['nets'])[net];
  if (!amount) throw new Error(`${peer} does not train ${net}.`);
  return amount;
}

export interface Measured {
  /** Milliseconds an epoch and variant. */
  readonly perEpoch: number;
  /** The data loss of the first variant at the end. */
  readonly loss: number;
}

/** Measures one cell in this process, which does nothing else. */
export async function measure(peer: PeerName, net: NetName): Promise<Measured> {
  const work = workOf(net);
  const { epochs, variants, warmUp } = amountOf(peer, net);
  if (warmUp > 0) await peers[peer].train(work, variants, warmUp);
  const { milliseconds, weights, loss } = await peers[peer].train(work, variants, epochs);
  const isMultilayer = work.units.length > 2;
  return {
    perEpoch: milliseconds / epochs / variants,
    loss: isMultilayer ? dataLoss(work, weights) : (loss as number),
  };
}
