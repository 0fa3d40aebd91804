// git, without running anything of a repository.
export { runGit, type GitOptions, type GitResult } from './git/run-git.ts'
