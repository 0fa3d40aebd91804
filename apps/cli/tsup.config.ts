import { defineConfig } from 'tsup'

import { javascript } from '../../tsup.library.ts'

export default defineConfig({
  ...javascript,
  entry: ['src/main.ts'],
  noExternal: [/./],
  // Bundled CommonJS dependencies still call `require` for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url)",
  },
})
