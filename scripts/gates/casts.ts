import type { Comment, Node } from 'oxc-parser'

import { runAlone, type Gate } from './gate.ts'
import { ships, sourceModules, type SourceModule } from './source-modules.ts'
import { walk } from './walk.ts'

/** Escapes from the type system and the linter. */
export const casts: Gate = {
  name: 'casts',
  run(top) {
    const modules = sourceModules(top)
    const problems = modules.flatMap((module) => escapesOf(module))
    if (modules.length === 0) problems.push('no modules were found')
    return { seen: `${modules.length} modules`, problems }
  },
}

function escapesOf(module: SourceModule): string[] {
  const found: string[] = []
  const add = (offset: number, what: string) =>
    found.push(`${module.path}:${module.lineAt(offset)} ${what}`)
  for (const comment of module.comments) {
    const escape = escapeIn(comment)
    if (escape) add(comment.start, `silences a checker with ${escape}`)
  }
  if (!ships(module.path)) return found
  walk(module.program, (node) => {
    const escape = escapeOf(node)
    if (escape) add(node.start, escape)
  })
  return found
}

const escapeIn = ({ value }: Comment) =>
  /@ts-(ignore|expect-error|nocheck)|\b(oxlint|eslint)-disable[\w-]*|\b(biome|prettier|oxfmt)-ignore[\w-]*/.exec(
    value,
  )?.[0]

function escapeOf(node: Node): string | undefined {
  switch (node.type) {
    case 'TSAnyKeyword':
      return 'says `any`; say `unknown` and parse'
    case 'TSNonNullExpression':
      return 'asserts with `!`; handle the absence'
    case 'TSTypeAssertion':
      return 'casts; parse or narrow'
    case 'TSAsExpression':
      return isConst(node.typeAnnotation) ? undefined : 'casts with `as`; parse or narrow'
    case 'VariableDeclarator':
    case 'PropertyDefinition':
      return node.definite ? 'asserts assignment with `!`; initialise it' : undefined
    case 'CatchClause':
      return node.body.body.length === 0
        ? 'has an empty catch; decide what the failure means'
        : undefined
    case 'CallExpression':
      return swallows(node) ? 'swallows a rejection; decide what the failure means' : undefined
    default:
      return undefined
  }
}

const isConst = (type: Node) =>
  type.type === 'TSTypeReference' &&
  type.typeName.type === 'Identifier' &&
  type.typeName.name === 'const'

function swallows({ callee, arguments: [handler] }: Extract<Node, { type: 'CallExpression' }>) {
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return false
  if (callee.property.name !== 'catch' || !handler) return false
  const isFunction =
    handler.type === 'ArrowFunctionExpression' || handler.type === 'FunctionExpression'
  return isFunction && handler.body?.type === 'BlockStatement' && handler.body.body.length === 0
}

if (import.meta.main) await runAlone(casts)
