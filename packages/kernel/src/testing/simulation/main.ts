// node main.ts [--seed N] [--from N] [--seeds N] [--first]: tells stories by seed and names those that break a promise.
import { parseArgs } from 'node:util'
import { simulate, type Story } from './simulate.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    from: { type: 'string', default: '1' },
    seeds: { type: 'string', default: '1000' },
    /** Stop at the first story that breaks a promise. */
    first: { type: 'boolean', default: false },
  },
})

const say = (line: string) => process.stdout.write(`${line}\n`)

const from = Number(values.seed ?? values.from)
const count = values.seed === undefined ? Number(values.seeds) : 1
const totals = { stories: 0, events: 0, kills: 0, powerCuts: 0 }
const failed: Story[] = []
const types = new Map<string, number>()

for (let seed = from; seed < from + count; seed++) {
  const story = await simulate(seed)
  totals.stories += 1
  totals.events += story.events.length
  totals.kills += story.kills
  totals.powerCuts += story.powerCuts
  for (const event of story.events) {
    const { data } = event
    const kind = typeof data === 'object' && data !== null && 'kind' in data ? data.kind : ''
    const name = `${event.type} ${typeof kind === 'string' ? kind : ''}`
    types.set(name, (types.get(name) ?? 0) + 1)
  }
  if (story.violations.length > 0) failed.push(story)
  if (values.first && failed.length > 0) break
}

for (const { seed, violations } of failed.slice(0, 10)) {
  say(`seed ${seed}:`)
  for (const violation of violations.slice(0, 5)) say(`  ${violation}`)
  say(`  to see it again: node packages/kernel/src/testing/simulation/main.ts --seed ${seed}`)
}
const { stories, events, kills, powerCuts } = totals
say(
  `seeds ${from}…${from + stories - 1}: ${events} events, ${kills} kills, ${powerCuts} power cuts`,
)
if (values.seed !== undefined) say([...types].map(([type, n]) => `${n} ${type}`).join('\n'))
say(`${stories - failed.length} passed, ${failed.length} failed`)
process.exitCode = failed.length > 0 ? 1 : 0
