// For whoever implements a port, or tests what stands on the kernel. Contract suites take the runner's `test`.
export { checkLog } from './check-log.ts'
export { type ContractSuite } from './contract-suite.ts'
export { randomFrom } from './random-from.ts'
export { reply, scriptedProvider } from './scripted-provider.ts'
export { testCompactor, type CompactorStage } from './test-compactor.ts'
export { testHooks, type HooksStage } from './test-hooks.ts'
export { testPolicy } from './test-policy.ts'
export {
  testProvider,
  type ProviderScene,
  type ProviderStage,
  type ProviderSuite,
} from './test-provider.ts'
export { testRedactor, testTag } from './test-redactor.ts'
export { testSessions, type SessionsStage } from './test-sessions.ts'
export { testSubject, type SubjectStage, type SubjectTasks } from './test-subject.ts'
export { testContext } from './test-context.ts'
export { testTaskRunner, type TaskRunnerStage } from './test-task-runner.ts'
export { testTool, type ToolStage } from './test-tool.ts'
export { echoTool, testWorld, type TestWorld, type TestWorldOptions } from './test-world.ts'
export { ask, asking, failureFrom, replyFrom, type Asked } from './wire/ask.ts'
export {
  loopback,
  type Loopback,
  type LoopbackAnswer,
  type LoopbackRequest,
} from './wire/loopback.ts'
export { testWire, type WireStage } from './wire/test-wire.ts'
export { virtualRuntime, type VirtualRuntime } from './virtual-runtime.ts'

// The simulation: one seed, one story.
export { simulate, type Story } from './simulation/simulate.ts'
