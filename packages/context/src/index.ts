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

// Makes a conversation shorter when it fills the model's window.
export { compactor, type CompactorOptions } from './compaction/compactor.ts'

// What people wrote for agents, in files: it is read, bounded, and never run.
export { type Fault } from './files/fault.ts'
export { type SourceFolder } from './files/source-folder.ts'

// Roles of subagents.
export { readRoles, type RoleFolder, type Roles } from './roles/read-roles.ts'
export { type Role } from './roles/role.ts'

// Instructions for every session: AGENTS.md and what stands for it.
export { type InstructionDocument } from './instructions/instruction-document.ts'
export {
  readInstructions,
  type InstructionOptions,
  type Instructions,
} from './instructions/read-instructions.ts'
export { type InstructionGlob } from './instructions/find-globbed.ts'
export { writeInstructions } from './instructions/write-instructions.ts'

// Skills: read, listed for a model, loaded by it, checked for a person.
export { type Skill } from './skills/skill.ts'
export { readSkills, type Skills } from './skills/read-skills.ts'
export { writeSkillList } from './skills/write-skill-list.ts'
export { skillTool } from './skills/skill-tool.ts'
export { validateSkill } from './skills/validate-skill.ts'
export { validateSkillFolder } from './skills/validate-skill-folder.ts'

// Commands of a person's own, expanded to prompts.
export { type Command } from './commands/command.ts'
export { readCommands, type Commands } from './commands/read-commands.ts'
export { expandCommand } from './commands/expand-command.ts'
export { splitArguments } from './commands/split-arguments.ts'

// What a configuration says of all this.
export { ContextSettings } from './context-settings.ts'
