import { visitorKeys, type Node } from 'oxc-parser'

/** Visits every node of a syntax tree, parents before children. */
export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node)
  for (const key of visitorKeys[node.type] ?? []) {
    const held: unknown = Reflect.get(node, key)
    for (const child of Array.isArray(held) ? held : [held]) {
      if (isNode(child)) walk(child, visit)
    }
  }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
