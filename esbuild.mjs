// Builds everything RegLens is made of. Options: --production (minified, no source maps), --watch, --tests
// (also the suite that runs inside VS Code), --analyze (prints the size of each file).
import { chmod, copyFile, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));
const wasmEngine = 'node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm';
const options = new Set(process.argv.slice(2));
const production = options.has('--production');

const shared = {
  absWorkingDir: root,
  bundle: true,
  target: 'es2022',
  minify: production,
  sourcemap: !production,
  legalComments: 'none',
  // Chinese texts would take twice the room as escapes.
  charset: 'utf8',
  loader: { '.wasm': 'binary' },
  define: { 'process.env.NODE_ENV': production ? '"production"' : '"development"' },
  logLevel: 'warning',
};
const forNode = { ...shared, platform: 'node', target: 'node20', format: 'cjs' };
const forBrowser = { ...shared, platform: 'browser', format: 'iife' };

/** What each bundle is made from, and how. */
async function bundles() {
  const product = [
    {
      ...forNode,
      entryPoints: ['src/extension/main.ts'],
      outfile: 'dist/extension.js',
      external: ['vscode'],
    },
    {
      ...forBrowser,
      format: 'cjs',
      entryPoints: ['src/extension/main.ts'],
      outfile: 'dist/extension.web.js',
      external: ['vscode'],
    },
    { ...forBrowser, entryPoints: ['src/webview/worker.ts'], outfile: 'dist/lab-worker.js' },
    { ...forBrowser, entryPoints: ['src/webview/main.ts'], outfile: 'dist/page.js' },
    {
      ...forNode,
      entryPoints: ['src/cli/main.ts'],
      outfile: 'dist/cli.js',
      banner: { js: '#!/usr/bin/env node' },
      external: ['./compare.js'],
    },
    {
      ...forNode,
      // TensorFlow.js' backends register themselves in these files only.
      mainFields: ['module', 'main'],
      entryPoints: ['src/cli/compare.ts'],
      outfile: 'dist/compare.js',
    },
  ];
  return options.has('--tests') ? [...product, await vscodeSuite()] : product;
}

/** Each test file of test/vscode apart, so that mocha loads them one by one beside the entry. */
async function vscodeSuite() {
  const names = await readdir(path.join(root, 'test/vscode'));
  const entries = names.filter((name) => name === 'index.ts' || name.endsWith('.test.ts'));
  return {
    ...forNode,
    minify: false,
    entryPoints: entries.map((name) => `test/vscode/${name}`),
    outdir: 'out/test-vscode',
    external: ['vscode', 'mocha'],
  };
}

async function build() {
  // A production build is what ships, so nothing old may stay; otherwise an open VS Code may be reading it.
  if (production) await rm(path.join(root, 'dist'), { recursive: true, force: true });
  await rm(path.join(root, 'out/test-vscode'), { recursive: true, force: true });
  const results = await Promise.all(
    (await bundles()).map((bundle) => esbuild.build({ ...bundle, metafile: true })),
  );
  await chmod(path.join(root, 'dist/cli.js'), 0o755);
  await copyFile(path.join(root, wasmEngine), path.join(root, 'dist', path.basename(wasmEngine)));
  if (options.has('--analyze')) await printSizes(results);
}

async function printSizes(results) {
  for (const { metafile } of results) console.log(await esbuild.analyzeMetafile(metafile));
  for (const name of (await readdir(path.join(root, 'dist'))).sort()) {
    const { size } = await stat(path.join(root, 'dist', name));
    console.log(`${(size / 1000).toFixed(1).padStart(9)} kB  dist/${name}`);
  }
}

async function watch() {
  await build();
  for (const bundle of await bundles())
    await (await esbuild.context({ ...bundle, logLevel: 'info' })).watch();
}

try {
  await (options.has('--watch') ? watch() : build());
} catch (error) {
  // esbuild has already printed what is wrong in the sources.
  if (!error.errors) console.error(error);
  process.exitCode = 1;
}
