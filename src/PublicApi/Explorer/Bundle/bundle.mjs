// Writes ../Assets: page script, styles, workers and the licences of everything in them.
import { build } from 'esbuild';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const assets = new URL('../Assets/', import.meta.url).pathname;
for (const file of await readdir(assets)) {
  if (file !== 'index.html') {
    await rm(join(assets, file));
  }
}

const shared = {
  bundle: true,
  minify: true,
  metafile: true,
  legalComments: 'none',
  target: 'es2022',
  outdir: assets,
  define: { 'process.env.NODE_ENV': '"production"' },
};
const page = await build({
  ...shared,
  entryPoints: { explorer: 'main.jsx' },
  format: 'esm',
  jsx: 'automatic',
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
});
const workers = await build({
  ...shared,
  entryPoints: {
    'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
    'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
    'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
  },
  format: 'iife',
});

const folders = new Set(
  [page, workers].flatMap(({ metafile }) => Object.keys(metafile.inputs))
    .map((input) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1])
    .filter((folder) => folder));
const notices = [];
for (const folder of [...folders].sort()) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((entry) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry));
  const text = file ? await readFile(join(dirname(join(folder, file)), file), 'utf8') : '(The package has no file of its licence.)';
  notices.push(`${name} ${version} (${license})\n\n${text.replaceAll('\r\n', '\n').split('\n').map((line) => line.trimEnd()).join('\n').trim()}\n`);
}
await writeFile(join(assets, 'LICENCES.txt'), `The files of this folder contain these packages.\n\n${notices.join('\n---\n\n')}`);
