import type { Localized } from '../../analysis/text/localized';

/** Why an arm is not written, or what is to be known of what is. */
export const words = {
  alreadyWritten: {
    en: 'Nothing to change: the code already holds exactly this.',
    zh: '无需改动：代码中已经正是如此。',
  },
  layersChanged: {
    en: 'Not applied: the layers in the code are no longer those that were compared. Compare again first.',
    zh: '未应用：代码中的层已与比较时不同，请先重新比较。',
  },
  noArgumentToChange: {
    en: 'Not applied: the penalty does not come from an argument in the layer call, so it has to be changed by hand.',
    zh: '未应用：该惩罚项并非来自层调用中的参数，需要手动修改。',
  },
  oneLineManyLayers: {
    en: 'Not applied: one line of code makes several layers, which were compared with different penalties.',
    zh: '未应用：同一行代码创建了多个层，而比较时它们的惩罚项不同。',
  },
  oneLineManyModels: {
    en: 'Not applied: the same line of code makes a layer of {other}, too, which would change with it.',
    zh: '未应用：同一行代码也创建了 {other} 的层，它会随之改变。',
  },
  elsewhere: {
    en: 'Not applied: what has to change is made in another file. Apply it there.',
    zh: '未应用：需要修改的内容在另一个文件中，请在那里应用。',
  },
  proximal: {
    en: 'Keras has no optimizer with the proximal step. What is written is L1 by its subgradient: weights come near 0, seldom to it.',
    zh: 'Keras 没有带近端步骤的优化器。写入的是用次梯度实现的 L1：权重接近 0，但很少恰好为 0。',
  },
  changesOther: {
    en: '{other} changes, too: the same lines make its layers.',
    zh: '{other} 也会改变：它的层由同样的代码行创建。',
  },
  noOptimizer: {
    en: 'Not applied: no optimizer was found that the code gives this model, so there is nothing to give a weight decay to.',
    zh: '未应用：没有在代码中找到该模型使用的优化器，无处写入权重衰减。',
  },
  optimizerUnknown: {
    en: 'Not applied: it is not known whether this optimizer takes weight_decay. Write it by hand.',
    zh: '未应用：无法确定该优化器是否接受 weight_decay，请手动写入。',
  },
  legacyOptimizer: {
    en: 'Not applied: optimizers of keras.optimizers.legacy take no weight_decay. Use one of keras.optimizers first.',
    zh: '未应用：keras.optimizers.legacy 中的优化器不接受 weight_decay，请先改用 keras.optimizers 中的。',
  },
  optimizerShared: {
    en: '{other} is trained by the same optimizer and gets this weight decay, too.',
    zh: '{other} 使用同一个优化器，也会得到该权重衰减。',
  },
  noFit: {
    en: 'Not applied: this file does not call fit on the model. A loop of its own has to stop by itself.',
    zh: '未应用：此文件没有对该模型调用 fit。自己编写的训练循环需要自行停止。',
  },
  noValidation: {
    en: 'Not applied: fit is given no validation data here, and EarlyStopping would have nothing to watch. Give it validation_split or validation_data first.',
    zh: '未应用：这里的 fit 没有验证数据，EarlyStopping 无从观察。请先提供 validation_split 或 validation_data。',
  },
  hiddenArguments: {
    en: 'Not applied: some arguments of this call are not written there, so what it is given already is not known.',
    zh: '未应用：此调用的部分参数没有直接写出，无法知道它已经得到了什么。',
  },
  callbacksUnknown: {
    en: 'Not applied: the callbacks are not a list written in this file. Put EarlyStopping there by hand.',
    zh: '未应用：callbacks 不是在此文件中写出的列表，请手动加入 EarlyStopping。',
  },
  noDropoutPlace: {
    en: 'Nothing to change: the model has no hidden activation to put a dropout after.',
    zh: '无需改动：模型没有可以在其后加入 dropout 的隐藏激活。',
  },
  dropoutUnwritable: {
    en: 'Not applied: there is no place in the code to write the dropout after {layer}. Nothing was changed, lest only a part of it be there.',
    zh: '未应用：代码中没有地方写入 {layer} 之后的 dropout。为免只写入一部分，没有作任何改动。',
  },
  wouldDiffer: {
    en: 'Not applied: what can be written here would not do what was compared. Change it by hand.',
    zh: '未应用：这里能写入的内容与所比较的并不一致，请手动修改。',
  },
} satisfies Readonly<Record<string, Localized>>;
