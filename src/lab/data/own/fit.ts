import { elementsIn } from '../../architecture/layer-kind';
import type { Plan } from '../../plan';
import type { Task } from '../../task';
import { classNumbers } from './class-numbers';
import type { OwnData } from './own-data';
import { refuse } from './refuse';
import { listed } from './words';

/** @throws CannotBuild with a sentence that says why the file does not fit the model */
export function requireFit(data: OwnData, plan: Plan, task: Task): void {
  requireInputs(data, plan);
  if (task.positions !== 1) {
    throw refuse({
      en: 'the model gives a sequence or image an example, and a file holds one target an example.',
      zh: '模型对每个样本输出一个序列或图像，而文件中每个样本只有一个目标。',
    });
  }
  if (task.kind === 'classes') requireClasses(data, task);
  else if (task.kind === 'labels') requireLabels(data, task);
  else requireNumbers(data, task);
}

function requireInputs(data: OwnData, { model }: Plan): void {
  const needed = elementsIn(model.inputShape);
  if (needed !== data.width) {
    throw refuse(
      {
        en: 'it gives {width} inputs an example, and the model takes {needed} ({shape}).',
        zh: '每个样本有 {width} 个输入，而模型需要 {needed} 个（{shape}）。',
      },
      { width: data.width, needed, shape: model.inputShape.join('×') },
    );
  }
  const embedding = model.layers.find(({ className }) => className === 'Embedding');
  if (!embedding) return;
  const tokens = Number(embedding.config.input_dim);
  const fits = (value: number) => Number.isInteger(value) && value >= 0 && value < tokens;
  if (data.inputs.every(fits)) return;
  throw refuse(
    {
      en: 'the model looks its inputs up in an Embedding and takes whole numbers from 0 to {largest}; turn texts into token numbers and fill gaps first.',
      zh: '模型用 Embedding 查找输入，只接受 0 到 {largest} 的整数；请先把文本转为词元编号并补全缺失值。',
    },
    { largest: tokens - 1 },
  );
}

function requireClasses({ targets }: OwnData, { width }: Task): void {
  const found = classNumbers(targets, width);
  if (found !== null && found.count <= width) return;
  throw refuse(
    {
      en: 'the model tells {width} classes apart, and {target} holds {found}.',
      zh: '模型区分 {width} 个类别，而 {target} 含有 {found}。',
    },
    {
      width,
      target: listed(targets.map(({ name }) => name)),
      found: found?.count ?? { en: 'numbers that are no classes', zh: '不是类别的数值' },
    },
  );
}

function requireLabels({ targets }: OwnData, { width }: Task): void {
  const binary = targets.every((target) => (classNumbers([target], 2)?.count ?? 3) <= 2);
  if (targets.length === width && binary) return;
  throw refuse(
    {
      en: 'the model gives {width} yes-or-no outputs; as many target columns with two values each are needed.',
      zh: '模型有 {width} 个是非输出；需要同样多的、各含两种取值的目标列。',
    },
    { width },
  );
}

function requireNumbers({ targets }: OwnData, { width }: Task): void {
  if (targets.length === width && targets.every(({ kind }) => kind === 'numbers')) return;
  throw refuse(
    {
      en: 'the model gives {width} numbers; as many target columns of numbers are needed.',
      zh: '模型输出 {width} 个数；需要同样多的数值目标列。',
    },
    { width },
  );
}
