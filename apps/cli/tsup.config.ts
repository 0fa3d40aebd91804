import { dirname, join } from 'node:path'
import { defineConfig } from 'tsup'

import { javascript } from '../../tsup.library.ts'

export default defineConfig({
  ...javascript,
  entry: ['src/main.ts'],
  // A program of its own for each platform, and grammars in files of their own: they cannot be bundled.
  external: ['@vscode/ripgrep', '@vscode/tree-sitter-wasm', '@napi-rs/keyring'],
  noExternal: [/^(?!@vscode\/(ripgrep|tree-sitter-wasm)$|@napi-rs\/keyring$)/],
  esbuildPlugins: [
    {
      name: 'whole-modules',
      setup: (build) => {
        // Their other builds ask for files at run time.
        build.onResolve({ filter: /^jsonc-parser$/ }, ({ resolveDir, kind }) =>
          build.resolve('jsonc-parser/lib/esm/main.js', { resolveDir, kind }),
        )
        build.onResolve({ filter: /^yaml$/ }, async ({ resolveDir, kind }) => {
          const { path } = await build.resolve('yaml/package.json', { resolveDir, kind })
          return { path: join(dirname(path), 'browser', 'index.js') }
        })
      },
    },
    {
      name: 'one-language',
      setup: (build) => {
        // zod speaks fifty languages; the harness reports in one, which zod names by its own path.
        build.onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
          contents: "export { default as en } from './en.js'",
        }))
      },
    },
  ],
})
