import type { Tool } from '@harness/kernel'
import { editTool } from './files/edit.ts'
import { multiEditTool } from './files/multi-edit.ts'
import { readFileTool } from './files/read-file.ts'
import { writeFileTool } from './files/write-file.ts'
import { applyPatchTool } from './patch/apply-patch.ts'
import { globTool } from './search/glob.ts'
import { listTool } from './search/list.ts'
import type { SearchOptions } from './search/look-for.ts'
import { searchTool } from './search/search.ts'
import { askUserTool } from './session/ask-user.ts'
import { finishTool } from './session/finish.ts'
import { todoListTool } from './session/todo-list.ts'
import { todoSetTool } from './session/todo-set.ts'
import { shellTool, type ShellOptions } from './shell/shell.ts'
import { subagentTool, type SubagentOptions } from './subagent/subagent.ts'
import { taskCancelTool } from './tasks/task-cancel.ts'
import { taskListTool } from './tasks/task-list.ts'
import { taskReadTool } from './tasks/task-read.ts'
import { taskWaitTool } from './tasks/task-wait.ts'
import type { FetchOptions } from './web/fetch-page.ts'
import { webFetchTool } from './web/web-fetch.ts'

export interface CodingToolsOptions {
  search?: SearchOptions
  shell?: ShellOptions
  web?: FetchOptions
  /** Without it there is no tool `subagent`. */
  subagents?: SubagentOptions
}

/** The tools of a coding agent, in the order a model is shown them: the same options give the same schemas. */
export const codingTools = (options: CodingToolsOptions = {}): Tool[] => [
  readFileTool(),
  writeFileTool(),
  editTool(),
  multiEditTool(),
  applyPatchTool(),
  listTool(options.search),
  globTool(options.search),
  searchTool(options.search),
  shellTool(options.shell),
  taskListTool(),
  taskReadTool(),
  taskWaitTool(),
  taskCancelTool(),
  ...(options.subagents ? [subagentTool(options.subagents)] : []),
  webFetchTool(options.web),
  todoSetTool(),
  todoListTool(),
  askUserTool(),
  finishTool(),
]
