import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { runAlone, type Gate } from './gate.ts'
import { runCommand } from './run-command.ts'
import { sourcePaths } from './source-modules.ts'

interface Project {
  references?: { path: string }[]
  files?: string[]
}

/** The compiler is content, and no source file stands outside every project. */
export const types: Gate = {
  name: 'types',
  async run(top) {
    const built = await runCommand('tsc', ['-b', '--pretty', 'false'], { cwd: top })
    const problems = built.code === 0 ? [] : [built.output]
    const projects = leavesOf(join(top, 'tsconfig.json'))
    const listings = await Promise.all(
      projects.map((path) => runCommand('tsc', ['-p', path, '--listFilesOnly'], { cwd: top })),
    )
    const checked = new Set(listings.flatMap(({ output }) => output.split('\n')))
    const sources = sourcePaths(top, [
      '{packages,apps}/*/src/**/*.{ts,tsx}',
      '{scripts,examples}/**/*.ts',
    ])
    for (const path of sources) {
      if (!checked.has(join(top, path))) problems.push(`${path} belongs to no TypeScript project`)
    }
    if (sources.length === 0) problems.push('no files were found')
    return { seen: `${sources.length} files in ${projects.length} projects`, problems }
  },
}

function leavesOf(path: string): string[] {
  const { references = [], files }: Project = JSON.parse(readFileSync(path, 'utf8'))
  const isSolution = files?.length === 0
  if (!isSolution) return [path]
  return references.flatMap((reference) => {
    const target = join(dirname(path), reference.path)
    return leavesOf(target.endsWith('.json') ? target : join(target, 'tsconfig.json'))
  })
}

if (import.meta.main) await runAlone(types)
