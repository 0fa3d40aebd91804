// The public face of the kernel. `./node` has the durable store, `./testing` the contract suites.

// The vocabulary of the log: each name is a zod schema and its type.
export { Json } from './events/json.ts'
export { Hash } from './events/hash.ts'
export { Content, ContentPart, contentText, textContent } from './events/content.ts'
export { Shortening } from './events/compaction-settled.ts'
export { addUsage, Usage } from './events/usage.ts'
export { Failure, FailureCode } from './events/failure.ts'
export { callId, CallId } from './events/call.ts'
export {
  Reply,
  ReplyPart,
  StopReason,
  replyCalls,
  replyText,
  type CallPart,
} from './events/reply.ts'
export { Decision, PermissionRule, Permissions, Verdict } from './events/permissions.ts'
export { HookAnswer, HookEvent } from './events/hook.ts'
export { ruleText } from './events/rule-text.ts'
export { Limits, defaultLimits } from './events/limits.ts'
export { ModelSpec, Price } from './events/model-spec.ts'
export { Access, EffectClass, Prepared } from './events/prepared.ts'
export { Question } from './events/question.ts'
export { CommandSpec, Execution, SubagentSpec, TaskEnd, TaskSpec } from './events/task.ts'
export { FileBefore } from './events/file-before.ts'
export { FileState, ToolResult } from './events/tool-result.ts'
export { LimitName, RunReason, type RunFinished } from './events/run-finished.ts'
export { type Configuration } from './events/session-configured.ts'
export {
  Body,
  Envelope,
  Event,
  type CoreBody,
  type Draft,
  type EventOf,
  type EventType,
} from './events/event.ts'

// The ports: what a host brings.
export { type Artifacts } from './ports/artifacts.ts'
export {
  type CompactionContext,
  type CompactionQuestion,
  type CompactionRequest,
  type Compactor,
} from './ports/compactor.ts'
export { defineTool, type ToolDefinition } from './ports/define-tool.ts'
export { type EventStore } from './ports/event-store.ts'
export { type HookContext, type HookOccasion, type Hooks } from './ports/hooks.ts'
export { type LiveDelta, type LiveSink } from './ports/live.ts'
export { type Policy, type PolicyQuestion } from './ports/policy.ts'
export {
  type Message,
  type ModelDelta,
  type ModelEnd,
  type ModelRequest,
  type Provider,
  type StreamOptions,
  type ToolSchema,
} from './ports/provider.ts'
export { type Redaction, type Redactor, type Restored } from './ports/redactor.ts'
export { type Runtime } from './ports/runtime.ts'
export {
  type Subject,
  type SubjectEnd,
  type SubjectFault,
  type SubjectLimits,
  type SubjectNews,
  type SubjectOptions,
  type SubjectWork,
} from './ports/subject.ts'
export { type ByteRange, type TaskDesk, type TaskOutput } from './ports/task-desk.ts'
export { beginningOf, boundText, resultBytes, sizeInLog } from './result/bound-text.ts'
export { done, failed, type Extras } from './result/tool-answer.ts'
export { type TaskHandle, type TaskRunner } from './ports/task-runner.ts'
export { type ActContext, type Preparation, type Tool, type ToolContext } from './ports/tool.ts'
export {
  type Inbox,
  type Post,
  type SessionReader,
  type Sessions,
  type SessionStore,
  type Snapshots,
} from './ports/sessions.ts'

// What went over the wire, word by word.
export { chosenModel } from './state/chosen-model.ts'
export { Exchange } from './transcript/exchange.ts'
export { TranscriptReader } from './transcript/transcript-reader.ts'

export { KernelError, type KernelErrorCode } from './errors/kernel-error.ts'

// A session and the loop that drives it.
export { kernelVersion } from './log/build.ts'
export { drainInbox } from './log/keep-draining.ts'
export { configure, type Setup } from './log/configure.ts'
export { openSession } from './log/open-session.ts'
export { readInstructions, type Instructions } from './log/read-instructions.ts'
export { type Facts, type Session } from './log/session.ts'
export { run, type RunEnd, type RunOptions } from './run/run.ts'
export { type Host, type Subagents } from './perform/host.ts'
export {
  subagentsOver,
  type Child,
  type Reported,
  type SubagentOptions,
} from './perform/subagents-over.ts'
export { closestName } from './perform/closest-name.ts'

// The folds that decide, and the decision.
export { outcomeOf, type IntentEvent } from './events/intent.ts'
export { decide, next } from './next/next.ts'
export { promotionOf } from './next/promotion-of.ts'
export { budgetLeft, type Budget } from './next/budget-left.ts'
export { evolve, initialState, type State } from './state/state.ts'
export { permissionsOf } from './state/granted.ts'
export { filesSeen, type FileHashes } from './state/files.ts'
export { contextTokens, pricedAt } from './state/usage.ts'
export { type ConversationEntry } from './conversation/entry.ts'
export { contentTokens, estimateTokens, messageTokens } from './conversation/estimate-tokens.ts'
export { shorten } from './conversation/shorten.ts'
export {
  entriesOf,
  evolveConversation,
  messagesOf,
  noConversation,
  type Conversation,
} from './conversation/conversation.ts'

// Secrets: kept out of what is written and shown, and put in again where somebody acts.
export { mapTexts } from './redaction/map-texts.ts'
export { maskSecrets } from './redaction/mask-secrets.ts'
export { replacePlaceholders } from './redaction/placeholder.ts'
export { redactDraft } from './redaction/redact-draft.ts'
export { redactValues, type RedactOptions, type ValueRedactor } from './redaction/redact-values.ts'
export { isSecretVariable } from './redaction/restore-command.ts'
export { redactingArtifacts } from './redaction/redacting-artifacts.ts'
export { StreamRedactor } from './redaction/stream-redactor.ts'

// A store without files.
export { memoryArtifacts } from './memory/memory-artifacts.ts'
export { memorySessions } from './memory/memory-sessions.ts'
export { sha256 } from './memory/sha256.ts'

// What programs that are started may know.
export { plainEnvironment } from './environment/plain-environment.ts'

// What people and programs look at.
export { artifactsProjection, type ArtifactView } from './projections/artifacts.ts'
export { notificationsProjection, type NotificationView } from './projections/notifications.ts'
export { project, type Projection } from './projections/projection.ts'
export { resultOf } from './projections/result-of.ts'
export { tasksProjection, type TaskView } from './projections/tasks.ts'
export { usageView, type UsageView } from './projections/usage.ts'
export { parseStreamEvent, type UnknownEvent } from './stream/parse-stream-event.ts'
export { StreamEvent, streamVersion } from './stream/stream-event.ts'
export { streamSchema } from './stream/stream-schema.ts'
export { StreamMapping, type StreamAgent } from './stream/to-stream.ts'
