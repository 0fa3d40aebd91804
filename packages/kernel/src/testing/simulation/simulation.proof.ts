// The promises over many seeds, and every guard shown to be needed.
import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { mutants } from './mutants.ts'
import { runMutant } from './run-mutant.ts'
import { resumeEveryPrefix } from './simulate.ts'

const full = process.env['HARNESS_PROOF_SCALE'] !== 'reduced'
const seeds = full ? 100_000 : 2_500
const prefixSeeds = full ? 500 : 25
const mutantSeeds = 500
/** Seeds of one process: the killed processes of its stories never let go of their memory. */
const batch = full ? 2_500 : 1_250
const workers = 2
const hour = 3_600_000

const main = join(dirname(fileURLToPath(import.meta.url)), 'main.ts')

it(`keeps every promise over ${seeds} seeds`, { timeout: hour }, async () => {
  const starts = Array.from({ length: seeds / batch }, (_, index) => 1 + index * batch)
  const work = async () => {
    for (let from = starts.shift(); from !== undefined; from = starts.shift()) {
      const told = await tell(['--from', String(from), '--seeds', String(batch)])
      say(told)
      expect(told).toContain(`${batch} passed, 0 failed`)
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
})

it(`resumes every prefix of ${prefixSeeds} stories to a finish`, { timeout: hour }, async () => {
  let prefixes = 0
  for (let seed = 1; seed <= prefixSeeds; seed++) {
    const { events, violations } = await resumeEveryPrefix(seed)
    prefixes += events.length
    expect(violations, `seed ${seed}`).toEqual([])
  }
  say(`${prefixes} prefixes resumed\n`)
})

it.each(mutants.map((guards) => [guards.map((guard) => guard.name).join(' + '), guards] as const))(
  'breaks a promise without: %s',
  { timeout: hour },
  async (name, guards) => {
    const caught = await runMutant(guards, mutantSeeds)
    say(`without ${name}: seed ${caught?.seed}: ${caught?.said}\n`)
    expect(caught, `no seed of ${mutantSeeds} notices`).toBeDefined()
  },
)

const say = (text: string) => process.stdout.write(text)

const tell = (args: string[]) =>
  new Promise<string>((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.on('error', reject)
    child.on('close', () => resolve(said))
  })
