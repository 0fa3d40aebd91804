import { defineConfig, type Options } from 'tsup'

export const javascript = {
  format: 'esm',
  target: 'node22',
  splitting: true,
  silent: true,
  // `node:sqlite` has no name without its prefix.
  removeNodeProtocol: false,
  // A module that was deleted leaves nothing behind to be packed; `tsc -b` follows and starts anew.
  clean: true,
} satisfies Options

/** JavaScript of a published library: one file per entry, shared code in chunks, dependencies left outside. */
export const library = (entries: string[], options: Options = {}) =>
  defineConfig({
    ...javascript,
    ...options,
    entry: Object.fromEntries(entries.map((entry) => [entry, `src/${entry}.ts`])),
  })
