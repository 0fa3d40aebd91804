import { messageOf } from '../errors/message-of.ts'
import type { Draft, EventOf } from '../events/event.ts'
import type { Verdict } from '../events/permissions.ts'
import type { Prepared } from '../events/prepared.ts'
import type { Facts, Session } from '../log/session.ts'
import type { CallState } from '../state/calls.ts'
import { permissionsOf } from '../state/granted.ts'
import { closestName } from './closest-name.ts'
import type { Host } from './host.ts'
import { parseInput } from './parse-input.ts'
import type { Performance } from './performance.ts'
import { toolContext } from './tool-context.ts'

type Judged = Extract<Draft, { type: 'call.judged' }>['data']

/** Lets the tool look at the call, then the policy decide over what it found. Whatever breaks, breaks closed. */
export async function performJudge(
  intent: EventOf<'judge.started'>,
  performance: Performance,
): Promise<Facts> {
  const call = performance.session.state.calls.list.find((one) => one.id === intent.data.call)
  if (!call) return []
  const data = await judge(call, performance)
  return [{ type: 'call.judged', cause: intent.seq, data }]
}

async function judge(call: CallState, performance: Performance): Promise<Judged> {
  const { host, session, signal } = performance
  const tool = host.tools.find((one) => one.name === call.name)
  if (!tool) return invalid('unknown_tool', unknownTool(call.name, host))
  const input = parseInput(call.input)
  if (!input.ok)
    return invalid('invalid_json', `The input of ${tool.name} is not JSON: ${input.message}`)
  try {
    const preparation = await tool.prepare(input.value, toolContext(performance))
    if (preparation.kind === 'invalid') return preparation
    const { prepared } = preparation
    return {
      kind: 'judged',
      prepared,
      verdict: await decideClosed(host, session, { tool: tool.name, prepared }),
    }
  } catch (error) {
    if (signal.aborted) throw error
    return invalid('tool_broken', `${tool.name} could not look at this call: ${messageOf(error)}`)
  }
}

async function decideClosed(
  host: Host,
  session: Session,
  question: { tool: string; prepared: Prepared },
): Promise<Verdict> {
  const permissions = permissionsOf(session.state)
  if (!permissions) return { decision: 'deny', rule: 'no configuration' }
  try {
    const { suggestions, ...verdict } = await host.policy.decide(question, permissions)
    const { redactor } = session
    // A rule with a secret in it would be recorded without it, and be another rule.
    const isKept = suggestions?.every((text) => !redactor || redactor.redact(text) === text)
    return isKept ? { ...verdict, suggestions } : verdict
  } catch (error) {
    return { decision: 'deny', rule: 'broken policy', reason: messageOf(error) }
  }
}

const invalid = (code: string, message: string): Judged => ({ kind: 'invalid', code, message })

function unknownTool(name: string, { tools }: Host): string {
  const names = tools.map((tool) => tool.name)
  const closest = closestName(name, names)
  const hint = closest ? `Did you mean ${closest}?` : `There are: ${names.join(', ') || 'none'}.`
  return `There is no tool ${name}. ${hint}`
}
