import type { SourceModule } from './source-modules.ts'
import { walk } from './walk.ts'

export interface Import {
  /** `undefined` when it is computed at run time. */
  specifier: string | undefined
  line: number
}

/** Everything a module asks for: static, dynamic, re-exported, type-only and by triple slash. */
export function importsOf(module: SourceModule): Import[] {
  const found: Import[] = []
  const add = (source: unknown, offset: number) => {
    const value = typeof source === 'object' && source && 'value' in source ? source.value : source
    const specifier = typeof value === 'string' ? value : undefined
    found.push({ specifier, line: module.lineAt(offset) })
  }
  walk(module.program, (node) => {
    if (node.type === 'ImportDeclaration' || node.type === 'ExportAllDeclaration') {
      add(node.source, node.start)
    } else if (node.type === 'ExportNamedDeclaration' && node.source) {
      add(node.source, node.start)
    } else if (node.type === 'ImportExpression' || node.type === 'TSImportType') {
      add(node.source, node.start)
    } else if (node.type === 'TSExternalModuleReference') {
      add(node.expression, node.start)
    } else if (node.type === 'CallExpression' && isRequire(node.callee)) {
      add(node.arguments[0], node.start)
    }
  })
  for (const comment of module.comments) {
    const reference = /^\/\s*<reference\s+(?:types|path)="([^"]+)"/.exec(comment.value)
    if (reference) add(reference[1] === 'node' ? 'node:globals' : reference[1], comment.start)
  }
  return found
}

const isRequire = (callee: { type: string; name?: unknown }) =>
  callee.type === 'Identifier' && callee.name === 'require'
