import type { CompactionContext, CompactionRequest, ConversationEntry } from '@harness/kernel'

/** How large the parts of a shortened conversation may be, in tokens. */
export interface Plan {
  entries: readonly ConversationEntry[]
  tokensOf: CompactionContext['tokensOf']
  /** Of every request: instructions, tools, and what waits to be shown. */
  fixed: number
  /** What a request may take. */
  most: number
  /** What a request should take afterwards: half of what it may, so that the next time is far. */
  goal: number
  /** The newest turns, left as they are. */
  recent: number
  /** What people said, word for word. */
  inputs: number
  summary: number
}

export function planOf(request: CompactionRequest, { tokensOf }: CompactionContext): Plan {
  const { entries, tokens, room, reason } = request
  const said = entries.reduce((sum, { message }) => sum + tokensOf(message), 0)
  // A provider that refused so many tokens has less room than it says.
  const refused = reason === 'overflow' ? tokens * 0.9 : Infinity
  const most = Math.min(room ?? tokens, refused)
  const recent = reason === 'asked' ? Math.min(most * 0.2, said * 0.25) : most * 0.2
  return {
    entries,
    tokensOf,
    fixed: Math.max(0, tokens - said),
    most,
    goal: most * 0.5,
    recent,
    inputs: most * 0.3,
    summary: Math.ceil(Math.min(4_000, most * 0.1, Math.max(500, said * 0.2))),
  }
}
