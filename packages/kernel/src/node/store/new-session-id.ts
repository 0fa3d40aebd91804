import { randomInt } from 'node:crypto'
import type { Runtime } from '../../ports/runtime.ts'

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'

const machine: Pick<Runtime, 'now' | 'random'> = {
  now: Date.now,
  random: () => randomInt(2 ** 32) / 2 ** 32,
}

/**
 * A new id, such as `20261120-232253-m4k7rt`: the second (UTC), then the millisecond and chance. Ids sort by time. Two
 * of the same millisecond are the same once in a million; `create` refuses the second.
 */
export function newSessionId({ now, random } = machine): string {
  const time = new Date(now())
  const [date = '', clock = ''] = time.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').split('T')
  const tail = base32(time.getUTCMilliseconds(), 2) + base32(Math.floor(random() * 32 ** 4), 4)
  return `${date}-${clock}-${tail}`
}

function base32(value: number, length: number): string {
  let text = ''
  for (let rest = value; text.length < length; rest = Math.floor(rest / 32)) {
    text = alphabet.charAt(rest % 32) + text
  }
  return text
}
