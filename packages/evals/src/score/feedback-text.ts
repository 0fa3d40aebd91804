import { boundText } from '@harness/kernel'
import type { CommandRecord } from '../record/command-record.ts'
import { commandFault, commandText } from './command-text.ts'

const most = 8 * 1024

/**
 * What the subject is told when a verification did not pass: the command, how it ended, what it wrote, of at most 8 KiB.
 * `left` is how often it may be told again after this.
 */
export function feedbackText(command: CommandRecord, left: number): string {
  const said = boundOutput(commandText(command).trimEnd())
  const output = said === '' ? 'It wrote nothing.' : `It wrote:\n\n${said}`
  return [
    `Your work was verified, and it is not right yet. The verification was the command:\n\n    ${boundText(command.run, 1024)}`,
    `How it ended: ${commandFault(command, 0) ?? 'exit code 0'}.`,
    output,
    'Mend your work so that this command ends with exit code 0. Do not edit, delete or skip the tests, and do not change what the command runs: that is put back before it is verified.',
    left > 0
      ? `After this it is verified again. If it is still not right, you are told ${left === 1 ? 'once more' : `${left} more times`}.`
      : 'After this it is verified for the last time.',
  ].join('\n\n')
}

/** A quarter from its beginning and the rest from its end: what went wrong stands last. */
function boundOutput(text: string): string {
  const bytes = new TextEncoder().encode(text)
  if (bytes.length <= most) return text
  const decoder = new TextDecoder()
  const head = decoder.decode(bytes.subarray(0, charStart(bytes, most / 4)))
  const from = charStart(bytes, bytes.length - (most * 3) / 4)
  const missing = from - charStart(bytes, most / 4)
  return `${head}\n[${missing} bytes left out]\n${decoder.decode(bytes.subarray(from))}`
}

/** The place, or the nearest one before it at which a character begins. */
function charStart(bytes: Uint8Array, at: number): number {
  let place = at
  while (place > 0 && ((bytes[place] ?? 0) & 0xc0) === 0x80) place -= 1
  return place
}
