import type { MentionGraph } from './mention-graph.ts'

export interface Ranks {
  /** By file; together 1. */
  files: Float64Array
  /** How much rank comes to a file by each name, by the name's hash. */
  byName: Map<number, number>[]
}

const rounds = 30

/**
 * PageRank (Page, Brin 1998) over files: important is what important files mention. `start` says where a reader begins,
 * and so what weighs more; together 1; `damping`, how far one goes from there. The same input gives the same numbers, as the order of sums is fixed.
 */
export function rankFiles(graph: MentionGraph, start: Float64Array, damping = 0.85): Ranks {
  const { from, to, name } = graph
  const shares = sharesOf(graph, start.length)
  let files = start
  for (let round = 0; round < rounds; round += 1)
    files = step(graph, shares, { files, start, damping })
  const byName = Array.from(start, () => new Map<number, number>())
  shares.forEach((share, edge) => {
    const flow = (files[from[edge] ?? 0] ?? 0) * share
    const names = byName[to[edge] ?? 0]
    const hash = name[edge] ?? 0
    names?.set(hash, (names.get(hash) ?? 0) + flow)
  })
  return { files, byName }
}

/**
 * Of a file's rank, the share that goes along each edge. A file that mentions less than the average gives the less, or
 * two that mention only each other would keep all that comes to them.
 */
function sharesOf({ from, weight }: MentionGraph, count: number): Float64Array {
  const given = new Float64Array(count)
  from.forEach((file, edge) => (given[file] = (given[file] ?? 0) + (weight[edge] ?? 0)))
  const average = weight.reduce((sum, one) => sum + one, 0) / (count || 1)
  return Float64Array.from(weight, (one, edge) => one / ((given[from[edge] ?? 0] ?? 0) + average))
}

function step(
  { from, to }: MentionGraph,
  shares: Float64Array,
  { files, start, damping }: { files: Float64Array; start: Float64Array; damping: number },
): Float64Array {
  const next = new Float64Array(files.length)
  shares.forEach((share, edge) => {
    const target = to[edge] ?? 0
    next[target] = (next[target] ?? 0) + damping * (files[from[edge] ?? 0] ?? 0) * share
  })
  // What files without a mention of others keep goes back to where a reader begins.
  const rest = 1 - next.reduce((sum, rank) => sum + rank, 0)
  return next.map((rank, file) => rank + rest * (start[file] ?? 0))
}
