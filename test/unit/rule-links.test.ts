import assert from 'node:assert/strict';
import { rules } from '../../src/analysis/rules/index';
import { ruleTitles } from '../../src/webview/rule-links';

describe('links of the page to rule pages', () => {
  for (const [id, title] of Object.entries(ruleTitles))
    it(`${id} carries the title of its rule`, () => {
      assert.deepEqual(title, rules.find((rule) => rule.id === id)?.title);
    });
});
