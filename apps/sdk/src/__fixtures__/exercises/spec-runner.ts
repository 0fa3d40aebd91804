// Runs one spec file that was written for jest, with as much of jest as exercises need: `node spec-runner.mts x.spec.js`, as which a case has it.
// Tests that are marked to be skipped run too. Exit code 0 when there are tests and all pass.
import { registerHooks } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

type Test = { name: string; run: () => unknown; before: readonly (() => unknown)[] }

const tests: Test[] = []
let around: readonly string[] = []
let before: readonly (() => unknown)[] = []

function describe(name: string, body: () => void): void {
  const outer = { around, before }
  around = [...around, name]
  body()
  around = outer.around
  before = outer.before
}

function test(name: string, run: () => unknown): void {
  tests.push({ name: [...around, name].join(' › '), run, before })
}

function beforeEach(run: () => unknown): void {
  before = [...before, run]
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const entriesOf = (value: object) =>
  Object.entries(value).filter(([, member]) => member !== undefined)

/** Equal as `toEqual` means it: members that are undefined and classes do not count. */
function isEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (!isObject(one) || !isObject(other)) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  if (one instanceof Error && other instanceof Error) return one.message === other.message
  if (one instanceof Date && other instanceof Date) return one.getTime() === other.getTime()
  if (one instanceof Set && other instanceof Set) return isEqual([...one], [...other])
  if (one instanceof Map && other instanceof Map) return isEqual([...one], [...other])
  if (Array.isArray(one) && Array.isArray(other) && one.length !== other.length) return false
  const left = new Map(entriesOf(one))
  const right = new Map(entriesOf(other))
  return (
    left.size === right.size &&
    [...left].every(([name, member]) => right.has(name) && isEqual(member, right.get(name)))
  )
}

/** Whether it throws, and throws what is wanted: a part of the message, a pattern, a class, or an error's message. */
function isThrown(run: unknown, wanted: unknown): boolean {
  if (typeof run !== 'function') throw new TypeError('what is expected to throw is a function')
  try {
    run()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    if (wanted === undefined) return true
    if (typeof wanted === 'string') return message.includes(wanted)
    if (wanted instanceof RegExp) return wanted.test(message)
    if (wanted instanceof Error) return message === wanted.message
    return typeof wanted === 'function' && error instanceof wanted
  }
  return false
}

const isNumbers = (one: unknown, other: unknown, holds: (a: number, b: number) => boolean) =>
  typeof one === 'number' && typeof other === 'number' && holds(one, other)

const matchers: Readonly<
  Record<string, (got: unknown, wanted: unknown, more: unknown) => boolean>
> = {
  toBe: (got, wanted) => Object.is(got, wanted),
  toEqual: isEqual,
  toBeNull: (got) => got === null,
  toThrow: isThrown,
  toThrowError: isThrown,
  toBeLessThanOrEqual: (got, wanted) => isNumbers(got, wanted, (a, b) => a <= b),
  toBeGreaterThanOrEqual: (got, wanted) => isNumbers(got, wanted, (a, b) => a >= b),
  toBeCloseTo: (got, wanted, digits = 2) =>
    isNumbers(got, wanted, (a, b) => Math.abs(a - b) < 10 ** -Number(digits) / 2),
}

const shown = (value: unknown) =>
  value instanceof Error ? String(value) : (JSON.stringify(value) ?? String(value))

function expect(got: unknown) {
  const not: Record<string, (...args: unknown[]) => void> = {}
  const checks: Record<string, unknown> = { not }
  for (const [name, holds] of Object.entries(matchers)) {
    const check =
      (wanted: boolean) =>
      (...[value, more]: unknown[]) => {
        if (holds(got, value, more) === wanted) return
        throw new Error(`${shown(got)} ${wanted ? '' : 'not '}${name} ${shown(value)}`)
      }
    checks[name] = check(true)
    not[name] = check(false)
  }
  return checks
}

const globals = {
  describe,
  xdescribe: describe,
  test,
  xtest: test,
  it: test,
  xit: test,
  beforeEach,
  expect,
}
Object.assign(globalThis, globals)

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === '@jest/globals') {
      const names = Object.keys(globals).join(', ')
      const source = `const { ${names} } = globalThis; export { ${names} }`
      return { url: `data:text/javascript,${encodeURIComponent(source)}`, shortCircuit: true }
    }
    const isBare = specifier.startsWith('.') && !/\.\w+$/.test(specifier)
    return next(isBare ? `${specifier}.js` : specifier, context)
  },
})

const [, , spec = ''] = process.argv
await import(pathToFileURL(resolve(spec)).href)
let failed = 0
for (const { name, run, before: prepare } of tests) {
  try {
    for (const each of prepare) await each()
    await run()
  } catch (error) {
    failed += 1
    const why = error instanceof Error ? error.message : String(error)
    process.stdout.write(`failed: ${name}: ${why}\n`)
  }
}
process.stdout.write(`${tests.length} tests, ${failed} failed\n`)
process.exit(tests.length > 0 && failed === 0 ? 0 : 1)
