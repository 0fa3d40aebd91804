import { messageOf } from '../errors/message-of.ts'
import { Json } from '../events/json.ts'

/** The arguments a model wrote, as JSON. No text at all means no arguments. */
export function parseInput(
  text: string,
): { ok: true; value: Json } | { ok: false; message: string } {
  if (text.trim() === '') return { ok: true, value: {} }
  try {
    return { ok: true, value: Json.parse(JSON.parse(text)) }
  } catch (error) {
    return { ok: false, message: messageOf(error) }
  }
}
