/** A text, told by another one that most of it repeats. */
export interface BodyDelta {
  head: number
  text: string
  tail: number
}

/** Compared as a whole, which costs a tenth of looking at each unit. */
const block = 4096

/** What of `body` is new after `base`: history only grows, so that nearly all of it stands at the beginning and the end. */
export function bodyDelta(body: string, base: string): BodyDelta {
  const most = Math.min(body.length, base.length)
  let head = 0
  while (head + block <= most && same(body, base, head)) head += block
  while (head < most && body.charCodeAt(head) === base.charCodeAt(head)) head += 1
  let tail = 0
  while (
    tail < most - head &&
    body.charCodeAt(body.length - 1 - tail) === base.charCodeAt(base.length - 1 - tail)
  ) {
    tail += 1
  }
  return { head, text: body.slice(head, body.length - tail), tail }
}

const same = (body: string, base: string, at: number) =>
  body.slice(at, at + block) === base.slice(at, at + block)

/** The text that a delta tells, after the one it was taken against. */
export const bodyOf = ({ head, text, tail }: BodyDelta, base: string): string =>
  base.slice(0, head) + text + (tail === 0 ? '' : base.slice(-tail))
