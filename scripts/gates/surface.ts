import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { root, workspacePackages } from '../workspace-packages.ts'
import { runAlone, type Gate } from './gate.ts'
import { surfaceReport } from './surface-report.ts'

/** What every package promises, pinned in `api/`; `pnpm api` writes what `check` compares. */
export const surface: Gate = {
  name: 'surface',
  async run(top) {
    const reports = await reportsOf(top)
    const problems: string[] = []
    for (const [name, report] of reports) {
      const path = join(top, 'api', name)
      const pinned = existsSync(path) ? readFileSync(path, 'utf8') : ''
      if (pinned !== report)
        problems.push(`api/${name} differs: ${firstDifference(pinned, report)}`)
    }
    for (const name of pinnedNames(top)) {
      if (!reports.has(name)) problems.push(`api/${name} describes no published entry`)
    }
    if (reports.size === 0) problems.push('no published entries were found')
    if (problems.length > 0) problems.push('If the change is meant: `pnpm build && pnpm api`.')
    return { seen: `${reports.size} entries`, problems }
  },
}

async function reportsOf(top: string): Promise<Map<string, string>> {
  const reports = new Map<string, string>()
  for (const { folder, manifest } of workspacePackages(top)) {
    for (const [entry, target] of Object.entries(manifest.exports ?? {})) {
      if (typeof target === 'string') continue
      const module: object = await import(pathToFileURL(join(folder, target.default)).href)
      const title = manifest.name + entry.slice(1)
      const file = `${title.replace(/^@[^/]+\//, '').replaceAll('/', '.')}.md`
      const values = Object.keys(module).toSorted()
      reports.set(file, surfaceReport(title, join(folder, target.types), values))
    }
  }
  return reports
}

const pinnedNames = (top: string) =>
  existsSync(join(top, 'api')) ? readdirSync(join(top, 'api')) : []

function firstDifference(pinned: string, report: string): string {
  const before = pinned.split('\n')
  const after = report.split('\n')
  const line = after.findIndex((text, index) => text !== before[index])
  const at = line === -1 ? after.length : line
  return `line ${at + 1}\n  - ${before[at] ?? '(nothing)'}\n  + ${after[at] ?? '(nothing)'}`
}

export async function writeSurface(top: string): Promise<void> {
  const reports = await reportsOf(top)
  rmSync(join(top, 'api'), { recursive: true, force: true })
  mkdirSync(join(top, 'api'))
  for (const [name, report] of reports) writeFileSync(join(top, 'api', name), report)
}

if (import.meta.main)
  await (process.argv.includes('--update') ? writeSurface(root) : runAlone(surface))
