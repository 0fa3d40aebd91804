// The public face of the SDK. Importing it starts nothing; the kernel, providers and tools are loaded by the first call.
// (`export type` matters: a list of inline types would load its module.)

// Running an agent.
export { query, type Query } from './query.ts'
export { run } from './run.ts'
export { runMany, type ManyOptions, type ManyResult, type ManyRun } from './many/run-many.ts'
export { HarnessClient } from './client/harness-client.ts'
export {
  tool,
  type CustomTool,
  type ToolAnnotations,
  type ToolAnswer,
  type ToolExtra,
  type ToolOptions,
  type ToolPart,
} from './custom-tools/tool.ts'
export type { CanUseTool, ToolCall, ToolCallContext, ToolDecision } from './drive/can-use-tool.ts'
export type { HookCallback, HookCallbacks, HookMatcher } from './hook-callbacks.ts'
export type { HookEvent } from '@harness/kernel'
export type { HookInput, HookOutput } from '@harness/permissions'
export type { Options, QueryInput } from './options.ts'
export type { PermissionMode } from './permissions/permission-mode.ts'
// What options, asks and results are made of.
export type { Event, Json, Provider, Question, Sessions, Tool } from '@harness/kernel'
export type { SandboxSettings } from '@harness/permissions'
export type { Preset } from '@harness/providers'
export type { Ask, AskAnswer } from './drive/ask.ts'
export { exactText } from './drive/exact-text.ts'
export type { AlwaysLayer, AlwaysPlace } from './always/always-layer.ts'
export type { AgentDefinition } from './subagents/agent-definition.ts'
export type { RunCall, RunDenial, RunResult } from './run-result.ts'
export { SdkError, type SdkErrorCode, type SdkErrorOptions } from './sdk-error.ts'

// The public stream, for programs that read it from elsewhere.
export type { StreamEvent, UnknownEvent } from '@harness/kernel'
export type { StreamEventOf } from './stream/stream-event-of.ts'
export { parseStreamEvent } from './stream/parse-stream-event.ts'
export { streamSchema } from './stream/stream-schema.ts'

// Sessions, looked at and spoken to from outside.
export type { ListedSession, SessionSummary } from '@harness/kernel/node'
export { listSessions, type ListSessionsOptions } from './sessions/list-sessions.ts'
export { searchSessions, type SearchSessionsOptions } from './sessions/search-sessions.ts'
export { findSession, type FoundSession } from './sessions/find-session.ts'
export { renameSession } from './sessions/rename-session.ts'
export { forkSession, type ForkOptions } from './sessions/fork-session.ts'
export {
  rewindSession,
  type RewindOptions,
  type Rewound,
  type RewoundFile,
  type UncoveredCall,
} from './sessions/rewind-session.ts'
export { deleteSession } from './sessions/delete-session.ts'
export { exportSession, type ExportedEntry, type SessionExport } from './sessions/export-session.ts'
export {
  followSession,
  readSession,
  type FollowOptions,
  type SessionPlace,
} from './sessions/read-session.ts'
export type { Exchange } from '@harness/kernel'
export { readTranscripts, type ModelCall } from './sessions/read-transcripts.ts'
export type { ConversationEntry } from '@harness/kernel'
export type {
  DecisionFault,
  DifferenceClass,
  LogDifference,
  Played,
  Redecided,
  Redecision,
  TapeDifference,
} from '@harness/traces'
export {
  replaySession,
  type ReplayedSession,
  type ReplayOptions,
} from './sessions/replay-session.ts'
export {
  diffSessions,
  type DiffSessionsOptions,
  type SessionDiff,
} from './sessions/diff-sessions.ts'
export { readConversation, type ConversationOptions } from './sessions/read-conversation.ts'
export { compactSession, type Compacted, type CompactOptions } from './sessions/compact-session.ts'
export { postAnswer, type AnsweredCall, type PostedAnswer } from './sessions/post-answer.ts'
export type { TaskView } from '@harness/kernel'
export { listTasks } from './sessions/list-tasks.ts'
export { postBackground } from './sessions/post-background.ts'
export { postCancel, type CancelOptions } from './sessions/post-cancel.ts'
export { postInput, type Posted, type PostOptions } from './sessions/post-input.ts'

// Sessions as they are read: traces.
export type { ContextPart, Trace } from '@harness/traces'
export { readTrace, type TraceOptions } from './traces/read-trace.ts'
export { sessionPage, type SessionPageOptions } from './traces/session-page.ts'
export { readState, type SessionState, type StateOptions } from './traces/read-state.ts'
// Traces, for other programs and from them.
export type { AtifTrajectory, OtlpTraces } from '@harness/traces'
export { exportTrace, type ExportTraceOptions } from './traces/export-trace.ts'
export { importTrace, type ImportedTrace, type ImportTraceOptions } from './traces/import-trace.ts'
export { sendOtlp, type SendOtlpOptions, type SentOtlp } from './traces/send-otlp.ts'

// Evals: what is measured, and how a suite is run.
export type { GateResult, LoadedSuite, Report } from '@harness/evals'
export type { EvalNews, EvalProgress, ReplayedRun, Rescored } from '@harness/evals/node'
export type { Subject } from '@harness/kernel'
export { harnessSubject } from './evals/harness-subject.ts'
export {
  resumeEval,
  runEval,
  type BegunEval,
  type EvalRun,
  type RunEvalOptions,
} from './evals/run-eval.ts'
export { rescoreEval, type RescoreEvalOptions } from './evals/rescore-eval.ts'
export { replayEval, type ReplayEvalOptions } from './evals/replay-eval.ts'
export type { CaseSelection } from './evals/select-cases.ts'

// Configuration.
export type { Config } from './config/config.ts'
export type { ConfigFile } from './config/find-files.ts'
export type { Origin } from '@harness/config'
export {
  configSchema,
  readConfig,
  type ConfigView,
  type ReadConfigOptions,
} from './config/read-config.ts'
export { initConfig, type Initialised, type InitOptions } from './config/init-config.ts'
export {
  trustFolder,
  type Trust,
  type TrustOptions,
  type TrustPlace,
} from './trust/trust-folder.ts'

// What may be done, and why.
export type { ExplainedPart, Explanation, SpokenRule } from '@harness/permissions'
export {
  explainPermission,
  readPermissions,
  type PermissionQuestion,
  type PermissionsOptions,
  type PermissionsView,
} from './permissions/explain-permission.ts'

// What people wrote for agents.
export type { Command, Commands, Fault, Skill, Skills } from '@harness/context'
export { listCommands, type ListCommandsOptions } from './commands/list-commands.ts'
export { listSkills, type ListSkillsOptions } from './skills/list-skills.ts'
export { validateSkills, type CheckedSkill } from './skills/validate-skills.ts'

// Servers of the Model Context Protocol in configurations.
export type { McpServer } from './mcp/mcp-settings.ts'
export type { ChangedServer, ServerLayer, ServerPlace } from './mcp/manage/server-place.ts'
export { addMcpServer, type AddServerInput } from './mcp/manage/add-mcp-server.ts'
export type { McpLoginOutcome } from '@harness/mcp'
export {
  loginMcpServer,
  logoutMcpServer,
  type LoginServerInput,
  type ServerName,
} from './mcp/manage/login-mcp-server.ts'
export { removeMcpServer, type RemoveServerInput } from './mcp/manage/remove-mcp-server.ts'
export {
  listMcpServers,
  type ListedServer,
  type ListServersOptions,
  type ServerBelow,
  type ServerList,
} from './mcp/manage/list-mcp-servers.ts'
export {
  testMcpServers,
  type TestedServer,
  type TestedTool,
  type TestServersInput,
} from './mcp/manage/test-mcp-servers.ts'

// The harness as a server for other programs.
export {
  serveMcp,
  type ServedOptions,
  type ServeHttp,
  type ServeMcpInput,
} from './serve/serve-mcp.ts'

// What is there, and a demonstration.
export { presetNames } from './models/preset-names.ts'
export { chosenModel, type ChosenName } from './models/chosen-model.ts'
export { listModels, type ListModelsOptions } from './models/list-models.ts'
export type { ListedModel, ListedProvider, ModelList } from './models/model-list.ts'
export type { Check } from './doctor/check.ts'
export { diagnose, type DiagnoseOptions } from './doctor/diagnose.ts'
export { startDemo, type Demo, type DemoOptions } from './demo/start-demo.ts'
export type { TestRun } from './demo/run-tests.ts'
