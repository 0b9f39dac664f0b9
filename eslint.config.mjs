import path from 'node:path';
import { isBuiltin } from 'node:module';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const root = import.meta.dirname;

/**
 * Who may import what, as in docs/architecture.md. The first row whose folder holds the file decides.
 * `files`: folders or files of this repository beside the file's own folder; `packages`: npm packages
 * by name or by scope (`@lezer/`); `node`: whether node's built-in modules are there.
 */
const boundaries = [
  {
    folder: 'src/analysis/rules',
    files: ['src/analysis/facts', 'src/analysis/text'],
    packages: [],
    node: false,
  },
  { folder: 'src/analysis', files: [], packages: ['@lezer/'], node: false },
  {
    folder: 'src/lab/data/own',
    files: ['src/lab', 'src/analysis'],
    packages: ['papaparse', 'fflate'],
    node: false,
  },
  { folder: 'src/lab/engine', files: ['src/lab', 'src/analysis'], packages: ['@tensorflow/'], node: false },
  { folder: 'src/lab', files: ['src/analysis'], packages: [], node: false },
  { folder: 'src/protocol', files: ['src/analysis', 'src/lab'], packages: [], node: false },
  {
    folder: 'src/extension',
    files: ['src/analysis', 'src/lab', 'src/protocol', 'src/webview/html'],
    packages: ['vscode'],
    node: false,
  },
  {
    folder: 'src/webview/worker.ts',
    files: ['src/webview', 'src/protocol', 'src/lab', 'src/analysis/text'],
    packages: ['@tensorflow/'],
    node: false,
  },
  {
    folder: 'src/webview',
    files: ['src/protocol', 'src/lab', 'src/analysis/text'],
    packages: ['lit', 'd3-scale', 'd3-shape', '@vscode-elements/'],
    node: false,
  },
  {
    folder: 'src/cli',
    files: ['src/analysis', 'src/lab', 'src/protocol'],
    packages: ['ignore', 'papaparse', 'picomatch', 'smol-toml', '@tensorflow/'],
    node: true,
  },
  { folder: 'test/vscode', files: ['src', 'test', 'scripts'], packages: ['*', 'vscode'], node: true },
  { folder: '', files: ['src', 'test', 'scripts', 'bench'], packages: ['*'], node: true },
];

/** Global names of pages and of node, which neither the analysis nor the lab knows. */
const hostGlobals = [
  'document window self navigator location history localStorage sessionStorage indexedDB fetch',
  'XMLHttpRequest WebSocket EventSource Worker requestAnimationFrame alert postMessage customElements',
  'process Buffer require module __dirname __filename global',
]
  .join(' ')
  .split(' ');

const insideFolder = (file, folder) =>
  folder === '' || file === folder || file.startsWith(`${folder}/`) || withoutExtension(file) === folder;
const withoutExtension = (file) => file.replace(/\.[cm]?[jt]sx?$/, '');
const repositoryPath = (file) => path.relative(root, file).split(path.sep).join('/');

/** Why `specifier` may not be imported by `file`, or null when it may. */
function forbidden(file, specifier) {
  const row = boundaries.find(({ folder }) => insideFolder(file, folder));
  if (specifier.startsWith('.')) {
    const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
    if (target.startsWith('..')) return 'leaves the repository';
    if (target === 'src/lab/engine' || target.startsWith('src/lab/engine/')) {
      // The engine brings tfjs with it.
      if (insideFolder(file, 'src/analysis') || insideFolder(file, 'src/extension')) return 'loads tfjs';
    }
    const own = row.folder.endsWith('.ts') ? path.posix.dirname(row.folder) : row.folder;
    return [own, ...row.files].some((folder) => insideFolder(target, folder)) ? null : 'crosses a boundary';
  }
  if (specifier.startsWith('/')) return 'leaves the repository';
  if (isBuiltin(specifier)) return row.node ? null : 'node built-ins are not there in the web extension host';
  if (specifier === 'vscode')
    return row.packages.includes('vscode') ? null : 'only src/extension knows VS Code';
  const known = row.packages.some(
    (name) =>
      name === '*' || specifier === name || specifier.startsWith(name.endsWith('/') ? name : `${name}/`),
  );
  return known ? null : 'a package this folder does not use';
}

const boundariesRule = {
  meta: {
    type: 'problem',
    messages: { forbidden: "'{{specifier}}' may not be imported here: {{reason}}." },
    schema: [],
  },
  create(context) {
    const file = repositoryPath(context.filename);
    const check = (source) => {
      if (source?.type !== 'Literal' || typeof source.value !== 'string') return;
      const reason = forbidden(file, source.value);
      if (reason !== null) {
        context.report({ node: source, messageId: 'forbidden', data: { specifier: source.value, reason } });
      }
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
      TSExternalModuleReference: (node) => check(node.expression),
      'CallExpression[callee.name="require"]': (node) => check(node.arguments[0]),
    };
  },
};

const outsideMaterial = {
  selector:
    ':matches(Literal[value=/(^|\\u002F)shared\\u002F(reference|hooks)|\\.\\.\\u002Fshared(\\u002F|$)|^\\u002Fwork\\u002F/], TemplateElement[value.raw=/\\.\\.\\u002Fshared(\\u002F|$)|^\\u002Fwork\\u002F/])',
  message: 'The repository stands alone: nothing outside it is read.',
};
const hostPath = {
  selector: 'MemberExpression[property.name="fsPath"]',
  message: 'Files of a virtual workspace have no path on a disk: use the URI.',
};
const pageApi = {
  name: 'acquireVsCodeApi',
  message: 'Only src/webview/host.ts talks to VS Code; import the host.',
};

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'src/lab/kernels/', 'bench/lab/kernels/', 'node_modules/', '.vscode-test/', 'coverage/'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    plugins: { reglens: { rules: { boundaries: boundariesRule } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'reglens/boundaries': 'error',
      'no-restricted-syntax': ['error', outsideMaterial],
      'no-restricted-globals': ['error', pageApi],
      'no-eval': 'error',
      'no-new-func': 'error',
      // The type checker knows every name; ESLint would need each environment's list.
      'no-undef': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
    },
  },
  {
    files: ['src/analysis/**', 'src/lab/**', 'src/protocol/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        pageApi,
        ...hostGlobals.map((name) => ({
          name,
          message: 'The core knows neither a page nor a node process.',
        })),
      ],
      'no-console': 'error',
    },
  },
  {
    files: ['src/extension/**'],
    rules: {
      'no-restricted-syntax': ['error', outsideMaterial, hostPath],
      'no-restricted-globals': [
        'error',
        pageApi,
        ...hostGlobals.map((name) => ({ name, message: 'Not there in every extension host.' })),
      ],
      'no-console': 'error',
    },
  },
  { files: ['src/webview/host.ts'], rules: { 'no-restricted-globals': 'off' } },
  {
    files: ['test/**'],
    rules: { '@typescript-eslint/no-unused-expressions': 'off' },
  },
);
