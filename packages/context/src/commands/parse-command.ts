import { closestName } from '@harness/kernel'
import { faultIn, type Fault } from '../files/fault.ts'
import { plainLine, plainText } from '../files/plain-text.ts'
import { mendYaml } from '../front-matter/mend-yaml.ts'
import { readFrontMatter } from '../front-matter/read-front-matter.ts'
import type { Command } from './command.ts'

const keys = ['description', 'argument-hint', 'model'] as const
type Key = (typeof keys)[number]

/** More are not told of one file. */
const mostFaults = 20

/** A command of the text of its file; none when the front matter cannot be read. */
export function parseCommand(
  text: string,
  place: Pick<Command, 'name' | 'path' | 'source'>,
): { command?: Command; faults: Fault[] } {
  const { path } = place
  const read = readFrontMatter(text, mendYaml)
  if (read.kind === 'broken') return { faults: [faultIn(path, 'error', read)] }
  const faults: Fault[] = []
  const values = new Map<Key, string>()
  for (const { key, value, line } of read.entries) {
    const known = keys.find((each) => each === key)
    const problem = known ? problemOf(known, value) : unknownKey(key)
    if (problem !== undefined && faults.length < mostFaults)
      faults.push(faultIn(path, 'warning', { key, line, message: problem }))
    else if (known && value !== null) values.set(known, plainLine(textOf(value)))
  }
  if (/!`[^`\n]+`/.test(read.body)) {
    const message = 'What stands between !` and ` is not run; it stays as text.'
    faults.push(faultIn(path, 'warning', { message }))
  }
  const description = values.get('description')
  const argumentHint = values.get('argument-hint')
  const model = values.get('model')
  const command: Command = {
    ...place,
    ...(description !== undefined && { description }),
    ...(argumentHint !== undefined && { argumentHint }),
    ...(model !== undefined && { model }),
    prompt: plainText(read.body),
  }
  return { command, faults }
}

/** Nobody puts `[file]` in quotes: it is a list of YAML, and is meant as it is written. */
const textOf = (value: unknown): string =>
  Array.isArray(value) ? `[${value.join(', ')}]` : String(value)

const isPlain = (value: unknown) => value === null || typeof value !== 'object'

function problemOf(key: Key, value: unknown): string | undefined {
  const isHint = key === 'argument-hint' && Array.isArray(value) && value.every(isPlain)
  return isPlain(value) || isHint ? undefined : 'It must be a text; left out.'
}

function unknownKey(key: string): string {
  const meant = closestName(key, keys)
  const advice = meant === undefined ? `Known are ${keys.join(', ')}.` : `Did you mean ${meant}?`
  return `There is no such key; left out. ${advice}`
}
