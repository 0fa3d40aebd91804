// Rules as data, and the decision over them.
export { modes, isMode, type Mode } from './modes.ts'
export { parseRule } from './parse-rule.ts'
export { PermissionsError, type PermissionsErrorCode } from './permissions-error.ts'
export { rulePolicy } from './rule-policy.ts'
export {
  explainDecision,
  type ExplainedPart,
  type Explanation,
  type SpokenRule,
} from './explain-decision.ts'
export { isSecret } from './shell/is-secret.ts'

// What a configuration says of them.
export { PermissionSettings, settingRules } from './permission-settings.ts'
export { matchTool } from './match-tool.ts'

// Programs and functions of a person's own that are told what happens, and may have a say in it.
export { commandHook, type CommandHookOptions } from './hooks/command-hook.ts'
export { type Hook, type HookRun } from './hooks/hook.ts'
export { type HookInput } from './hooks/hook-input.ts'
export { HookOutput } from './hooks/hook-output.ts'
export { hooksOf, type HooksOptions } from './hooks/hooks-of.ts'
export { HookSettings, settingHooks } from './hooks/hook-settings.ts'

// The wall around commands. It knows nothing of rules, and no rule lifts it.
export { bubblewrapArguments, type Bubblewrap } from './sandbox/bubblewrap-arguments.ts'
export { findSandbox, type Sandbox, type SandboxFinding } from './sandbox/find-sandbox.ts'
export { makeProfile, type SandboxedCommand, type SandboxPlace } from './sandbox/make-profile.ts'
export { type PrivateFolder, type SandboxProfile } from './sandbox/sandbox-profile.ts'
export { type HomeFiles } from './sandbox/own-home.ts'
export { sandboxedRunner, type SandboxedRunnerOptions } from './sandbox/sandboxed-runner.ts'
export { SandboxSettings } from './sandbox/sandbox-settings.ts'
export { seatbeltProfile } from './sandbox/seatbelt-profile.ts'
export { type SessionPlace } from './sandbox/task-keeper.ts'
export { wrapCommand, type WrappedCommand } from './sandbox/wrap-command.ts'
export { wrapProgram, type ProgramPlace, type WrappedProgram } from './sandbox/wrap-program.ts'
