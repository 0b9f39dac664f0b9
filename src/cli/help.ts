import type { Localized } from '../analysis/text/localized';

export const help: Localized = {
  en: `RegLens: does the penalty reach the loss?

reglens check [PATH…]   findings for files and folders (default: the current folder); - reads standard input
  --stdin-filename NAME          the name that standard input goes by
  --format text|json|sarif|github
  --min-confidence certain|likely|possible   (likely)
  --rule ID=off|hint|information|warning|error   may be given several times
  --max-warnings N               exit status 0 with up to N warnings
  --statistics                   how many findings each rule has
  --quiet                        findings only, no summary and no notes
  --fix                          apply safe fixes
  --unsafe-fixes                 apply fixes that change training, too
  --diff                         show what the fixes would change, and change nothing
reglens facts FILE      what the analysis knows, as JSON
reglens compare FILE    trains a model of the file with and without its penalty, over several seeds;
                        FILE may also be a plan that the panel has copied
  --model NAME                   (the first one)
  --penalty as-found|l1|l2|l1l2  (as-found; l2 where --lambda is given)
  --lambda NUMBER                strength of l1, l2 and l1l2 (0.01)
  --scale                        a narrower model, where the one in the code takes too long
  --seeds N  --epochs N          how much is trained
  --arms NAME[=NUMBER],…         what else to compare: l1, l2, l1l2, l1-proximal (strength),
                                 dropout (rate), decay (decoupled weight decay),
                                 early-stopping (patience in epochs)
  --sweep                        eight strengths around the penalty's own; validation data choose one
  --budget SECONDS               ends after this long with what is finished
  --data NAME|FILE               a built-in data set that fits the model, or a .csv, .tsv, .json, .jsonl or .npz file
  --target COLUMN[,COLUMN]       what to predict, with a file (the last column)
  --format text|json
reglens rule ID         the page of a rule

Exit status: 0 nothing at warning or above; 1 findings; 2 bad usage or an unreadable file.
`,
  zh: `RegLens：惩罚项真的进入损失了吗？

reglens check [PATH…]   检查文件和文件夹（默认为当前文件夹）；- 表示读取标准输入
  --stdin-filename NAME          标准输入所代表的文件名
  --format text|json|sarif|github
  --min-confidence certain|likely|possible   （默认 likely）
  --rule ID=off|hint|information|warning|error   可重复使用
  --max-warnings N               警告不超过 N 条时退出状态为 0
  --statistics                   统计每条规则的问题数
  --quiet                        只输出问题，不输出汇总和说明
  --fix                          应用安全的修复
  --unsafe-fixes                 同时应用会改变训练的修复
  --diff                         显示修复会作的改动，但不写入
reglens facts FILE      以 JSON 输出分析所知的内容
reglens compare FILE    用多个种子训练文件中的模型，比较有无惩罚项；
                        FILE 也可以是从面板复制的比较方案
  --model NAME                   （默认第一个）
  --penalty as-found|l1|l2|l1l2  （默认 as-found；给出 --lambda 时为 l2）
  --lambda NUMBER                l1、l2 和 l1l2 的强度（0.01）
  --scale                        代码中的模型太慢时改用更窄的模型
  --seeds N  --epochs N          训练的规模
  --arms NAME[=NUMBER],…         另外比较的方案：l1、l2、l1l2、l1-proximal（强度）、
                                 dropout（比例）、decay（解耦权重衰减）、
                                 early-stopping（容忍的 epoch 数）
  --sweep                        在原有惩罚强度附近试八个强度，由验证数据选出一个
  --budget SECONDS               到时结束，保留已完成的结果
  --data NAME|FILE               适合该模型的内置数据集，或 .csv、.tsv、.json、.jsonl、.npz 文件
  --target COLUMN[,COLUMN]       使用文件时要预测的列（默认最后一列）
  --format text|json
reglens rule ID         显示规则说明

退出状态：0 没有警告及以上的问题；1 发现问题；2 用法错误或文件无法读取。
`,
};
