import type { Word } from '../command.ts'
import type { Program, Use } from './program.ts'
import { useOf } from './use-of.ts'

const config: Program = {
  options:
    'global system local worktree z null name-only type: bool int show-origin show-scope get get-all default:',
  only: 'get get-all',
  operands: 'words',
}

/** Keys whose values are no secrets: others may be headers and passwords. */
const open =
  /^(?:user\.(?:name|email)|(?:core|color|init|pull|push|fetch|merge|rebase|diff|log|status|branch|i18n|commit|tag)\..*|remote\..*\.(?:url|fetch)|submodule\..*\.(?:url|path))$/iu

/** How `git config` is used: everything at once has tokens among it, and so has what a person set for all repositories. */
export function readConfig(words: readonly Word[]): Use {
  const use = useOf(config, words)
  const key = words.findIndex(({ text }) => /^--get(?:-all)?$/u.test(text)) + 1
  if (use.kind === 'unknown') return use
  return key > 0 && open.test(words[key]?.text ?? '')
    ? use
    : { kind: 'unknown', why: 'it may show what is secret' }
}
