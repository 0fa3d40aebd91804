import { readFileSync } from 'node:fs'

import { parseSync, type Node } from 'oxc-parser'

export interface Source {
  from: string
  name: string
}

/** One `.d.ts` as `tsc` writes it: what it declares, imports and exports, by name. */
export interface DeclarationFile {
  local: Map<string, Node[]>
  imported: Map<string, Source>
  exported: Map<string, Source | string>
  stars: string[]
  text: string
}

export function readDeclarationFile(path: string): DeclarationFile {
  const text = readFileSync(path, 'utf8')
  const file = emptyFile(text)
  for (const node of parseSync(path, text).program.body) collect(file, node)
  return file
}

const emptyFile = (text: string): DeclarationFile => ({
  local: new Map(),
  imported: new Map(),
  exported: new Map(),
  stars: [],
  text,
})

function collect(into: DeclarationFile, node: Node): void {
  if (node.type === 'ImportDeclaration') {
    for (const each of node.specifiers) {
      const name = each.type === 'ImportSpecifier' ? nameOf(each.imported) : '*'
      into.imported.set(each.local.name, { from: node.source.value, name })
    }
  } else if (node.type === 'ExportAllDeclaration') {
    into.stars.push(node.source.value)
  } else if (node.type === 'ExportNamedDeclaration') {
    for (const each of node.specifiers) {
      const name = nameOf(each.local)
      into.exported.set(
        nameOf(each.exported),
        node.source ? { from: node.source.value, name } : name,
      )
    }
    if (node.declaration) declare(into, node, node.declaration, true)
  } else {
    declare(into, node, node, false)
  }
}

function declare(into: DeclarationFile, whole: Node, node: Node, isExported: boolean): void {
  for (const name of declaredNames(node)) {
    into.local.set(name, [...(into.local.get(name) ?? []), whole])
    if (isExported) into.exported.set(name, name)
  }
}

function declaredNames(node: Node): string[] {
  if (node.type === 'VariableDeclaration') {
    return node.declarations.flatMap(({ id }) => (id.type === 'Identifier' ? [id.name] : []))
  }
  return 'id' in node && node.id && 'name' in node.id && typeof node.id.name === 'string'
    ? [node.id.name]
    : []
}

const nameOf = (node: { type: string; name?: unknown; value?: unknown }) =>
  String(node.name ?? node.value)
