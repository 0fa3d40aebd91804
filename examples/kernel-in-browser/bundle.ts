// Bundles page.ts for browsers, shows that nothing of Node is in it, and runs it in a world that has nothing of Node.
//
//   node kernel-in-browser/bundle.ts [page.js]
//
// With a name it writes the file; in a page, <script src="page.js"></script>, then `await page.ask('Oslo')`.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { build, type Plugin } from 'esbuild'

/** zod says what is wrong in fifty languages, which are half of the bundle. Leave this out to keep them. */
const oneLanguage: Plugin = {
  name: 'one-language',
  setup: ({ onLoad }) => {
    onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: "export { default as en } from './en.js'",
    }))
  },
}

const { outputFiles, metafile } = await build({
  entryPoints: [join(import.meta.dirname, 'page.ts')],
  bundle: true,
  // An import of Node's own modules fails here.
  platform: 'browser',
  format: 'iife',
  globalName: 'page',
  target: 'es2022',
  minify: true,
  metafile: true,
  write: false,
  logLevel: 'error',
  plugins: [oneLanguage],
})
const text = outputFiles[0]?.text ?? ''
const foreign = Object.values(metafile.outputs).flatMap(({ imports }) => imports)
console.log(`${Math.round(text.length / 1024)} KiB, ${foreign.length} imports from outside`)

// What every browser has, and nothing else: no `process`, no `require`, no `Buffer`.
const world = createContext({
  AbortController,
  AbortSignal,
  TextDecoder,
  TextEncoder,
  clearTimeout,
  performance,
  setTimeout,
})
runInContext(text, world)
console.log(await runInContext('page.ask("Oslo")', world))

const [, , out] = process.argv
if (out !== undefined) await writeFile(out, text)
