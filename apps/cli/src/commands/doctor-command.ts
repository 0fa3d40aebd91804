import { diagnose } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { configOptions } from '../parse/config-options.ts'
import { doctorFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { checkList } from '../print/check-list.ts'

/** `harness doctor`. */
export async function doctorCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, doctorFlags)
  refuseWords('doctor', positionals)
  const { cwd, online = false, json = false } = values
  const checks = await diagnose({
    ...configOptions(values),
    ...(cwd !== undefined && { cwd }),
    online,
  })
  const isBlocked = checks.some(({ status }) => status === 'fail')
  process.stdout.write(
    json
      ? `${JSON.stringify({ ok: !isBlocked, checks }, null, 2)}\n`
      : checkList(checks, process.stdout),
  )
  return isBlocked ? exitCodes.failed : exitCodes.done
}
