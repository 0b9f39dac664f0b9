import type { RealDataSet } from '../data-set';
import { fitsMeasured, measured } from './measured';
import file from './penguins.json';

const examples = measured(file);

/** Three species of penguins by four measurements: easy to tell apart, so a penalty has little left to do. */
export const penguins: RealDataSet = {
  name: 'penguins',
  title: { en: 'Palmer penguins', zh: '帕尔默企鹅' },
  description: {
    en: 'Real measurements of 342 penguins: beak length and depth, flipper length and body mass tell the species Adelie, Chinstrap and Gentoo apart. Two more penguins without measurements are left out. Every seed splits them anew; inputs are standardised on the training part.',
    zh: '342 只企鹅的真实测量数据：用喙长、喙深、鳍长和体重区分阿德利、帽带和巴布亚三个物种。另有 2 只缺少测量值的企鹅未纳入。每个种子重新划分；输入按训练部分标准化。',
  },
  licence: {
    en: 'Data: K. Gorman and Palmer Station Antarctica LTER, by way of palmerpenguins and vega-datasets 3.2.1; public domain (CC0 1.0).',
    zh: '数据：K. Gorman 与帕尔默站南极 LTER，经由 palmerpenguins 和 vega-datasets 3.2.1；公有领域（CC0 1.0）。',
  },
  examples,
  fits: (shape) => fitsMeasured(examples, shape),
};
