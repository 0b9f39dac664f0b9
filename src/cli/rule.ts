import { rules } from '../analysis/rules';
import { documentation } from '../analysis/rules/pages';
import { rulePage } from '../analysis/rules/support/page';
import { readOptions } from './options';
import { Problem } from './problem';
import { knownRule } from './settings';
import { exit, type World } from './world';

/** `reglens rule`: the page of a rule, as Markdown. */
export async function showRule(command: readonly string[], world: World): Promise<number> {
  const { positional } = readOptions(command, { flags: [], values: [] });
  const [id] = positional;
  if (id === undefined || positional.length > 1) {
    throw new Problem(
      { en: 'rule takes one rule id: {rules}.', zh: 'rule 需要一个规则名：{rules}。' },
      { rules: rules.map((rule) => rule.id).join(', ') },
    );
  }
  knownRule(id);
  for (const rule of rules) {
    const page = documentation[rule.id];
    if (rule.id === id && page) world.out(rulePage(rule, page, world.locale));
  }
  return exit.clean;
}
