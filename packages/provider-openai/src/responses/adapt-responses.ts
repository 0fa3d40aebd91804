import type { Adaptation, ErrorFacts } from '@harness/kernel/wire'
import { optional, type ResponsesDialect } from './responses-body.ts'

/** Leaves out a member that an answer can do without, when the server names it or the one that it stands in. */
export function adaptResponses(
  { refused }: ResponsesDialect,
  { status, params }: ErrorFacts,
): Adaptation<ResponsesDialect> | undefined {
  if (status !== 400 && status !== 422) return undefined
  const blamed = optional.find(
    (member) => !refused.includes(member) && params.some((param) => isAbout(param, member)),
  )
  return blamed && { dialect: { refused: [...refused, blamed] }, certain: true }
}

const isAbout = (param: string, member: string) =>
  param === member ||
  param.startsWith(`${member}[`) ||
  param.startsWith(`${member}.`) ||
  member.startsWith(`${param}.`)
