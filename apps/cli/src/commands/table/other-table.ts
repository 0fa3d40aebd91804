import { jsonFlags, noFlags, transcriptFlags } from '../../parse/flags.ts'
import { pageFlags } from '../../parse/trace-flags.ts'
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

const html: CommandSpec = {
  about: 'a session and its subagents as one page for a browser',
  usage: [
    ['trace html [ID] --output FILE', 'of the newest session of this folder unless given'],
    ['trace html [ID] > FILE', ''],
  ],
  flags: pageFlags,
  notes: `The page is one file and asks nothing of a network. Every event has an address in it: page.html#e12. Of a damaged log it
is what stands before the damage.`,
  example: 'trace html m4k7rt --output page.html',
  words: ['session'],
}

export const traceHtmlAlias: CommandSpec = { ...html, isAlias: true }

export const trace: CommandGroup = {
  about: 'what a session was: a page of it, and what went over the wire to the model',
  commands: {
    html,
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
