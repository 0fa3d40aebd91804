import { jsonFlags, noFlags, transcriptFlags } from '../../parse/flags.ts'
import { replayFlags } from '../../parse/session-flags.ts'
import { shells } from '../../complete/shells.ts'
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

const replaying: CommandSpec = {
  about: 'a session once more, and whether it comes out as it is recorded',
  usage: [
    ['trace replay ID', 'decided again, and played from its recording'],
    ['trace replay ID@SEQ', 'up to this event'],
  ],
  flags: replayFlags,
  notes: `Nothing is executed, no socket is opened, nothing is written: models, tools, hooks and people are the recording. A
difference names the event; what another version wrote is replayed with that version, and the command for it is told.

Exit code 0 when all is equal, 1 when something differs. --json is one object: session, isEqual, decided, played, elsewhere.`,
  example: 'trace replay m4k7rt --tape',
  words: ['session'],
}

/** Another name of `trace replay`. */
export const replay: CommandSpec = { ...replaying, isAlias: true }

export const trace: CommandGroup = {
  about: 'what a session was: the wire, word by word; replays; differences',
  commands: {
    replay: replaying,
    diff: {
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
    },
    transcript: {
      about: 'the model calls of a session, the failed ones too',
      usage: [
        ['trace transcript', 'one line for each'],
        ['trace transcript N', 'request and answer of the Nth, without secrets'],
      ],
      flags: transcriptFlags,
      example: 'trace transcript 2 --session m4k7rt',
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
