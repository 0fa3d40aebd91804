import { z } from 'zod'

/** One line of `--input-format stream-json`; docs/events.md describes them. Keys that are not known are let be. */
const InputLine = z.discriminatedUnion('type', [
  z.object({ type: z.literal('prompt'), text: z.string().min(1) }),
  z.object({ type: z.literal('steer'), text: z.string().min(1) }),
  z.object({ type: z.literal('interrupt') }),
  z.object({
    type: z.literal('answer'),
    /** Both as `permission.ask` has them. */
    sessionId: z.string(),
    callId: z.string(),
    decision: z.enum(['allow', 'deny']),
    reason: z.string().optional(),
    always: z.enum(['session', 'local', 'project', 'user']).optional(),
    input: z.json().optional(),
    answer: z.string().optional(),
  }),
  z.object({ type: z.literal('model'), model: z.string().min(1) }),
  z.object({ type: z.literal('mode'), permissionMode: z.string().min(1) }),
  z.object({ type: z.literal('compact'), focus: z.string().optional() }),
])
export type InputLine = z.infer<typeof InputLine>

export type ReadLine = { ok: true; line: InputLine } | { ok: false; message: string }

/** Reads one line; says what is wrong with one that means nothing. */
export function readInputLine(text: string): ReadLine {
  const json = jsonOf(text)
  if (json === undefined) return { ok: false, message: 'it is not JSON' }
  const parsed = InputLine.safeParse(json)
  if (parsed.success) return { ok: true, line: parsed.data }
  const [issue] = parsed.error.issues
  if (issue?.code === 'invalid_union') return { ok: false, message: noSuchType }
  const key = issue?.path.join('.') ?? ''
  return { ok: false, message: key === '' ? 'it is no object' : `${key}: ${issue?.message}` }
}

const noSuchType = `its type is one of ${InputLine.options.map(({ shape }) => shape.type.value).join(', ')}`

function jsonOf(text: string): unknown {
  try {
    // Without the byte order mark that some programs begin with.
    return JSON.parse(text.trim())
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
