import { programs } from './program.ts'

/** What says something of the machine, the user or the environment. */
export const system = programs({
  whoami: { operands: 'none' },
  hostname: { options: 'a A d f i I s', most: 0 },
  uname: {
    options: 'a i m n o p r s v all kernel-name machine nodename operating-system processor',
    operands: 'none',
  },
  arch: { operands: 'none', most: 0 },
  date: { options: '+ d: I? j R u date: iso-8601? rfc-3339: rfc-email universal utc', most: 0 },
  ps: {
    options:
      'A C: a c d e f F G: g: H h j l L M m N o: O: p: s: t: T u: U: w x y Z columns: cols: forest format: no-headers headers pid: ppid: sort: user:',
    // Without a dash, `e` shows the environment of everything that runs.
    operands: 'none',
    gentle: true,
  },
  pgrep: { options: 'a c d: f g: G: i l n o P: s: t: u: U: v w x', operands: 'words' },
  printenv: { options: '0 null', operands: 'words', gentle: true },
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
  exit: { options: '', operands: 'words', most: 1 },
})
