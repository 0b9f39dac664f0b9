import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
import { lookUp } from '../operations/look-up';
import type { RunLayer } from './layer';

export const embedding: RunLayer = ([x], { embeddings }) => lookUp(x as Tensor, embeddings as Tensor2D);
