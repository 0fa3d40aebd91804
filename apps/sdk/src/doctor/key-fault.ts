import type { Check } from './check.ts'

/** How keys of some begin; what is longer comes first. Others promise nothing of theirs. */
const beginnings = [
  ['sk-ant-', 'ANTHROPIC_API_KEY'],
  ['sk-or-', 'OPENROUTER_API_KEY'],
  ['sk-proj-', 'OPENAI_API_KEY'],
  ['gsk_', 'GROQ_API_KEY'],
  ['xai-', 'XAI_API_KEY'],
  ['AIza', 'GEMINI_API_KEY'],
] as const

const placeholder =
  /^(?:<.*>|\[.*\]|\.+|x{3,}|\*+|(?:your|my|the|insert|replace|enter|put)[-_ ].*|.*(?:your|api)[-_ ]?key(?:[-_ ]?here)?|sk-(?:\.+|x+|\*+)|changeme|todo|none|null|undefined)$/iu

/** Why what a variable holds cannot be its key, without showing any of it; white space around it does no harm. */
export function keyFault(
  variable: string,
  value: string | undefined,
): Omit<Check, 'name'> | undefined {
  if (value === undefined) return undefined
  const key = value.trim()
  const warn = (why: string, fix: string) =>
    ({ status: 'warn', found: `${variable} ${why}`, fix }) as const
  if (key === '') {
    return {
      status: 'info',
      found: `${variable} is set and empty`,
      fix: 'give it the key, or unset it',
    }
  }
  if (/^["'“‘`]|["'”’`]$/u.test(key)) {
    return warn(
      'has quotes in it',
      `write ${variable}=… without them, or in a file that a shell reads`,
    )
  }
  if (/^bearer\s/iu.test(key)) return warn('begins with Bearer', 'leave that word out: it is added')
  if (/^\$|^env:|^command:/u.test(key)) {
    return warn(
      'holds a reference in place of a key',
      'set it to the key itself; references are for config.jsonc',
    )
  }
  if (/\s/u.test(key)) {
    return warn(
      'has white space in the midst of it',
      'copy the key again, as one line: this may be two',
    )
  }
  // What is no byte of a header is refused before it is sent.
  if (/[^\x21-\x7e]/u.test(key)) {
    return warn('has letters in it that no key has', 'copy the key again from where it was made')
  }
  if (placeholder.test(key)) return warn('holds a placeholder', 'put your own key in its place')
  const [, whose] = beginnings.find(([beginning]) => key.startsWith(beginning)) ?? []
  if (whose === undefined || whose === variable) return undefined
  return warn(
    `holds what looks like a key for ${whose}`,
    `set ${whose} to it, and ${variable} to the key of its own provider`,
  )
}
