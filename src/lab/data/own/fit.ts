import type { Plan } from '../../plan';
import type { Task } from '../../task';
import type { OwnData, Target } from './own-data';
import { refuse } from './refuse';

/** @throws CannotBuild with a sentence that says why the file does not fit the model */
export function requireFit(data: OwnData, plan: Plan, task: Task): void {
  const needed = plan.model.inputShape.reduce((product, dimension) => product * dimension, 1);
  if (needed !== data.width) {
    throw refuse(
      {
        en: 'it gives {width} inputs an example, and the model takes {needed} ({shape}).',
        zh: '每个样本有 {width} 个输入，而模型需要 {needed} 个（{shape}）。',
      },
      { width: data.width, needed, shape: plan.model.inputShape.join('×') },
    );
  }
  if (task.positions !== 1) {
    throw refuse({
      en: 'the model gives a sequence or image an example, and a file holds one target an example.',
      zh: '模型对每个样本输出一个序列或图像，而文件中每个样本只有一个目标。',
    });
  }
  const [first] = data.targets;
  if (task.kind === 'classes') {
    const found = first ? classCount(first) : null;
    if (data.targets.length === 1 && found !== null && found <= task.width) return;
    throw refuse(
      {
        en: 'the model tells {width} classes apart, and {target} holds {found}.',
        zh: '模型区分 {width} 个类别，而 {target} 含有 {found}。',
      },
      {
        width: task.width,
        target: data.targets.map(({ name }) => name).join(', '),
        found: found ?? { en: 'other numbers than 0 to that minus 1', zh: '其他数值' },
      },
    );
  }
  const binary = task.kind !== 'labels' || data.targets.every((target) => (classCount(target) ?? 3) <= 2);
  const plain = task.kind === 'labels' || data.targets.every(({ kind }) => kind === 'numbers');
  if (data.targets.length === task.width && binary && plain) return;
  throw refuse(
    task.kind === 'labels'
      ? {
          en: 'the model gives {width} yes-or-no outputs; as many target columns with two values each are needed.',
          zh: '模型有 {width} 个是非输出；需要同样多的、各含两种取值的目标列。',
        }
      : {
          en: 'the model gives {width} numbers; as many target columns of numbers are needed.',
          zh: '模型输出 {width} 个数；需要同样多的数值目标列。',
        },
    { width: task.width },
  );
}

/** How many classes a target has; null for numbers that are none. */
function classCount(target: Target): number | null {
  if (target.kind === 'classes') return target.classes.length;
  let largest = 0;
  for (const value of target.values) {
    if (!Number.isInteger(value) || value < 0) return null;
    largest = Math.max(largest, value);
  }
  return largest + 1;
}
