// The promise: a client of the protocol as the official suite understands it, of both versions. Each scenario is a server that
// watches what a client does; the client is this package, told by an adapter what to call. What a version requires must pass.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { parse } from 'yaml'

const manifest = import.meta.resolve('@modelcontextprotocol/conformance/package.json')
const suite = join(fileURLToPath(manifest), '..')
const adapter = join(import.meta.dirname, '__fixtures__', 'conformance-client.ts')
const atOnce = Math.max(3, availableParallelism())
const minutes = 60_000

/** What cannot pass, and why. One that passes nevertheless fails the proof: this list stays true. */
const beyond: Record<string, string> = {
  'auth/wif-jwt-bearer': 'no platform is asked who this program is; it has a secret or a key',
  'auth/enterprise-managed-authorization': 'no identity provider of a company is asked',
  'auth/dpop': 'a vault keeps texts and no keys that tokens could be bound to',
  'auth/dpop-nonce': 'a vault keeps texts and no keys that tokens could be bound to',
  'json-schema-2020-12-preservation': '`$schema` of a tool is left out: it says nothing to a model',
}

interface Scenario {
  revision: string
  name: string
  required: boolean
}

interface Outcome extends Scenario {
  passed: number
  failed: number
  warned: number
  isGood: boolean
  said: string
}

interface Requirements {
  client: string[]
  not_scored: { scenario: string; leg: string }[]
}

const scenariosOf = (revision: string): Scenario[] => {
  const text = readFileSync(join(suite, 'requirements', `${revision}.yaml`), 'utf8')
  const { client, not_scored: others } = parse(text) as Requirements
  return [
    ...client.map((name) => ({ revision, name, required: true })),
    ...others
      .filter(({ leg }) => leg === 'client')
      .map(({ scenario: name }) => ({ revision, name, required: false })),
  ]
}

const scenarios = [
  ...scenariosOf('2025-11-25').filter(({ required }) => required),
  // What no version requires is the same in both.
  ...scenariosOf('2026-07-28'),
  ...['metadata-backcompat', 'endpoint-fallback'].map((name) => ({
    revision: '2025-03-26',
    name: `auth/2025-03-26-oauth-${name}`,
    required: false,
  })),
]

async function run(scenario: Scenario): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'))
  const program = join(suite, 'dist', 'index.js')
  const command = `"${process.execPath}" "${adapter}"`
  const options = {
    command,
    scenario: scenario.name,
    'spec-version': scenario.revision,
    timeout: '120000',
    'output-dir': folder,
  }
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
  const child = spawn(process.execPath, [program, 'client', '--force', ...args], { cwd: folder })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => (said += chunk))
  }
  const [code] = await once(child, 'close')
  const [checks] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('checks.json'))
    .map((path) => JSON.parse(readFileSync(join(folder, path), 'utf8')) as { status: string }[])
  rmSync(folder, { recursive: true })
  const count = (status: string) => (checks ?? []).filter((one) => one.status === status).length
  return {
    ...scenario,
    passed: count('SUCCESS'),
    failed: count('FAILURE'),
    warned: count('WARNING'),
    isGood: code === 0 && count('SUCCESS') > 0,
    said,
  }
}

async function runAll(): Promise<Outcome[]> {
  const waiting = [...scenarios]
  const outcomes: Outcome[] = []
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) outcomes.push(await run(next))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  const order = new Map(scenarios.map((scenario, at) => [keyOf(scenario), at]))
  return outcomes.toSorted((a, b) => order.get(keyOf(a))! - order.get(keyOf(b))!)
}

const keyOf = ({ revision, name }: Scenario) => `${revision} ${name}`

function lineOf({ revision, name, required, passed, failed, warned, isGood }: Outcome): string {
  const counts = [`${passed} passed`, `${failed} failed`, ...(warned ? [`${warned} warned`] : [])]
  const cells = [isGood ? 'ok' : '--', revision, name.padEnd(42), counts.join(', ')]
  const why = isGood ? '' : ` (${beyond[name] ?? 'unexpected'})`
  return `${cells.join('  ')}${required ? '' : ', not required'}${why}\n`
}

it(`conforms in ${scenarios.length} scenarios`, { timeout: 10 * minutes }, async () => {
  const outcomes = await runAll()
  process.stdout.write(outcomes.map(lineOf).join(''))
  const good = outcomes.filter(({ isGood }) => isGood)
  process.stdout.write(`conformance: ${good.length} of ${outcomes.length} scenarios\n`)
  const failed = outcomes.filter(({ name, isGood }) => !isGood && beyond[name] === undefined)
  for (const one of failed) process.stdout.write(`\n== ${keyOf(one)}\n${one.said}\n`)
  expect(failed.map(keyOf)).toEqual([])
  const better = good.filter(({ name }) => beyond[name] !== undefined)
  expect(better.map(keyOf)).toEqual([])
  const required = outcomes.filter((one) => one.required && beyond[one.name] !== undefined)
  expect(required.map(keyOf)).toEqual([])
})
