import type { CallPart, ReplyPart } from '@harness/kernel'
import { z } from 'zod'
import { findCalls, type Piece } from './find-calls.ts'

/** What is kept with a call: the text that it was written as, and what is wrong with it. */
export const Written = z.object({
  protocol: z.literal('text'),
  raw: z.string(),
  problem: z.string().optional(),
})
export type Written = z.infer<typeof Written>

/** What was kept with a part; undefined for one of a model that calls tools by its wire's own means. */
export const writtenOf = ({ opaque }: ReplyPart): Written | undefined =>
  Written.safeParse(opaque).data

export interface PartOptions {
  tools: ReadonlySet<string>
  /** Makes the id of the nth call. */
  callId: (index: number) => string
}

/** A text as the parts of a reply. What is malformed begins in a way that no JSON does, so that nothing can run it. */
export function partsOf(text: string, { tools, callId }: PartOptions): ReplyPart[] {
  let calls = 0
  return findCalls(text, tools).map((piece) =>
    piece.kind === 'text' ? { type: 'text', text: piece.raw } : callPart(piece, callId(calls++)),
  )
}

function callPart(piece: Exclude<Piece, { kind: 'text' }>, id: string): CallPart {
  const { raw, name } = piece
  if (piece.kind === 'call') {
    return { type: 'call', id, name, input: piece.input, opaque: { protocol: 'text', raw } }
  }
  const opaque = { protocol: 'text', raw, problem: piece.problem }
  return { type: 'call', id, name: name || 'unnamed', input: `malformed: ${raw}`, opaque }
}
