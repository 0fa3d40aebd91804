import { existsSync } from 'node:fs'
import { dirname, isAbsolute, join } from 'node:path'

import type { Node } from 'oxc-parser'

import { readDeclarationFile, type DeclarationFile, type Source } from './declaration-file.ts'
import { walk } from './walk.ts'

/** Where a type or value is really declared: a declaration file, or the name of a package. */
export interface Place {
  file: string
  name: string
}

export interface Declaration {
  text: string
  /** Every name its text mentions, declared here or elsewhere. */
  mentions: Place[]
}

/** Follows names through the declaration files of one package. */
export class Declarations {
  readonly #files = new Map<string, DeclarationFile>()

  exportsOf(file: string): Map<string, Place> {
    const { exported, stars } = this.#read(file)
    const found = new Map<string, Place>()
    for (const from of stars) {
      if (isForeign(from)) found.set(`* from ${from}`, { file: from, name: '*' })
      else for (const [name, place] of this.exportsOf(beside(file, from))) found.set(name, place)
    }
    for (const name of exported.keys()) {
      const place = this.#exported(file, name)
      if (place) found.set(name, place)
    }
    return found
  }

  declarationOf({ file, name }: Place): Declaration {
    if (isForeign(file)) return { text: `export { ${name} } from '${file}'`, mentions: [] }
    const { local, text } = this.#read(file)
    const nodes = local.get(name) ?? []
    return {
      text: nodes.map((node) => bare(text, node)).join('\n'),
      mentions: nodes.flatMap((node) => this.#mentions(file, node)),
    }
  }

  #mentions(file: string, root: Node): Place[] {
    const found: Place[] = []
    walk(root, (node) => {
      if (node.type === 'Identifier') {
        const place = this.#settle(file, node.name)
        if (place && !isForeign(place.file)) found.push(place)
      } else if (node.type === 'TSImportType') {
        const first = node.qualifier && leftmost(node.qualifier)
        const place = first && this.#follow(file, { from: node.source.value, name: first })
        if (place && !isForeign(place.file)) found.push(place)
      }
    })
    return found
  }

  /** What a name means inside a file; `undefined` when the language declares it. */
  #settle(file: string, name: string): Place | undefined {
    const { local, imported } = this.#read(file)
    if (local.has(name)) return { file, name }
    const source = imported.get(name)
    return source && this.#follow(file, source)
  }

  #follow(file: string, { from, name }: Source): Place | undefined {
    return isForeign(from) ? { file: from, name } : this.#exported(beside(file, from), name)
  }

  #exported(file: string, name: string): Place | undefined {
    const { exported, stars } = this.#read(file)
    const source = exported.get(name)
    if (typeof source === 'string') return this.#settle(file, source)
    if (source) return this.#follow(file, source)
    const own = stars.filter((from) => !isForeign(from))
    return own.map((from) => this.#exported(beside(file, from), name)).find(Boolean)
  }

  #read(file: string): DeclarationFile {
    const known = this.#files.get(file)
    if (known) return known
    const read = readDeclarationFile(file)
    this.#files.set(file, read)
    return read
  }
}

/** A package, as opposed to a file beside this one. */
const isForeign = (from: string) => !from.startsWith('.') && !isAbsolute(from)

const leftmost = (node: Node): string | undefined =>
  node.type === 'TSQualifiedName'
    ? leftmost(node.left)
    : node.type === 'Identifier'
      ? node.name
      : undefined

/** The text of a statement without comments, which are no part of the contract a compiler sees. */
const bare = (text: string, node: Node) =>
  text
    .slice(node.start, node.end)
    .replace(/^[ \t]*\/\*\*[\s\S]*?\*\/\n/gm, '')
    .replace(/^export /, '')

function beside(file: string, from: string): string {
  const path = join(dirname(file), from).replace(/(\.d)?\.[jt]s$/, '.d.ts')
  if (!existsSync(path)) throw new Error(`${file} imports ${from}, which has no declarations`)
  return path
}
