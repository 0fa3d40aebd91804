import { registerHooks } from 'node:module'

/** Has this process read `@harness/*` from sources, as tests do: it needs no build. What was imported before stays. */
export function readSources(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const [, name, entry] = /^@harness\/([\w-]+)(?:\/([\w-]+))?$/u.exec(specifier) ?? []
      if (name === undefined) return next(specifier, context)
      const file = `${name}/src/${entry === undefined ? '' : `${entry}/`}index.ts`
      return next(new URL(`../../../../../packages/${file}`, import.meta.url).href, context)
    },
  })
}
