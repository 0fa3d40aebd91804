import { diagnose, type Check } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { jsonFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { coloursFor } from '../print/colours.ts'
import { plainLine } from '../print/plain-text.ts'

/** `harness doctor`. */
export async function doctorCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, jsonFlags)
  refuseWords('doctor', positionals)
  const checks = await diagnose()
  const isBlocked = checks.some(({ status }) => status === 'fail')
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ ok: !isBlocked, checks }, null, 2)}\n`)
  } else {
    process.stdout.write(checks.map(line).join(''))
    const verdict = isBlocked
      ? 'Something keeps a run from beginning: mend what is marked ✗.'
      : 'A run can begin: harness "task", or harness demo.'
    process.stdout.write(`\n${verdict}\n`)
  }
  return isBlocked ? exitCodes.failed : exitCodes.done
}

function line({ name, status, found, fix }: Check): string {
  const colour = coloursFor(process.stdout)
  const marks = {
    ok: colour('green', '✓'),
    info: colour('dim', '·'),
    warn: colour('yellow', '!'),
    fail: colour('red', '✗'),
  }
  const advice = fix === undefined ? '' : `  ${' '.repeat(12)}→ ${plainLine(fix)}\n`
  const lines = found
    .split('\n')
    .map(plainLine)
    .join(`\n${' '.repeat(14)}`)
  return `${marks[status]} ${name.padEnd(12)}${lines}\n${advice}`
}
