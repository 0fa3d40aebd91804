import type { Tool } from '@harness/kernel'
import { editTool } from './files/edit.ts'
import { readFileTool } from './files/read-file.ts'
import { writeFileTool } from './files/write-file.ts'
import { globTool } from './search/glob.ts'
import { listTool } from './search/list.ts'
import type { SearchOptions } from './search/look-for.ts'
import { searchTool } from './search/search.ts'
import { finishTool } from './session/finish.ts'
import { todoSetTool } from './session/todo-set.ts'
import { shellTool, type ShellOptions } from './shell/shell.ts'

export interface CodingToolsOptions {
  search?: SearchOptions
  shell?: ShellOptions
}

/** The tools of a coding agent, in the order a model is shown them: the same options give the same schemas. */
export const codingTools = (options: CodingToolsOptions = {}): Tool[] => [
  readFileTool(),
  writeFileTool(),
  editTool(),
  listTool(options.search),
  globTool(options.search),
  searchTool(options.search),
  shellTool(options.shell),
  todoSetTool(),
  finishTool(),
]
