import type { Command } from './command.ts'
import { chatCommand } from './chat-command.ts'
import { completionCommand } from './completion-command.ts'
import { configCommand } from './config-command.ts'
import { demoCommand } from './demo-command.ts'
import { doctorCommand } from './doctor-command.ts'
import { evalLab } from './eval-lab.ts'
import { evalCompare } from './eval-compare.ts'
import { evalDashboard } from './eval-dashboard.ts'
import { evalDiagnose } from './eval-diagnose.ts'
import { evalRescore } from './eval-rescore.ts'
import { evalRun } from './eval-run.ts'
import { initCommand } from './init-command.ts'
import { mcpAdd } from './mcp-add.ts'
import { mcpList } from './mcp-list.ts'
import { mcpLogin } from './mcp-login.ts'
import { mcpLogout } from './mcp-logout.ts'
import { mcpRemove } from './mcp-remove.ts'
import { mcpServe } from './mcp-serve.ts'
import { mcpTest } from './mcp-test.ts'
import { modelsCommand } from './models-command.ts'
import { permissionsCommand } from './permissions-command.ts'
import { runCommand } from './run-command.ts'
import { sessionsAnswer } from './sessions-answer.ts'
import { sessionsBackground } from './sessions-background.ts'
import { sessionsCancel } from './sessions-cancel.ts'
import { sessionsCompact } from './sessions-compact.ts'
import { sessionsDelete } from './sessions-delete.ts'
import { sessionsExport } from './sessions-export.ts'
import { sessionsFollow } from './sessions-follow.ts'
import { sessionsFork } from './sessions-fork.ts'
import { sessionsList } from './sessions-list.ts'
import { sessionsPost } from './sessions-post.ts'
import { sessionsRename } from './sessions-rename.ts'
import { sessionsRewind } from './sessions-rewind.ts'
import { sessionsSearch } from './sessions-search.ts'
import { sessionsShow } from './sessions-show.ts'
import { sessionsTasks } from './sessions-tasks.ts'
import { skillsList } from './skills-list.ts'
import { skillsValidate } from './skills-validate.ts'
import { traceShow } from './trace-show.ts'
import { traceState } from './trace-state.ts'
import { traceStats } from './trace-stats.ts'
import { traceTail } from './trace-tail.ts'
import { traceHtml } from './trace-html.ts'
import { traceExport } from './trace-export.ts'
import { traceImport } from './trace-import.ts'
import { traceDiff } from './trace-diff.ts'
import { traceReplay } from './trace-replay.ts'
import { traceTranscript } from './trace-transcript.ts'
import { trustCommand } from './trust-command.ts'

/** What does each command, by the words it is called by. All are loaded together: a file for each costs a run more than it saves. */
export const everyCommand: Readonly<Record<string, Command>> = {
  run: runCommand,
  chat: chatCommand,
  demo: demoCommand,
  start: demoCommand,
  init: initCommand,
  config: configCommand,
  permissions: permissionsCommand,
  trust: trustCommand,
  doctor: doctorCommand,
  models: modelsCommand,
  'sessions answer': sessionsAnswer,
  'sessions background': sessionsBackground,
  'sessions cancel': sessionsCancel,
  'sessions compact': sessionsCompact,
  'sessions delete': sessionsDelete,
  'sessions export': sessionsExport,
  'sessions follow': sessionsFollow,
  'sessions fork': sessionsFork,
  'sessions list': sessionsList,
  'sessions post': sessionsPost,
  'sessions rename': sessionsRename,
  'sessions rewind': sessionsRewind,
  'sessions search': sessionsSearch,
  'sessions show': sessionsShow,
  'sessions tasks': sessionsTasks,
  'skills list': skillsList,
  'skills validate': skillsValidate,
  'eval run': evalRun,
  'eval lab': evalLab,
  'lab-compare': evalLab,
  'eval rescore': evalRescore,
  'eval compare': evalCompare,
  compare: evalCompare,
  'eval diagnose': evalDiagnose,
  'eval dashboard': evalDashboard,
  dashboard: evalDashboard,
  'mcp add': mcpAdd,
  'mcp list': mcpList,
  'mcp login': mcpLogin,
  'mcp logout': mcpLogout,
  'mcp remove': mcpRemove,
  'mcp serve': mcpServe,
  'mcp test': mcpTest,
  'trace show': traceShow,
  'trace tail': traceTail,
  'trace stats': traceStats,
  'trace state': traceState,
  'trace html': traceHtml,
  'trace-html': traceHtml,
  'trace export': traceExport,
  'trace import': traceImport,
  'trace diff': traceDiff,
  'trace replay': traceReplay,
  'trace transcript': traceTranscript,
  replay: traceReplay,
  completion: completionCommand,
}
