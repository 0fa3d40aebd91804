import { jsonProblem } from './json-problem.ts'
import { membersOf } from './members-of.ts'

/** A call that a model wrote as text. */
export type WrittenCall =
  | { kind: 'call'; name: string; input: string }
  /** Plainly meant as a call, and not one: it is answered with what is wrong, and never run. */
  | {
      kind: 'malformed'
      name: string
      problem: string
      /** Whether it is JSON at all: where it is not, nobody knows where it ends. */
      isJson: boolean
    }

const nameMembers = ['tool', 'name'] as const
const inputMembers = ['args', 'arguments', 'parameters', 'input'] as const

/**
 * Reads an object as a call: a name, its arguments, nothing else. Other words for the two are understood where nothing is
 * ambiguous; arguments are never guessed. Undefined for an object that is something else.
 * @param isMarked Whether what is around it says that it is a call.
 */
export function readCall(
  text: string,
  tools: ReadonlySet<string>,
  isMarked: boolean,
): WrittenCall | undefined {
  const broken = jsonProblem(text)
  if (broken !== undefined) {
    const name = meantTool(text, tools) ?? (isMarked ? '' : undefined)
    return name === undefined
      ? undefined
      : { kind: 'malformed', name, problem: broken, isJson: false }
  }
  const members = membersOf(text)
  const names = members.filter((member) => nameMembers.some((each) => each === member.name))
  const inputs = members.filter((member) => inputMembers.some((each) => each === member.name))
  const named = names[0]
  const name = named && stringOf(named.value)
  if (named === undefined || name === undefined) return undefined
  const isKnown = tools.has(name)
  const isWhole =
    names.length === 1 && inputs.length <= 1 && members.length === names.length + inputs.length
  // A person's data may have a member `tool` too; so may a record with a name.
  if (!isKnown && (named.name !== 'tool' || !isWhole)) return undefined
  if (!isWhole) {
    const problem = shapeProblem(members.map((each) => each.name))
    return { kind: 'malformed', name, problem, isJson: true }
  }
  const input = inputs[0]?.value ?? '{}'
  if (named.name === 'name' && inputs.length === 0) return undefined
  if (!input.startsWith('{'))
    return { kind: 'malformed', name, problem: '"args" is not an object', isJson: true }
  return { kind: 'call', name, input }
}

/** The tool that a broken object names where it begins: the format of the protocol, or a known tool. */
export function meantTool(text: string, tools: ReadonlySet<string>): string | undefined {
  const begun = /^\{\s*(?:"tool"|'tool'|tool)\s*:\s*(?:"([^"\\\n]*)"|'([^'\\\n]*)')?/.exec(text)
  if (begun) return begun[1] ?? begun[2] ?? ''
  const named = /^\{\s*"name"\s*:\s*"([^"\\\n]*)"\s*,\s*"(?:args|arguments|parameters|input)"/.exec(
    text,
  )
  return named?.[1] !== undefined && tools.has(named[1]) ? named[1] : undefined
}

function stringOf(text: string): string | undefined {
  const value: unknown = JSON.parse(text)
  return typeof value === 'string' ? value : undefined
}

function shapeProblem(names: readonly string[]): string {
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) return `"${twice}" is there twice`
  const known = new Set<string>([...nameMembers, ...inputMembers])
  const others = names.filter((name) => !known.has(name)).map((name) => `"${name}"`)
  return others.length > 0
    ? `${others.join(', ')} stand${others.length === 1 ? 's' : ''} beside "tool": arguments belong into "args"`
    : 'it has two names, or its arguments twice'
}
