import {
  doctorFlags,
  initFlags,
  modelListFlags,
  permissionsFlags,
  showConfigFlags,
  trustFlags,
} from '../../parse/flags.ts'
import type { CommandSpec } from './command-spec.ts'

const init: CommandSpec = {
  about: 'write a starter of a configuration for this folder',
  usage: [['init', 'writes .harness/config.jsonc with the usual keys in comments']],
  flags: initFlags,
  notes: 'A file that is there stays. A folder that had no .harness is trusted from then on.',
  example: 'init --user',
}

const config: CommandSpec = {
  about: 'what is configured, and where each value comes from',
  usage: [['config', 'what all layers come to, with what each value hides']],
  flags: showConfigFlags,
  notes: `  user      config.jsonc of HARNESS_HOME (~/.harness)
  project   .harness/config.jsonc of the folder, or the nearest above it in its repository; read
            once it is trusted
  local     .harness/config.local.jsonc beside it: yours alone
  HARNESS_CONFIG_CONTENT, HARNESS_MODEL; then --config FILE; then the flags of a run

Later layers win. Maps merge, lists replace; the permissions' allow, ask and deny of all layers hold together.`,
  example: 'config --schema',
}

const permissions: CommandSpec = {
  about: 'what may be done here, and why',
  usage: [
    ['permissions', 'the mode and the rules of a run here, with places'],
    ['permissions explain TOOL TARGET', 'why it is allowed, asked or denied'],
    ['permissions explain "shell(npm test)"', 'the same, as a rule is written'],
  ],
  flags: permissionsFlags,
  notes: 'Nothing is done. With flags it is what a run with them would say.',
  example: 'permissions explain shell "git push"',
  words: [['explain'], ['shell', 'edit', 'write_file', 'read_file', 'web_fetch', 'mcp']],
}

const trust: CommandSpec = {
  about: 'read the configuration of this folder from now on',
  usage: [['trust [FOLDER]', 'until it changes; then say it again']],
  flags: trustFlags,
  example: 'trust --remove',
  words: ['folder'],
}

const doctor: CommandSpec = {
  about: 'what is there, and how to mend what is missing',
  usage: [
    ['doctor', 'asks no server but those on this machine'],
    ['doctor --online', 'asks each provider that has a key whether it takes it'],
  ],
  flags: doctorFlags,
  notes: `Looks at the home, the folder, configuration and trust, variables, the model and its server, keys,
addresses, proxies, git, the sandbox, rules, hooks, MCP servers, AGENTS.md, skills, agents, commands,
sessions and what they left running.

  ✓ fine   · good to know   ! will surprise   ✗ keeps a run from beginning: exit code 1`,
  example: 'doctor',
}

const models: CommandSpec = {
  about: 'which models there are, their windows, prices and keys',
  usage: [
    ['models', 'all of them'],
    ['models NAME', 'of one provider, or those with NAME in their names'],
    ['models --remote openai', 'what OpenAI says that it has'],
  ],
  flags: modelListFlags,
  notes: `Windows are tokens, prices US dollars per million tokens of input and output; what is not known is "unknown". The
model with a * is the one a run talks to when nothing else is asked for. Servers on this machine are asked for
their models.

--json prints one object: { chosen: { model, fallbacks, why } or { problem }, providers: [{ name, aliases, title,
isLocal, url, key: { state: "set" | "missing" | "not needed", variable }, source: "catalogue" | "server", problem,
models: [{ name, contextWindow, price: { input, output, cacheRead?, cacheWrite? }, isDefault }] }] }; null is unknown.`,
  example: 'models --remote openai',
  words: ['preset'],
}

export const setupCommands = { init, config, permissions, trust, doctor, models }
