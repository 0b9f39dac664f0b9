import assert from 'node:assert/strict';
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import path from 'node:path';
import { defaultOptions } from '../../src/analysis/analyze';
import { rules } from '../../src/analysis/rules';
import { commands, labPanelType } from '../../src/extension/commands';

const root = path.resolve(import.meta.dirname, '../..');
const readText = (file: string) => readFileSync(path.join(root, file), 'utf8');
const readJson = (file: string) => JSON.parse(readText(file));

interface Property {
  readonly type: string;
  readonly default: unknown;
  readonly scope?: string;
  readonly order?: number;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Property>>;
}
interface Group {
  readonly title: string;
  readonly order: number;
  readonly properties: Readonly<Record<string, Property>>;
}

const manifest = readJson('package.json');
const groups: readonly Group[] = manifest.contributes.configuration;
const settings = new Map(groups.flatMap((group) => Object.entries(group.properties)));
const declared: readonly string[] = manifest.contributes.commands.map(
  ({ command }: { command: string }) => command,
);
const sources = readdirSync(path.join(root, 'src/extension')).map((file) =>
  readText(`src/extension/${file}`),
);

describe('the manifest', () => {
  it('declares exactly the commands of the code', () => {
    assert.deepEqual([...declared].sort(), Object.values(commands).sort());
  });

  it('has each command registered in the code', () => {
    for (const name of Object.keys(commands)) {
      assert.ok(
        sources.some((source) => new RegExp(`registerCommand\\(\\s*commands\\.${name}\\b`).test(source)),
        `${name} is registered nowhere`,
      );
    }
  });

  it('hides internal commands from the palette and shows the others', () => {
    const entries: readonly { command: string; when: string }[] = manifest.contributes.menus.commandPalette;
    const hidden = entries.filter(({ when }) => when === 'false').map(({ command }) => command);
    assert.deepEqual(hidden, [commands.addPenalty]);
  });

  it('gives every command the category and a title without emoji', () => {
    const english = readJson('package.nls.json');
    for (const { category, title } of manifest.contributes.commands) {
      assert.equal(category, 'RegLens');
      assert.doesNotMatch(english[title.slice(1, -1)], /\p{Extended_Pictographic}/u);
    }
  });

  it('has the same texts in English and Chinese, all used and none missing', () => {
    const used = new Set([...readText('package.json').matchAll(/"%([^"%]+)%"/g)].map(([, key]) => key));
    const english = readJson('package.nls.json');
    const chinese = readJson('package.nls.zh-cn.json');
    assert.deepEqual(Object.keys(english).sort(), [...used].sort());
    assert.deepEqual(Object.keys(chinese), Object.keys(english));
    for (const text of [...Object.values(english), ...Object.values(chinese)]) {
      assert.ok(typeof text === 'string' && text.trim() !== '');
    }
  });

  it('describes every setting in one line, with a default, a scope and an order', () => {
    const english = readJson('package.nls.json');
    for (const [name, property] of settings) {
      assert.notEqual(property.default, undefined, name);
      assert.ok(property.scope, name);
      assert.ok(property.order, name);
      const description = english[property.markdownDescription?.slice(1, -1) ?? ''];
      assert.ok(description !== undefined && !description.includes('\n'), name);
    }
    for (const group of groups) assert.ok(group.title && group.order);
  });

  it('has exactly the settings the code reads', () => {
    const source = readText('src/extension/settings.ts');
    const read = [...settings.keys()].filter((name) => source.includes(`'${name.replace('reglens.', '')}'`));
    assert.deepEqual(read, [...settings.keys()]);
    assert.equal(settings.size, 7);
  });

  it('reads configuration in one place only', () => {
    assert.equal(sources.filter((source) => source.includes('getConfiguration')).length, 1);
  });

  it('has the defaults of the analysis', () => {
    assert.equal(settings.get('reglens.minimumConfidence')?.default, defaultOptions.minimumConfidence);
    assert.equal(settings.get('reglens.capacity')?.default, defaultOptions.capacity);
    assert.deepEqual(settings.get('reglens.rules')?.default, defaultOptions.rules);
    assert.equal(settings.get('reglens.kerasVersion')?.default, 'auto');
  });

  it('offers every rule in the severity setting', () => {
    assert.deepEqual(
      Object.keys(settings.get('reglens.rules')?.properties ?? {}).sort(),
      rules.map((rule) => rule.id).sort(),
    );
  });

  it('activates for Python, its panel and its links only', () => {
    assert.deepEqual(manifest.activationEvents, [
      'onLanguage:python',
      `onWebviewPanel:${labPanelType}`,
      'onUri',
    ]);
  });

  it('runs in untrusted and virtual workspaces, on VS Code 1.101 and later, on the desktop and the web', () => {
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, true);
    assert.equal(manifest.capabilities.virtualWorkspaces, true);
    assert.equal(manifest.engines.vscode, '^1.101.0');
    assert.ok(manifest.main && manifest.browser);
    assert.ok(existsSync(path.join(root, manifest.icon)));
  });
});
