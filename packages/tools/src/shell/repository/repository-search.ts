// Invariant: whatever of a repository cannot be read or followed to its end is named as well.
import { readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { gitlinksOf, mayHaveGitlinks } from './gitlinks-of.ts'
import { namesProgram } from './names-program.ts'
import { readGitConfig, type GitSetting } from './read-git-config.ts'
import { isProgram, realOf, statOf } from './look-at.ts'
import { readPlain } from './read-plain.ts'

/** What is told of at most, and characters of each. */
const mostNamed = 5
const longest = 200
const mostRepositories = 200
const mebibyte = 1024 * 1024

/** Gathers what the repositories that it is shown name, and those within them. Format: gitrepository-layout(5). */
export class RepositorySearch {
  readonly found: string[] = []
  readonly #seen = new Set<string>()
  readonly #workspace: string

  constructor(workspace: string) {
    this.#workspace = workspace
  }

  /** A folder that may have a `.git`: a repository, or a file that says where it is. */
  worktree(folder: string): void {
    const own = join(folder, '.git')
    const stat = statOf(own)
    if (!stat) return
    if (stat.isDirectory()) return this.repository(own, folder)
    const text = readPlain(own, mebibyte)
    const [, named] = /^gitdir: ([^]*?)[\r\n]*$/u.exec(textOf(text)) ?? []
    if (named === undefined) this.#name(own, 'it cannot be read')
    else this.repository(resolve(folder, named), folder)
  }

  repository(folder: string, worktree = folder): void {
    const real = realOf(folder)
    const at = `${real}\n${realOf(worktree)}`
    if (real === undefined || this.#seen.has(at)) return
    this.#seen.add(at)
    if (this.#seen.size > mostRepositories) return this.#name(folder, 'too many repositories')
    const shared = textOf(readPlain(join(real, 'commondir'), mebibyte)).replace(/[\r\n]+$/u, '')
    const common = resolve(real, shared)
    const settings = [join(common, 'config'), join(real, 'config.worktree')].map((file) => ({
      file,
      settings: this.#settings(file),
    }))
    const all = settings.flatMap((one) => one.settings)
    const checkout = {
      isItself: (path: string) => realOf(resolve(real, path)) === realOf(worktree),
      fetches: all.some(({ key }) =>
        /^(?:remote\..*\.promisor|extensions\.partialclone)$/su.test(key),
      ),
    }
    for (const one of settings) {
      for (const setting of one.settings) {
        if (namesProgram(setting, checkout)) this.#name(one.file, setting.key)
      }
    }
    const from = [worktree, real, common]
    for (const { key, value } of all) if (key === 'core.hookspath') this.#moved(value, from)
    this.#hooks([join(common, 'hooks')])
    this.#within(real, worktree, all)
  }

  #settings(file: string): GitSetting[] {
    const text = readPlain(file, mebibyte)
    if (text === undefined) return []
    const settings = text === 'strange' ? undefined : readGitConfig(text.toString('utf8'))
    if (!settings) this.#name(file, 'it cannot be read')
    return settings ?? []
  }

  /** Hooks that stand elsewhere. */
  #moved(value: string, from: readonly string[]): void {
    const path = value.replace(/^~(?=\/|$)/u, homedir())
    // The home of somebody, or bytes that are no text.
    if (/^~|\ufffd/u.test(path)) this.#name(join(from.at(-1) ?? '', 'config'), 'core.hookspath')
    else this.#hooks(from.map((folder) => resolve(folder, path)))
  }

  /** The one hook that looking may run: it is told that what git knows of the files is written anew. */
  #hooks(folders: readonly string[]): void {
    for (const folder of new Set(folders)) {
      const hook = join(folder, 'post-index-change')
      if (isProgram(hook)) this.#name(hook)
    }
  }

  /** Repositories that stand in the work tree of this one: git looks into them too. */
  #within(folder: string, worktree: string, settings: readonly GitSetting[]): void {
    const isLong = settings.some(
      ({ key, value }) => key === 'extensions.objectformat' && value === 'sha256',
    )
    for (const name of readdirSync(folder)) {
      if (name !== 'index' && !name.startsWith('sharedindex.')) continue
      const path = join(folder, name)
      const index = readPlain(path, 256 * mebibyte)
      if (index === undefined || (index !== 'strange' && !mayHaveGitlinks(index))) continue
      const links = index === 'strange' ? undefined : gitlinksOf(index, isLong ? 32 : 20)
      // What differs from a shared index has names that are only half there.
      if (!links || name !== 'index') this.#name(path, 'repositories within')
      for (const link of links ?? []) this.worktree(join(worktree, link))
    }
  }

  #name(file: string, key?: string): void {
    const inside = relative(this.#workspace, file)
    const shown = inside.startsWith('..') || isAbsolute(inside) ? file : inside
    const text = (key === undefined ? shown : `${shown}: ${key}`).slice(0, longest)
    if (this.found.length < mostNamed && !this.found.includes(text)) this.found.push(text)
  }
}

const textOf = (bytes: Buffer | 'strange' | undefined): string =>
  bytes instanceof Buffer ? bytes.toString('utf8') : ''
