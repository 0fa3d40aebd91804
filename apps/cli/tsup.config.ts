import { defineConfig } from 'tsup'

import { javascript } from '../../tsup.library.ts'

export default defineConfig({
  ...javascript,
  entry: ['src/main.ts'],
  // A program of its own for each platform, and grammars in files of their own: they cannot be bundled.
  external: ['@vscode/ripgrep', '@vscode/tree-sitter-wasm'],
  noExternal: [/^(?!@vscode\/(ripgrep|tree-sitter-wasm)$)/],
  esbuildPlugins: [
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
