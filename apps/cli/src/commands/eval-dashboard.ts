import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import type { FoundReport } from '@harness/evals/node'
import { exitCodes } from '../outcome/exit-codes.ts'
import { UsageError } from '../outcome/usage-error.ts'
import { evalDashboardFlags } from '../parse/eval-compare-flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { jsonText } from '../print/json-text.ts'
import { plainLine } from '../print/plain-text.ts'
import { putOut, wholeText } from '../print/put-out.ts'

/** `harness eval dashboard [FOLDER…]`: all runs as one page. */
export async function evalDashboard(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, evalDashboardFlags)
  const { output, force = false, json = false } = values
  if (force && output === undefined) throw new UsageError('--force goes with --output FILE.')
  const folders = positionals.length === 0 ? ['eval-runs'] : positionals
  const [{ dashboardPage }, { readReports }] = await Promise.all([
    import('@harness/evals'),
    import('@harness/evals/node'),
  ])
  const found: FoundReport[] = []
  for (const folder of folders) {
    const { found: some, open, bad } = await readReports(folder)
    found.push(...some)
    for (const run of open) process.stderr.write(`The run in ${run} has no report yet.\n`)
    for (const why of bad) process.stderr.write(`${plainLine(why)}\n`)
  }
  if (json) {
    process.stdout.write(`${jsonText({ runs: found.map(rowOf) }, 2)}\n`)
    return exitCodes.done
  }
  // Its own page is made anew each time.
  const path = output ?? join(folders[0] ?? '', 'dashboard.html')
  const page = dashboardPage(
    found.map(({ folder, report }) => ({ report, link: linkTo(folder, dirname(resolve(path))) })),
  )
  await putOut(wholeText(page), { output: path, force: force || output === undefined })
  return exitCodes.done
}

const rowOf = ({ folder, report: { run, totals } }: FoundReport) => ({ folder, run, totals })

/** The way from the page's folder to the page of a run; null where it has none. */
function linkTo(folder: string, from: string): string | null {
  const page = join(folder, 'report.html')
  return existsSync(page) ? relative(from, page).split(sep).join('/') : null
}
