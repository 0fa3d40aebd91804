import type { Word } from '../command.ts'
import { isPublic } from '../harmless-variables.ts'
import { programs, type Use } from './program.ts'
import { readPs } from './read-ps.ts'

const onlyWords =
  (pattern: RegExp) =>
  (words: readonly Word[]): Use => {
    const other = words.find(({ kind, text }) => kind !== 'literal' || !pattern.test(text))
    if (!other) return { kind: 'reads', paths: [] }
    return { kind: 'unknown', why: `with ${other.text} it may do more than read` }
  }

/** What says something of the machine, the user or the environment. */
export const system = programs({
  whoami: { operands: 'none' },
  // Other names are asked of a server; a word, even a dash, is a name to set.
  hostname: { read: onlyWords(/^-[Is]$/u) },
  uname: {
    options: 'a i m n o p r s v all kernel-name machine nodename operating-system processor',
    operands: 'none',
  },
  arch: { operands: 'none', most: 0 },
  date: { options: '+ d: I? j R u date: iso-8601? rfc-3339: rfc-email universal utc', most: 0 },
  ps: { read: readPs },
  pgrep: { options: 'a c d: f g: G: i l n o P: s: t: u: U: v w x', operands: 'words' },
  printenv: {
    read: (words) =>
      words.length === 1 && words.every(({ kind, text }) => kind === 'literal' && isPublic(text))
        ? { kind: 'reads', paths: [] }
        : { kind: 'unknown', why: 'the environment may hold secrets' },
  },
  'which type': { options: 'a f p P t s', operands: 'words', gentle: true },
  'id groups': {
    options: 'a g G n p r u Z z group groups name real user zero',
    operands: 'words',
    gentle: true,
  },
  uptime: { options: 'p s pretty since', operands: 'none' },
  free: { options: 'b c: g h k l m s: t w human total', operands: 'none' },
  'nproc lscpu lsblk': { options: 'a all ignore:', operands: 'none' },
  sleep: { operands: 'words' },
  seq: { options: '# f: s: w format: separator: equal-width', operands: 'words' },
  'tty cal': { options: '# 1 3 j m s y', operands: 'words' },
  exit: { read: onlyWords(/^\d+$/u) },
})
