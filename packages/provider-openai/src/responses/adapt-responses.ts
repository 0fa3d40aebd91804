import type { Adaptation, ErrorFacts } from '@harness/kernel/wire'
import { optional, type ResponsesDialect } from './responses-body.ts'

/** Leaves out a member of ours that nobody asked for, when the server says that it does not know it. */
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
  param === member || param.startsWith(`${member}[`) || param.startsWith(`${member}.`)
