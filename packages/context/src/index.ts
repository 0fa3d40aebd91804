// The whole set, and each tool alone for those who choose.
export { contextTools } from './context-tools.ts'
export { gitDiffTool } from './git/git-diff.ts'
export { gitLogTool } from './git/git-log.ts'
export { gitStatusTool } from './git/git-status.ts'
export { repoMapTool, type CodeToolOptions } from './map/repo-map-tool.ts'
export { contextPackTool } from './pack/context-pack-tool.ts'

// What stands behind them, for programs.
export { type ListFiles } from './files/list-files.ts'
export { repoMap, type RepoMap, type RepoMapOptions } from './map/repo-map.ts'
export { contextPack, type ContextPack, type ContextPackOptions } from './pack/context-pack.ts'
export { SymbolIndex } from './symbols/symbol-index.ts'

// git, without running anything of a repository.
export { runGit, type GitOptions, type GitResult } from './git/run-git.ts'

// Roles of subagents, from files.
export { readRoles, type RoleFolder, type Roles } from './roles/read-roles.ts'
export { type Role, type RoleFault } from './roles/role.ts'
