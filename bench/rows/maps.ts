import { cp, glob } from 'node:fs/promises'
import { join } from 'node:path'
import { contextPackTool, repoMapTool, SymbolIndex } from '../built/context.ts'
import { listFiles, searchTool } from '../built/tools.ts'
import { useTool } from '../loops/use-tool.ts'
import { wallOf } from '../measure/cpu-clock.ts'
import { median } from '../measure/median.ts'
import { temporaryFolder } from '../measure/temporary-folder.ts'
import type { Benchmark } from '../report/row.ts'

/** The packages of this workspace that ship their sources: some thousand files of real code. */
const packages = join(import.meta.dirname, '../../node_modules/.pnpm')

/** What a model is told of a large tree, against one search through it. */
export const mapsBenchmark: Benchmark = {
  name: 'maps',
  about: 'the map of a large tree and what a question needs of it, against a search',
  async run() {
    await using folder = await temporaryFolder()
    const tree = folder.path
    for await (const source of glob('*/node_modules/{*,@*/*}/src', { cwd: packages })) {
      await cp(join(packages, source), join(tree, source), { recursive: true })
    }
    const index = new SymbolIndex()
    const map = repoMapTool({ listFiles, index })
    const pack = contextPackTool({ listFiles, index })
    const often = async (work: () => Promise<unknown>) =>
      median([await wallOf(work), await wallOf(work), await wallOf(work)])
    const first = await wallOf(() => useTool(map, {}, tree))
    const again = await often(() => useTool(map, {}, tree))
    const packed = await often(() => useTool(pack, { query: 'how are retries delayed' }, tree))
    const searched = await often(() => useTool(searchTool(), { pattern: 'retry' }, tree))
    const baseline = { what: 'a search', value: searched }
    return [
      { what: 'first map of a large tree', unit: 'ms', ours: first, baseline },
      { what: 'the same map again', unit: 'ms', ours: again, baseline },
      { what: 'what a question needs of it', unit: 'ms', ours: packed, baseline },
    ]
  },
}
