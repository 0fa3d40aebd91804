import { execFileSync } from 'node:child_process'
import { workshop, type Workshop } from './workshop.ts'

export interface Repository extends Workshop {
  /** git as a person runs it: with all that the repository names. Answers what it wrote, whatever its exit code. */
  git(...args: string[]): string
}

/** A repository with one commit: `a.txt` with `one`. */
export function repository(): Repository {
  const shop = workshop()
  const git = (...args: string[]): string => {
    const own = [
      '-c',
      'user.name=A',
      '-c',
      'user.email=a@example.org',
      '-c',
      'commit.gpgSign=false',
    ]
    const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' }
    try {
      const options = { cwd: shop.folder, env, encoding: 'utf8', stdio: 'pipe' } as const
      return execFileSync('git', [...own, ...args], options)
    } catch (error) {
      if (error instanceof Error && 'stdout' in error) return String(error.stdout)
      throw error
    }
  }
  git('init', '--quiet', '--initial-branch=main')
  shop.write('a.txt', 'one\n')
  git('add', '.')
  git('commit', '--quiet', '--message=first')
  return { ...shop, git }
}
