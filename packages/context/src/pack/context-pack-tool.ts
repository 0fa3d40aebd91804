import { z } from 'zod'
import { defineTool, done, failed, type Tool } from '@harness/kernel'
import { openPlace, preparePlace } from '../files/place.ts'
import type { CodeToolOptions } from '../map/repo-map-tool.ts'
import { termsOf } from '../query/terms-of.ts'
import { SymbolIndex } from '../symbols/symbol-index.ts'
import { contextPack } from './context-pack.ts'

const Input = z.object({
  query: z.string(),
  chars: z.int().min(1000).max(24_000).optional(),
})

/** What the workspace has on a question: files, their definitions and their best lines. */
export const contextPackTool = ({ listFiles, index = new SymbolIndex() }: CodeToolOptions): Tool =>
  defineTool({
    name: 'context_pack',
    description: 'The files and excerpts most relevant to a question or names.',
    input: Input,
    effect: 'pure',
    prepare: (_, context) => preparePlace('.', context),
    async run({ query, chars = 12_000 }, prepared, { workspace, signal }) {
      if (termsOf(query).length === 0) {
        return failed('no_terms', 'Its words are too common. Name what the code would name.')
      }
      const place = await openPlace('.', prepared, { workspace, listFiles })
      if (!place) return failed('stale', 'The workspace leads elsewhere now. Call again.')
      const pack = await contextPack({ ...place, index, signal, query, chars })
      return done(pack.text)
    },
  })
