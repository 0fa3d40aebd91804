// The whole set, and each tool alone for those who choose.
export { codingTools, type CodingToolsOptions } from './coding-tools.ts'
export { editTool } from './files/edit.ts'
export { multiEditTool } from './files/multi-edit.ts'
export { readFileTool } from './files/read-file.ts'
export { writeFileTool } from './files/write-file.ts'
export { applyPatchTool } from './patch/apply-patch.ts'
export { globTool } from './search/glob.ts'
export { listTool } from './search/list.ts'
export { listFiles } from './search/list-files.ts'
export { type SearchOptions } from './search/look-for.ts'
export { findRipgrep } from './search/ripgrep.ts'
export { searchTool } from './search/search.ts'
export { askUserTool } from './session/ask-user.ts'
export { finishTool } from './session/finish.ts'
export { todoListTool } from './session/todo-list.ts'
export { todoSetTool } from './session/todo-set.ts'
export { shellTool, type ShellOptions } from './shell/shell.ts'
export { subagentTool, type SubagentOptions, type SubagentRole } from './subagent/subagent.ts'
export { taskCancelTool } from './tasks/task-cancel.ts'
export { taskListTool } from './tasks/task-list.ts'
export { taskReadTool } from './tasks/task-read.ts'
export { taskWaitTool } from './tasks/task-wait.ts'
export { webFetchTool } from './web/web-fetch.ts'
export { type FetchOptions } from './web/fetch-page.ts'
export { type EnvironmentOptions } from './shell/command-environment.ts'

// Where a path of a model's leads, as rules write it.
export { resolvePath, type Place } from './files/resolve-path.ts'
export { type Fault } from './files/fault.ts'

// Taking changes back.
export { loadFile, type LoadedFile } from './files/load-file.ts'
export { missingFolder } from './files/missing-folder.ts'
export { discardStaged } from './files/staged-write.ts'
export { putBack, type FileToPutBack, type PuttingBack } from './files/put-back.ts'

// What a configuration says of them.
export { ToolSettings } from './tool-settings.ts'
