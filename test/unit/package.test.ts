import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { build, type BuildResult } from 'esbuild';

const repository = path.resolve(__dirname, '../..');
const allowed =
  /^(package\.json|package\.nls(\.[\w-]+)?\.json|README[\w.-]*|CHANGELOG\.md|LICENSE|NOTICE|dist\/(extension(\.web)?|page|lab-worker)\.js|dist\/[\w-]+\.wasm|(media|docs\/rules)\/.+)$/;

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
