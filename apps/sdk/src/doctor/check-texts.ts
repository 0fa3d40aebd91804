import { join } from 'node:path'
import type { Fault } from '@harness/context'
import { SdkError } from '../sdk-error.ts'
import { findModel } from '../setup/find-model.ts'
import { skillFolders } from '../skills/skill-folders.ts'
import { gatherAgents } from '../subagents/gather-agents.ts'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'

/** At most so many faults of one kind are told. */
const most = 5

/** What people wrote for agents, and what of it cannot be used. No row where all of it can. */
export async function checkTexts(ground: Ground): Promise<Check[]> {
  const { folder, home } = ground
  if (folder instanceof SdkError) return []
  const { readCommands, readInstructions, readSkills } = await import('@harness/context')
  const [instructions, skills, commands, agents] = await Promise.all([
    readInstructions({ workspace: folder, home }),
    readSkills(skillFolders({ workspace: folder, home })),
    readCommands([
      { path: join(folder, '.harness', 'commands'), source: 'project', within: folder },
      { path: join(home, 'commands'), source: 'user', within: '/' },
    ]),
    agentFaults(ground, folder),
  ])
  const messages = (faults: readonly Fault[]) => faults.map(({ message }) => message)
  return [
    row(
      'AGENTS.md',
      messages(instructions.faults),
      'mend the file; what is left out, no model sees',
    ),
    row('skills', messages(skills.faults), 'mend SKILL.md; harness skills validate says all of it'),
    row('commands', messages(commands.faults), 'mend the file: until then it is no command'),
    row('agents', agents, 'mend the file, or the agent of the configuration'),
  ].flat()
}

function row(name: string, faults: readonly string[], fix: string): Check[] {
  if (faults.length === 0) return []
  const more = faults.length > most ? [`and ${faults.length - most} more`] : []
  return [{ name, status: 'warn', found: [...faults.slice(0, most), ...more].join('\n'), fix }]
}

/** Of a file, and of a model that one cannot be talked to by. */
async function agentFaults({ prepared, home }: Ground, workspace: string): Promise<string[]> {
  const faults: string[] = []
  const options = prepared instanceof SdkError ? {} : prepared.options
  const agents = await gatherAgents(
    {
      ...(options.agents && { agents: options.agents }),
      onNotice: (text) => void faults.push(text),
    },
    { workspace, home },
  )
  if (prepared instanceof SdkError) return faults
  const { env, providers } = prepared.choosing
  for (const [agent, { model }] of Object.entries(agents)) {
    if (model === undefined) continue
    const title = `The agent ${agent}: `
    try {
      await findModel({ name: model, place: {}, tuning: {}, title }, { env, providers })
    } catch (error) {
      if (!(error instanceof SdkError)) throw error
      faults.push(error.message)
    }
  }
  return faults
}
