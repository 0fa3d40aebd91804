import { jsonFlags, noFlags, transcriptFlags } from '../../parse/flags.ts'
import { shells } from '../../complete/shells.ts'
import { traceExportFlags, traceImportFlags } from '../../parse/trace-flags.ts'
import type { CommandGroup, CommandSpec } from './command-spec.ts'

export const skills: CommandGroup = {
  about: 'what agents can learn here, and whether it is written well',
  otherwise: 'list',
  commands: {
    list: {
      about: 'those of this folder and your own',
      usage: [['skills list', 'of two of one name the first counts']],
      flags: jsonFlags,
      example: 'skills list --json',
    },
    validate: {
      about: 'what the format says against all, or those named',
      usage: [['skills validate [PATH…]', '']],
      flags: jsonFlags,
      notes: 'Exit code 1 when there is a fault.',
      example: 'skills validate .claude/skills/pdf',
      words: ['folder'],
      repeats: true,
    },
  },
  notes: `A skill is a folder with a SKILL.md, which tells a model how something is done. They stand in .harness/skills,
.agents/skills and .claude/skills of this folder and of its repository's root, in skills of HARNESS_HOME, and in
~/.agents/skills. The format: https://agentskills.io/specification.`,
}

export const trace: CommandGroup = {
  about: 'what a session was: over the wire, and for other programs',
  commands: {
    transcript: {
      about: 'the model calls of a session, the failed ones too',
      usage: [
        ['trace transcript', 'one line for each'],
        ['trace transcript N', 'request and answer of the Nth, without secrets'],
      ],
      flags: transcriptFlags,
      example: 'trace transcript 2 --session m4k7rt',
    },
    export: {
      about: 'a session for programs that read traces: OpenTelemetry, ATIF',
      usage: [
        ['trace export [ID]', 'as text; the newest of the folder unless named'],
        ['trace export [ID] --endpoint URL', 'to a collector, as OTLP over HTTP'],
      ],
      flags: traceExportFlags,
      notes: `Subagents' sessions are in it. Known secrets are taken out. A collector is sent the headers that
OTEL_EXPORTER_OTLP_HEADERS holds. Exit code 1 when it did not take all spans.`,
      example: 'trace export m4k7rt --format atif --output run.json',
      words: ['session'],
    },
    import: {
      about: 'trajectories of other agents, as sessions of this folder',
      usage: [['trace import FILE…', 'files of ATIF; prints the ids of the sessions']],
      flags: traceImportFlags,
      example: 'trace import trajectory.json --title "the other agent"',
      words: ['file'],
      repeats: true,
    },
  },
}

export const completion: CommandSpec = {
  about: 'a script that completes commands, flags and sessions',
  usage: [['completion bash|zsh|fish', 'prints it']],
  flags: noFlags,
  notes: `To install it:
  bash   harness completion bash > ~/.local/share/bash-completion/completions/harness
  zsh    harness completion zsh > ~/.zfunc/_harness     (~/.zfunc in fpath, before compinit)
  fish   harness completion fish > ~/.config/fish/completions/harness.fish

In one shell alone: source <(harness completion bash). It completes what this version knows: write it anew after an
update. Ids of sessions are asked of harness completion sessions, which prints those of the folder.`,
  example: 'completion zsh',
  words: [shells],
}
