import { createRequire } from 'node:module'
import type { Language as Grammar, Parser, Query } from '@vscode/tree-sitter-wasm'
import type { Language } from './language.ts'

/** What a file of one language is read with. */
export interface LoadedGrammar {
  /** One for all languages: it is set to the grammar before each use, with no wait in between. */
  parser: Parser
  grammar: Grammar
  query: Query
  /** Of the language. */
  hidden: Language['hidden']
}

interface Loader {
  parser: Parser
  load(language: Language): Promise<LoadedGrammar>
}

// WebAssembly that was loaded stays: there is one runtime and one of each grammar in a process.
let loader: Promise<Loader> | undefined
const grammars = new Map<Language, Promise<LoadedGrammar>>()

/** Loads what a language needs, at its first file. Rejects when the grammar's file is not where npm puts it. */
export async function loadGrammar(language: Language): Promise<LoadedGrammar> {
  loader ??= openLoader()
  const { load } = await loader
  const loaded = grammars.get(language) ?? load(language)
  grammars.set(language, loaded)
  return loaded
}

async function openLoader(): Promise<Loader> {
  const { default: sitter } = await import('@vscode/tree-sitter-wasm')
  const { resolve } = createRequire(import.meta.url)
  await sitter.Parser.init()
  const parser = new sitter.Parser()
  return {
    parser,
    async load({ grammar: name, query, hidden }) {
      const file = resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`)
      const grammar = await sitter.Language.load(file)
      return { parser, grammar, query: new sitter.Query(grammar, query), hidden }
    },
  }
}
