// At most once: a post is one file under a name that its id decides, and stays until its id stands in the log.
import { join } from 'node:path'
import type { Inbox, Post } from '../../../ports/sessions.ts'
import { readWhole } from '../disk/read-whole.ts'
import type { Home } from '../home.ts'
import { parseJson } from '../log/parse-json.ts'
import { sessionPaths } from '../session-paths.ts'
import { Changes } from '../watch/changes.ts'
import { postSuffix, StoredPost } from './stored-post.ts'

/** The posts to a session, for its holder. */
export class FileInbox implements Inbox {
  readonly #home: Home
  readonly #session: string
  readonly #folder: string
  readonly #torn: string
  #changes: Changes | undefined
  #seen: ReadonlySet<string> = new Set()

  constructor(home: Home, session: string) {
    const { posts, torn } = sessionPaths(home.root, session)
    this.#home = home
    this.#session = session
    this.#folder = posts
    this.#torn = torn
  }

  async pending(): Promise<Post[]> {
    const names = await this.#names()
    this.#seen = new Set(names)
    const posts = new Map<string, Post>()
    for (const name of names) {
      const post = await this.#read(name)
      if (post && !posts.has(post.id)) posts.set(post.id, post)
    }
    return [...posts.values()]
  }

  async remove(id: string): Promise<void> {
    for (const name of await this.#names()) {
      if (name.endsWith(postSuffix(id))) await this.#home.disk.remove(join(this.#folder, name))
    }
  }

  async changed(signal: AbortSignal): Promise<void> {
    if (!this.#changes) {
      await this.#home.disk.makeFolder(this.#folder)
      this.#changes ??= new Changes(this.#home.disk, this.#folder)
    }
    const arrived = async () => (await this.#names()).some((name) => !this.#seen.has(name))
    await this.#changes.until(arrived, signal)
  }

  /** Stops watching. */
  close(): void {
    this.#changes?.close()
  }

  async #names(): Promise<string[]> {
    const names = await this.#home.disk.list(this.#folder)
    return names.filter((name) => name.endsWith('.json')).toSorted()
  }

  async #read(name: string): Promise<Post | undefined> {
    const bytes = await readWhole(this.#home.disk, join(this.#folder, name))
    if (!bytes) return undefined
    const { data: post } = StoredPost.safeParse(parseJson(bytes.toString()))
    if (post && name.endsWith(postSuffix(post.id))) return post
    await this.#setAside(name)
    return undefined
  }

  /** What cannot be read must not stand in the way of what can. */
  async #setAside(name: string): Promise<void> {
    const kept = join(this.#torn, `post-${name}`)
    await this.#home.disk.makeFolder(this.#torn)
    await this.#home.disk.rename(join(this.#folder, name), kept)
    this.#home.repaired({ kind: 'bad-post', session: this.#session, kept })
  }
}
