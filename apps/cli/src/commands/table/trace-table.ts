import { jsonFlags, transcriptFlags } from '../../parse/flags.ts'
import { replayFlags } from '../../parse/session-flags.ts'
import {
  pageFlags,
  traceExportFlags,
  traceImportFlags,
  traceShowFlags,
  traceStateFlags,
  traceTailFlags,
} from '../../parse/trace-flags.ts'
import type { CommandGroup, CommandSpec } from './command-spec.ts'

const show: CommandSpec = {
  about: 'what happened in a session, step by step',
  usage: [
    ['trace show [ID]', 'turns, calls, edits, questions, subagents, failures'],
    ['trace show [ID] --summary', 'what it came to: time, tokens, cost, files, errors'],
    ['trace show [ID] --only errors', 'what went wrong, and where'],
  ],
  flags: traceShowFlags,
  notes: `A row begins with the event it stands for, #SEQ, or with the id of its call, and with the time since the beginning.
--at SEQ shows what was there behind an event; sessions fork ID@SEQ goes on from it.`,
  example: 'trace show m4k7rt --only edits --only errors',
  words: ['session'],
}

const tail: CommandSpec = {
  about: 'the same while it happens, whoever runs it',
  usage: [['trace tail [ID]', 'the last rows, and every further one until Ctrl-C']],
  flags: traceTailFlags,
  example: 'trace tail --only calls',
  words: ['session'],
}

const stats: CommandSpec = {
  about: 'numbers: latencies, failures, caches, what was slow',
  usage: [['trace stats [ID…]', 'of one session, or of several together']],
  flags: jsonFlags,
  example: 'trace stats m4k7rt --json',
  words: ['session'],
  repeats: true,
}

const state: CommandSpec = {
  about: 'everything that counted behind an event',
  usage: [
    ['trace state [ID] --at SEQ', 'permissions, budget, todo list, what fills the window'],
    ['trace state [ID] --prompt', 'what the next request says to the model, whole'],
  ],
  flags: traceStateFlags,
  notes: 'The bytes that really went over the wire are those of trace transcript N.',
  example: 'trace state m4k7rt --at 40',
  words: ['session'],
}

const html: CommandSpec = {
  about: 'a session and its subagents as one page for a browser',
  usage: [
    ['trace html [ID] --output FILE', 'a file that asks nothing of a network'],
    ['trace html [ID] > FILE', ''],
  ],
  flags: pageFlags,
  notes: 'Every event has an address in it: page.html#e12.',
  example: 'trace html m4k7rt --output page.html',
  words: ['session'],
}

export const traceHtmlAlias: CommandSpec = { ...html, isAlias: true }

const transcript: CommandSpec = {
  about: 'the model calls of a session, the failed ones too',
  usage: [
    ['trace transcript [ID]', 'one line for each'],
    ['trace transcript [ID] N', 'request and answer of the Nth, without secrets'],
  ],
  flags: transcriptFlags,
  example: 'trace transcript m4k7rt 2',
  words: ['session'],
}

const replaying: CommandSpec = {
  about: 'a session once more: does it come out as it is recorded?',
  usage: [
    ['trace replay [ID]', 'decided again, and played from its recording'],
    ['trace replay ID@SEQ', 'up to this event'],
  ],
  flags: replayFlags,
  notes: `Nothing is executed, no socket is opened, nothing is written: models, tools, hooks and people are the recording. A
difference names the event; what another version wrote is replayed with that version, and the command for it is told.

Exit code 0 when all is equal, 1 when something differs. --json is one object: session, isEqual, decided, played, elsewhere.`,
  example: 'trace replay m4k7rt --tape',
  words: ['session'],
}

export const replay: CommandSpec = { ...replaying, isAlias: true }

const diff: CommandSpec = {
  about: 'the first place at which two sessions say different things',
  usage: [
    ['trace diff A B', 'what differs there, and the bytes of both sides'],
    ['trace diff A@SEQ B@SEQ', 'up to these events'],
  ],
  flags: jsonFlags,
  notes: `Times, ids and token counts are no difference; prompts, tools, inputs, what the model said, verdicts, answers,
results and their order are. It names the class: prompt, tool-schema, configuration, input, model-output, preparation,
permission, tool-result, hook, compaction, interruption, decision, order, missing, extra, end.

Exit code 0 when nothing differs, 1 when something does. --json is one object: sessions, same, difference.`,
  example: 'trace diff m4k7rt 9xw2ab',
  words: ['session', 'session'],
}

const exportTrace: CommandSpec = {
  about: 'for programs that read traces: OpenTelemetry, ATIF',
  usage: [
    ['trace export [ID]', 'as text'],
    ['trace export [ID] --endpoint URL', 'to a collector, as OTLP over HTTP'],
  ],
  flags: traceExportFlags,
  notes: `Subagents' sessions are in it. Known secrets are taken out. A collector is sent the headers that
OTEL_EXPORTER_OTLP_HEADERS holds. Exit code 1 when it did not take all
spans, or when the log is damaged: what stands before the damage is exported.`,
  example: 'trace export m4k7rt --format atif --output run.json',
  words: ['session'],
}

const importTrace: CommandSpec = {
  about: 'trajectories of other agents, as sessions of this folder',
  usage: [['trace import FILE…', 'files of ATIF; prints the ids of the sessions']],
  flags: traceImportFlags,
  example: 'trace import trajectory.json --title "the other agent"',
  words: ['file'],
  repeats: true,
}

export const trace: CommandGroup = {
  about: 'see what sessions did, and why',
  otherwise: 'show',
  commands: {
    show,
    tail,
    stats,
    state,
    transcript,
    replay: replaying,
    diff,
    html,
    export: exportTrace,
    import: importTrace,
  },
  notes:
    'ID is the id of a session or a piece of it; left out, the newest session of this folder is meant.',
}
