import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { build, type BuildResult } from 'esbuild';

const repository = path.resolve(__dirname, '../..');
const allowed =
  /^(package\.json|package\.nls(\.[\w-]+)?\.json|README[\w.-]*|CHANGELOG\.md|LICENSE|NOTICE|dist\/(extension(\.web)?|page|lab-worker)\.js|dist\/[\w-]+\.wasm|media\/(icon\.\w+|pictures\/[\w.-]+\.webp)|docs\/.+\.md)$/;

function bundleExtension(): Promise<BuildResult<{ metafile: true; write: false }>> {
  return build({
    absWorkingDir: repository,
    entryPoints: ['src/extension/main.ts'],
    bundle: true,
    minify: true,
    charset: 'utf8',
    format: 'cjs',
    platform: 'browser',
    external: ['vscode'],
    metafile: true,
    write: false,
  });
}

/** The files of the project that a page shows or links to. */
function targetsIn(markdown: string): string[] {
  const prose = markdown.replace(/^ *```.*?^ *```/gms, '').replace(/`[^`\n]*`/g, '');
  const targets = [...prose.matchAll(/\]\(([^)\s]+)|(?:src|href)="([^"]+)"/g)].map(
    ([, link, attribute]) => (link ?? attribute ?? '').split('#')[0] ?? '',
  );
  return targets.filter((target) => target !== '' && !/^[a-z]+:/.test(target));
}

describe('the package', () => {
  it('ships the allowed files only', async () => {
    const files = await listFiles({ cwd: repository, packageManager: PackageManager.None });
    assert.deepEqual(
      files.filter((file) => !allowed.test(file.replaceAll('\\', '/'))),
      [],
    );
    for (const needed of ['package.json', 'LICENSE', 'NOTICE'])
      assert.ok(files.includes(needed), files.join('\n'));
  });

  it('ships what its pages show and link to', async () => {
    const files = (await listFiles({ cwd: repository, packageManager: PackageManager.None })).map((file) =>
      file.replaceAll('\\', '/'),
    );
    const pages = files.filter((file) => file.endsWith('.md'));
    assert.ok(pages.includes('README.zh-CN.md'));
    const missing: string[] = [];
    for (const page of pages) {
      const text = await readFile(path.join(repository, page), 'utf8');
      for (const target of targetsIn(text)) {
        const file = path.posix.join(path.posix.dirname(page), target);
        if (!files.includes(file)) missing.push(`${page} → ${target}`);
      }
    }
    assert.deepEqual(missing, []);
  });

  it('names the source and licence of every data file that is in its bundles', async () => {
    const notice = await readFile(path.join(repository, 'NOTICE'), 'utf8');
    const { metafile } = await bundleExtension();
    const data = Object.keys(metafile.inputs).filter((file) => /^src\/lab\/data\/.*\.json$/.test(file));
    assert.equal(data.length, 2);
    for (const file of data) assert.ok(notice.includes(file), file);
  });

  it('has an extension bundle under 700 kB, which runs on the web and holds neither tfjs nor the page', async () => {
    const { metafile, outputFiles } = await bundleExtension();
    const sources = Object.keys(metafile.inputs);
    assert.deepEqual(
      sources.filter((file) => /@tensorflow|^src\/lab\/engine|node_modules\/lit/.test(file)),
      [],
    );
    const bytes = outputFiles[0]?.contents.byteLength ?? Infinity;
    assert.ok(bytes < 700_000, `${bytes} bytes`);
  });
});
