import { listOf, recordOf, textOf } from '@harness/kernel/wire'

/** The member of a message in which a server sends reasoning, and wants it back. */
export type ReasoningField =
  | 'reasoning_content'
  | 'reasoning'
  | 'reasoning_details'
  | 'thinking'
  /** It came between tags in the content; such servers want it back in no form. */
  | 'tags'

/** A piece of a tool call; servers leave out any of these. */
export interface CallPiece {
  index: number | undefined
  id: string | undefined
  name: string | undefined
  input: string
  /** Members of the call beside the standard ones, such as Gemini's thought signatures. */
  extra: unknown
}

export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'reasoning'; text: string; field: ReasoningField }
  | { kind: 'details'; items: readonly unknown[] }
  | { kind: 'call'; call: CallPiece }
  | { kind: 'refusal'; text: string }

/** Reads the delta of a choice (or a whole message) in every dialect we know: reasoning, text, calls. */
export function readDelta(delta: Record<string, unknown>): Piece[] {
  const pieces: Piece[] = []
  readReasoning(delta, pieces)
  readContent(delta['content'], pieces)
  const refusal = textOf(delta['refusal'])
  if (refusal) pieces.push({ kind: 'refusal', text: refusal })
  for (const call of listOf(delta['tool_calls'])) pushCall(recordOf(call), pieces)
  const legacy = recordOf(delta['function_call'])
  if (legacy) pushCall({ index: 0, function: legacy }, pieces)
  return pieces
}

function readReasoning(delta: Record<string, unknown>, pieces: Piece[]): void {
  const items = listOf(delta['reasoning_details'])
  if (items.length > 0) pieces.push({ kind: 'details', items })
  const content = textOf(delta['reasoning_content'])
  if (content) return void pieces.push(reasoning(content, 'reasoning_content'))
  const plain = textOf(delta['reasoning'])
  if (plain) return void pieces.push(reasoning(plain, 'reasoning'))
  const text = items.map(detailText).join('')
  if (text) pieces.push(reasoning(text, 'reasoning_details'))
}

function detailText(item: unknown): string {
  const detail = recordOf(item)
  return textOf(detail?.['text']) ?? textOf(detail?.['summary']) ?? ''
}

const reasoning = (text: string, field: ReasoningField): Piece => ({
  kind: 'reasoning',
  text,
  field,
})

/** Content is a string, null, or (Mistral) a list of typed chunks. */
function readContent(content: unknown, pieces: Piece[]): void {
  const text = textOf(content)
  if (text) return void pieces.push({ kind: 'text', text })
  for (const item of listOf(content)) {
    const part = recordOf(item)
    const said = textOf(part?.['text'])
    if (said) pieces.push({ kind: 'text', text: said })
    const thought = listOf(part?.['thinking']).map(detailText).join('')
    if (thought) pieces.push(reasoning(thought, 'thinking'))
  }
}

function pushCall(call: Record<string, unknown> | undefined, pieces: Piece[]): void {
  if (!call) return
  const made = recordOf(call['function'])
  const index = call['index']
  pieces.push({
    kind: 'call',
    call: {
      index: typeof index === 'number' ? index : undefined,
      id: textOf(call['id']),
      name: textOf(made?.['name']),
      input: inputText(made?.['arguments']),
      extra: call['extra_content'],
    },
  })
}

/** Arguments are text by the protocol; some servers send the object itself. */
function inputText(value: unknown): string {
  if (typeof value === 'string') return value
  return recordOf(value) ? JSON.stringify(value) : ''
}
