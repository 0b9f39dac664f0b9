import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readmes } from '../../scripts/generate/readme';
import { generated } from '../../scripts/generate/generated';
import { rules } from '../../src/analysis/rules';
import { documentation } from '../../src/analysis/rules/pages';

const root = path.resolve(import.meta.dirname, '../..');

describe('generated files', () => {
  it('are up to date, and hold every rule: npm run generate', async () => {
    const { files, stale } = await generated(root);
    assert.deepEqual(stale, []);
    for (const { id } of rules) {
      assert.ok(files.get('src/analysis/rules/index.ts')?.includes(`'./${id}'`));
      assert.ok(files.has(`docs/rules/${id}.md`) && files.has(`docs/rules/${id}.zh-cn.md`));
    }
  }).timeout(20_000);

  it('fill the tables of a README and leave the rest alone', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'reglens-readme-'));
    try {
      for (const name of ['package.json', 'package.nls.json', 'package.nls.zh-cn.json']) {
        writeFileSync(path.join(folder, name), readFileSync(path.join(root, name)));
      }
      const readme = (name: string) =>
        `# X\n\nbefore\n\n<!-- generated:${name} -->\n\nold\n\n<!-- /generated -->\n\nafter\n`;
      writeFileSync(path.join(folder, 'README.md'), readme('settings'));
      writeFileSync(path.join(folder, 'README.zh-CN.md'), readme('commands'));
      const [english, chinese] = await readmes(folder, rules);
      assert.match(english?.text ?? '', /before[\s\S]*`reglens\.capacity`\s*\|\s*`10000`[\s\S]*after/);
      assert.doesNotMatch(english?.text ?? '', /old|%/);
      assert.match(chinese?.text ?? '', /`reglens\.compare`/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }).timeout(20_000);
});

describe('rule texts', () => {
  for (const rule of rules) {
    it(`${rule.id} says everything in both languages`, () => {
      const page = documentation[rule.id];
      assert.ok(page);
      const { what, why, fix, options, limits } = page;
      for (const text of [rule.title, what, why, fix, options, limits]) {
        assert.ok(text.en.trim() && text.zh.trim());
        assert.match(text.zh, /\p{Script=Han}/u);
        assert.doesNotMatch(text.en, /\p{Script=Han}/u);
      }
    });
  }
});
