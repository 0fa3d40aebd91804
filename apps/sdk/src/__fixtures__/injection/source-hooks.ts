// Has a process of its own read `@harness/*` from sources, as tests do: it needs no build.
import { registerHooks } from 'node:module'

registerHooks({
  resolve(specifier, context, next) {
    const [, name, entry] = /^@harness\/([\w-]+)(?:\/([\w-]+))?$/u.exec(specifier) ?? []
    if (name === undefined) return next(specifier, context)
    const file = `${name}/src/${entry === undefined ? '' : `${entry}/`}index.ts`
    return next(new URL(`../../../../../packages/${file}`, import.meta.url).href, context)
  },
})
