import { messageOf } from '../errors/message-of.ts'
import type { Draft, EventOf } from '../events/event.ts'
import type { Prepared } from '../events/prepared.ts'
import type { Facts } from '../log/session.ts'
import { restoreJson } from '../redaction/restore-texts.ts'
import type { CallState } from '../state/calls.ts'
import { contentOf, stopsOf } from './ask-hooks.ts'
import { closestName } from './closest-name.ts'
import type { Host } from './host.ts'
import { hearHooks, judgeWithHooks } from './judge-with-hooks.ts'
import { missingSecret } from './missing-secret.ts'
import { parseInput } from './parse-input.ts'
import type { Performance } from './performance.ts'
import { toolContext } from './tool-context.ts'

type Judged = Extract<Draft, { type: 'call.judged' }>['data']

/** Lets hooks and the tool look at the call, then the policy decide over what was found. Whatever breaks, breaks closed. */
export async function performJudge(
  intent: EventOf<'judge.started'>,
  performance: Performance,
): Promise<Facts> {
  const call = performance.session.state.calls.list.find((one) => one.id === intent.data.call)
  if (!call) return []
  const recovering = performance.recovering || call.leftBehind === true
  const data = await judge(call, { ...performance, recovering })
  const answers = ('hooks' in data && data.hooks) || []
  return [{ type: 'call.judged', cause: intent.seq, data }, ...stopsOf(answers)]
}

async function judge(call: CallState, performance: Performance): Promise<Judged> {
  const { host, signal } = performance
  const tool = host.tools.find((one) => one.name === call.name)
  if (!tool) return invalid('unknown_tool', unknownTool(call.name, host))
  const { amended = call.input } = call
  const input = parseInput(amended)
  if (!input.ok)
    return invalid('invalid_json', `The input of ${tool.name} is not JSON: ${input.message}`)
  const heard = await hearHooks(call, input.value, performance)
  const hooks = heard.answers.length > 0 ? { hooks: [...heard.answers] } : {}
  try {
    const given = restoreJson(heard.input, performance.session.redactor)
    if (given.kind === 'missing') {
      return { ...invalid('secret_missing', missingSecret(given.placeholders)), ...hooks }
    }
    const preparation = await tool.prepare(given.value, toolContext(performance))
    if (preparation.kind === 'invalid') return { ...preparation, ...hooks }
    const prepared = withRestores(preparation.prepared, given.isChanged, performance)
    const question = { tool: tool.name, prepared }
    const { verdict, answers } = await judgeWithHooks(question, { call, heard }, performance)
    return {
      kind: 'judged',
      prepared,
      verdict,
      ...((heard.isChanged || call.amended !== undefined) && { input: heard.input }),
      ...(answers.length > 0 && { hooks: [...answers] }),
      ...contentOf(answers, { about: `PreToolUse, ${tool.name}`, objections: false }),
    }
  } catch (error) {
    if (signal.aborted) throw error
    const message = `${tool.name} could not look at this call: ${messageOf(error)}`
    return { ...invalid('tool_broken', message), ...hooks }
  }
}

/** The kernel says it, and no tool. Where nothing is restored it is a log that is played: that says it as it was. */
function withRestores(
  prepared: Prepared,
  isChanged: boolean,
  { session: { redactor } }: Performance,
): Prepared {
  if (!redactor) return prepared
  const { restores: _, ...found } = prepared
  return isChanged ? { ...found, restores: true } : found
}

const invalid = (code: string, message: string) => ({ kind: 'invalid' as const, code, message })

function unknownTool(name: string, { tools }: Host): string {
  const names = tools.map((tool) => tool.name)
  const closest = closestName(name, names)
  const hint = closest ? `Did you mean ${closest}?` : `There are: ${names.join(', ') || 'none'}.`
  return `There is no tool ${name}. ${hint}`
}
