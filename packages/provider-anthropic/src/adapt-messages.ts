import type { Adaptation, ErrorFacts } from '@harness/kernel/wire'
import { optional, type MessagesDialect } from './request/dialect.ts'

/** Leaves out a member that not every endpoint knows, when the server names it as what it refuses. */
export function adaptMessages(
  { refused }: MessagesDialect,
  { status, params }: ErrorFacts,
): Adaptation<MessagesDialect> | undefined {
  if (status !== 400 && status !== 422) return undefined
  const blamed = optional.find(
    (member) => !refused.includes(member) && params.some((param) => isAbout(param, member)),
  )
  return blamed && { dialect: { refused: [...refused, blamed] }, certain: true }
}

/** Breakpoints stand inside of blocks; the others are members of the body, and `thinking` is a kind of block as well. */
function isAbout(param: string, member: string): boolean {
  const [first, ...rest] = param.split(/[.[\]]+/)
  return first === member || (member === 'cache_control' && rest.includes(member))
}
