import type { Plan } from '../plan';
import { withDropout } from '../with-dropout';
import { buildNetwork, type Network } from './network';

/** The network of each arm: the plan's own, or one with dropouts beside it, whose weights have the same slots. */
export function armNetworks(plan: Plan, network: Network): readonly Network[] {
  return plan.arms.map(({ dropout }) => (dropout ? buildNetwork(withDropout(plan.model, dropout)) : network));
}
