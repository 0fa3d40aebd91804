import { listSkills } from '@harness/sdk'
import { exitCodes } from '../outcome/exit-codes.ts'
import { jsonFlags } from '../parse/flags.ts'
import { parseFlags } from '../parse/parse-flags.ts'
import { refuseWords } from '../parse/refuse-words.ts'
import { skillTable } from '../print/skill-table.ts'

const none =
  'There are no skills. One is a folder with a SKILL.md, in .harness/skills, .agents/skills or .claude/skills of this folder.\n'

/** `harness skills list`. */
export async function skillsList(args: readonly string[]): Promise<number> {
  const { values, positionals } = await parseFlags(args, jsonFlags)
  refuseWords('skills list', positionals)
  const found = await listSkills()
  if (values.json) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`)
  else {
    process.stdout.write(skillTable(found, process.stdout))
    if (found.skills.length === 0) process.stderr.write(none)
  }
  return exitCodes.done
}
