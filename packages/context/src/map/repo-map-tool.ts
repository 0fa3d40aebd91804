import { z } from 'zod'
import { defineTool, done, failed, type Tool } from '@harness/kernel'
import type { ListFiles } from '../files/list-files.ts'
import { openPlace, preparePlace } from '../files/place.ts'
import { SymbolIndex } from '../symbols/symbol-index.ts'
import { repoMap } from './repo-map.ts'

export interface CodeToolOptions {
  listFiles: ListFiles
  /** What several tools share, so that a file is parsed once; default: one of its own. */
  index?: SymbolIndex
}

const Input = z.object({
  path: z.string().optional(),
  query: z.string().optional().describe('what it is for'),
  chars: z.int().min(500).max(24_000).optional(),
})

/** The most important files of a folder and their main symbols. */
export const repoMapTool = ({ listFiles, index = new SymbolIndex() }: CodeToolOptions): Tool =>
  defineTool({
    name: 'repo_map',
    description: 'Main symbols of the code, ranked.',
    input: Input,
    effect: 'pure',
    prepare: ({ path = '.' }, context) => preparePlace(path, context),
    async run({ path = '.', query = '', chars = 8000 }, prepared, { workspace, signal }) {
      const place = await openPlace(path, prepared, { workspace, listFiles })
      if (!place) return failed('stale', `${path} leads elsewhere now. Call again.`)
      const map = await repoMap({ ...place, index, signal, query, chars })
      if (map.files.all > 0) return done(map.text)
      return failed('no_code', `There is no code in ${path} that could be mapped. List it.`)
    },
  })
