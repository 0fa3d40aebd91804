import { homedir } from 'node:os'
import { isAbsolute, sep } from 'node:path'
import type { Check } from './check.ts'
import type { Ground } from './ground.ts'
import { shellWord } from './shell-word.ts'

/** Whether the home is where it was meant to be. Of its state says `checkHome`. */
export function checkHomePlace({ options, env, home, folder }: Ground): Check[] {
  const named = options.home ?? env['HARNESS_HOME'] ?? ''
  const warn = (found: string, fix: string): Check[] => [
    { name: 'home', status: 'warn', found, fix },
  ]
  if (named.startsWith('~')) {
    const fix = 'write $HOME in its place: a ~ in quotes stays as it is'
    return warn(`HARNESS_HOME begins with ~, which is a folder of that name: ${home}`, fix)
  }
  if (named !== '' && !isAbsolute(named)) {
    const fix = `set it to a whole path: HARNESS_HOME=${shellWord(home)}`
    return warn(
      `HARNESS_HOME is relative: each folder that you start in has a home of its own`,
      fix,
    )
  }
  if (named === '' && !isAbsolute(homedir())) {
    const fix = 'set HOME to your own folder, or HARNESS_HOME to one for sessions'
    return warn(`HOME is empty: the home is ${home}, below the folder that you start in`, fix)
  }
  if (typeof folder === 'string' && home.startsWith(folder === sep ? sep : folder + sep)) {
    // Below one's own home everything has its home: that is said of the folder.
    if (folder === homedir() || folder === sep) return []
    const fix = 'set HARNESS_HOME to a folder elsewhere, or to nothing for ~/.harness'
    return warn(
      `${home} is within the folder that is worked in: it would be searched, and committed`,
      fix,
    )
  }
  return []
}
