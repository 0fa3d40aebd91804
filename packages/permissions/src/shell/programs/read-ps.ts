import type { Word } from '../command.ts'
import type { Program, Use } from './program.ts'
import { useOf } from './use-of.ts'

const columns = /^(?!.*environ)/iu

const ps: Program = {
  options:
    'A C: a c d e f F G: g: H h j l L m M N o: O: p: s: t: T u: U: w x y Z columns: cols: forest format: no-headers headers pid: ppid: sort: user:',
  // Letters without a dash, as in `ps aux`: among them `e` shows the environment of everything that runs.
  script: { options: '', check: (letters) => /^[aflruvwx]+$/u.test(letters) },
  values: { u: /^[^e]*$/u, o: columns, O: columns, format: columns },
  operands: 'none',
}

/** How `ps` is used: where one letter is not of System V, it takes all of them for those without a dash. */
export function readPs(words: readonly Word[]): Use {
  const letters = words.map(({ text }) => text).filter((text) => /^-[^-]/u.test(text))
  const isMixed = letters.some((text) => !/^-[AaefFlLMHyjwop]+$/u.test(text))
  if (isMixed && letters.some((text) => text.includes('e')))
    return { kind: 'unknown', why: 'it may show the environment of what runs' }
  return useOf(ps, words)
}
