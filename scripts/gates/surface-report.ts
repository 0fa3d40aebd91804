import { Declarations, type Place } from './declarations.ts'

/**
 * The public surface of one entry as a reviewer reads it: every export with its declaration, then
 * what those declarations reach without exporting it.
 */
export function surfaceReport(title: string, file: string, values: string[]): string {
  const declarations = new Declarations()
  const exported = declarations.exportsOf(file)
  const sections = [
    `# ${title}`,
    '<!-- Written by `pnpm api`; a change here is a change of the contract. -->',
    `Values at run time: ${values.map((name) => `\`${name}\``).join(', ') || 'none'}`,
    '## Exported',
    ...sorted(exported).map(([name, place]) => section(name, declarations, place)),
    '## Reached',
    ...sorted(reachedFrom([...exported.values()], declarations)).map(([, place]) =>
      section(place.name, declarations, place),
    ),
  ]
  return `${sections.join('\n\n')}\n`
}

function reachedFrom(exported: Place[], declarations: Declarations): Map<string, Place> {
  const known = new Set(exported.map(key))
  const reached = new Map<string, Place>()
  const queue = [...exported]
  for (let place = queue.shift(); place; place = queue.shift()) {
    for (const mention of declarations.declarationOf(place).mentions) {
      if (known.has(key(mention))) continue
      known.add(key(mention))
      reached.set(key(mention), mention)
      queue.push(mention)
    }
  }
  return reached
}

const section = (name: string, declarations: Declarations, place: Place) =>
  `### ${name}\n\n\`\`\`ts\n${declarations.declarationOf(place).text}\n\`\`\``

const key = ({ file, name }: Place) => `${name} in ${file}`

const sorted = (places: Map<string, Place>) =>
  [...places].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
