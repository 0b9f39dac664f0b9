import assert from 'node:assert/strict';
import { cp, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type OpenedVsCode, openVsCode } from '../../scripts/vscode/open';
import { openFile } from '../../scripts/vscode/open-file';
import { examples, repository } from '../../scripts/vscode/places';
import { runQuietly } from '../../scripts/vscode/processes';
import { temporaryFolder } from '../../scripts/vscode/user-data';

const inRepository = (file: string) => path.join(repository, file);

/** Opens a file of the folder as a person does, and waits for the squiggle below an error. */
async function seeFinding({ page }: OpenedVsCode, file: string): Promise<void> {
  await openFile(page, file);
  await page.locator('.monaco-editor .squiggly-error').first().waitFor();
}

async function withExamples(test: (folder: string) => Promise<void>): Promise<void> {
  const { folder, remove } = await temporaryFolder('workspace');
  try {
    await cp(examples, folder, { recursive: true });
    await test(folder);
  } finally {
    await remove();
  }
}

async function withVsCode(extension: string, test: (vscode: OpenedVsCode) => Promise<void>): Promise<void> {
  await withExamples(async (folder) => {
    const vscode = await openVsCode({ folder, extension });
    try {
      await test(vscode);
    } finally {
      await vscode.close();
    }
  });
}

describe('the packaged extension', () => {
  const vsix = inRepository('reglens.vsix');

  before(async () => {
    await runQuietly('npm', ['run', 'package'], 'npm run package failed.', { cwd: repository });
  });

  it('is under 2 MB', async () => {
    assert.ok((await stat(vsix)).size < 2_000_000);
  });

  it('can be installed and then finds what is wrong with the seed, asking no other machine', async () => {
    await withVsCode(vsix, async (vscode) => {
      await seeFinding(vscode, 'seed.py');
      assert.deepEqual(vscode.outsideRequests(), []);
    });
  });
});

describe('the extension on the web', () => {
  it('finds what is wrong with the seed in a web worker, where there is no node', async () => {
    const { folder, remove } = await temporaryFolder('web');
    try {
      await withVsCode(await webOnly(folder), (vscode) => seeFinding(vscode, 'seed.py'));
    } finally {
      await remove();
    }
  });
});

// Without a `main` VS Code has only the `browser` entry, which it runs in its web worker extension host.
async function webOnly(parent: string): Promise<string> {
  const folder = path.join(parent, 'extension');
  await mkdir(folder);
  const { main: _, ...manifest } = JSON.parse(await readFile(inRepository('package.json'), 'utf8')) as {
    main: string;
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  for (const name of ['package.nls.json', 'dist', 'media', 'docs']) {
    await symlink(inRepository(name), path.join(folder, name));
  }
  return folder;
}
