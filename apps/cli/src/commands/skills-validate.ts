import { basename, dirname } from 'node:path'
import { listSkills, validateSkills, type Skills } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { jsonFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { coloursFor } from '../print/colours.ts'
import { plainLine } from '../print/plain-text.ts'
import { shownPath } from '../print/shown-path.ts'

/** `harness skills validate [PATH…]`: fails when any is wrong. */
export async function skillsValidate(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, jsonFlags)
  const paths = positionals.length > 0 ? positionals : foldersOf(await listSkills())
  const checked = await validateSkills(paths)
  if (values.json) process.stdout.write(`${JSON.stringify(checked, null, 2)}\n`)
  else if (checked.length === 0) process.stderr.write('There are no skills to check.\n')
  else {
    const colour = coloursFor(process.stdout)
    for (const { path, errors } of checked) {
      const verdict = errors.length === 0 ? colour('green', '✓') : colour('red', '✗')
      const said = errors.length === 0 ? 'ok' : errors.map(plainLine).join('; ')
      const shown = positionals.length > 0 ? plainLine(path) : shownPath(path)
      process.stdout.write(`${verdict} ${shown}: ${said}\n`)
    }
  }
  return checked.some(({ errors }) => errors.length > 0) ? exitCodes.failed : exitCodes.done
}

/** Those that are left out for what stands in them are to be checked before all. */
function foldersOf({ skills, faults }: Skills): string[] {
  const files = faults.flatMap(({ file }) => (/^skill\.md$/i.test(basename(file)) ? [file] : []))
  const folders = [...skills.map(({ folder }) => folder), ...files.map((file) => dirname(file))]
  return [...new Set(folders)].toSorted()
}
