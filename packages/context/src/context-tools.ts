import type { Tool } from '@harness/kernel'
import { gitDiffTool } from './git/git-diff.ts'
import { gitLogTool } from './git/git-log.ts'
import { gitStatusTool } from './git/git-status.ts'
import { repoMapTool, type CodeToolOptions } from './map/repo-map-tool.ts'
import { contextPackTool } from './pack/context-pack-tool.ts'
import { SymbolIndex } from './symbols/symbol-index.ts'

/** All tools that tell of a repository. They only read; what one parsed the others know. */
export function contextTools({ listFiles, index = new SymbolIndex() }: CodeToolOptions): Tool[] {
  return [
    repoMapTool({ listFiles, index }),
    contextPackTool({ listFiles, index }),
    gitStatusTool(),
    gitDiffTool(),
    gitLogTool(),
  ]
}
