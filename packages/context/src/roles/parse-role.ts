import { basename } from 'node:path'
import { z } from 'zod'
import { closestName } from '@harness/kernel'
import { faultIn, type Fault } from '../files/fault.ts'
import { readFrontMatter, type FrontMatterEntry } from '../front-matter/read-front-matter.ts'
import type { Role } from './role.ts'

const Text = z.string().trim().min(1)

const Header = z.object({
  name: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,63}$/u),
  description: Text.max(2000),
  tools: z.union([z.array(Text), z.string().transform(splitNames)]).optional(),
  model: Text.optional(),
  maxTurns: z.int().min(1).max(1000).optional(),
})

const wanted = new Map([
  ['name', 'letters, digits, - and _, at most 64'],
  ['description', 'a text that says when to use it'],
  ['tools', 'a list of names, or names with commas between them'],
  ['model', 'the name of a model'],
  ['maxTurns', 'a whole number from 1 to 1000'],
])
/** As people write it, and as we do. */
const spelled = new Map([...wanted.keys(), 'max_turns'].map((key) => [key, key]))
spelled.set('max_turns', 'maxTurns')

/** A role from the text of a file; none when the file has an error. */
export function parseRole(
  text: string,
  { file, source }: { file: string; source: string },
): { role?: Role; faults: Fault[] } {
  const read = readFrontMatter(text)
  if (read.kind === 'broken') return { faults: [faultIn(file, 'error', read)] }
  const named = { key: 'name', value: basename(file).replace(/\.md$/i, ''), line: 1 }
  const entries = new Map<string, FrontMatterEntry>([['name', named]])
  const warnings: Fault[] = []
  for (const entry of read.entries) {
    const key = spelled.get(entry.key)
    if (key === undefined) warnings.push(unknownKey(file, entry))
    // A key without a value is one that is not there.
    else if (entry.value !== null) entries.set(key, entry)
  }
  const values = Object.fromEntries([...entries].map(([key, { value }]) => [key, value]))
  const header = Header.safeParse(values)
  if (!header.success) return { faults: [...errorsOf(file, header.error, entries), ...warnings] }
  const { name, description, tools, model, maxTurns } = header.data
  const role: Role = {
    name,
    description,
    prompt: read.body,
    ...(tools && { tools }),
    ...(model !== undefined && { model }),
    ...(maxTurns !== undefined && { maxTurns }),
    source,
  }
  return { role, faults: warnings }
}

/** One for each key. */
function errorsOf(
  file: string,
  error: z.ZodError,
  entries: ReadonlyMap<string, FrontMatterEntry>,
): Fault[] {
  const keys = new Set(error.issues.map(({ path }) => String(path[0])))
  return [...keys].map((key) => {
    const entry = entries.get(key)
    const message = `${entry ? 'It must be' : 'It is missing. Write'} ${wanted.get(key)}.`
    return faultIn(file, 'error', { key: entry?.key ?? key, line: entry?.line ?? 1, message })
  })
}

function unknownKey(file: string, { key, line }: FrontMatterEntry): Fault {
  const meant = closestName(key, [...spelled.keys()])
  const advice =
    meant === undefined ? `Known are ${[...wanted.keys()].join(', ')}.` : `Did you mean ${meant}?`
  return faultIn(file, 'warning', {
    key,
    line,
    message: `There is no such key; left out. ${advice}`,
  })
}

function splitNames(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}
