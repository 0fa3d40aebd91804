import { shownPath } from '../shown-path.ts'

/** The command that goes on with a run, as a person would type it: what was typed, with the folder it was given. */
export function resumeLine(args: readonly string[], folder: string): string {
  const kept: string[] = []
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? ''
    if (word === '--output' || word === '--resume') at += 1
    else if (!/^--(?:output|resume)=/u.test(word)) kept.push(word)
  }
  const words = ['harness', 'eval', 'run', ...kept, '--resume', shownPath(folder)]
  return words.map(quoted).join(' ')
}

const quoted = (word: string): string =>
  /^[\w./:=,@%+~-]+$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
