import {
  addServerFlags,
  answerFlags,
  configFlags,
  doctorFlags,
  initFlags,
  loginFlags,
  inputFlags,
  jsonFlags,
  limitFlags,
  listFlags,
  postFlags,
  modelFlags,
  modelListFlags,
  permissionFlags,
  permissionsFlags,
  removeServerFlags,
  serveFlags,
  serverListFlags,
  sessionFlags,
  showConfigFlags,
  transcriptFlags,
  trustFlags,
  type Flag,
} from '../parse/flags.ts'
import { showFlags } from '../parse/session-flags.ts'

type Flags = Readonly<Record<string, Flag>>

const overview = `harness: a coding agent for the terminal whose every session is a log.

  harness "task"             do a task in this folder
  harness @task.md           the task is in a file
  git diff | harness "why?"  what is piped in follows the task

Commands
  run             the same as harness "task"
  demo            mend a failing test in a sample repository; no key, no network
  init            write a starter of a configuration for this folder
  config          what is configured, and where each value comes from
  permissions     what may be done here, and why: explain shell "git push"
  trust           read the configuration of this folder from now on
  doctor          what is there, and how to mend what is missing
  models          which models there are, their windows, prices and keys
  sessions list   the sessions of this folder
  sessions show   what happened in one, step by step
  sessions follow look on while another process runs it
  sessions post   say something to it
  sessions answer allow or deny what it asks
  sessions tasks  its commands and subagents
  sessions cancel cancel what it is doing
  sessions compact  make the conversation of one shorter
  skills          what agents can learn here, and whether it is written well
  mcp add         a server whose tools agents get: NAME -- COMMAND, or NAME URL
  mcp list        the servers of a run here; mcp remove NAME takes one out
  mcp login       log in at one that wants it; mcp logout forgets that
  mcp test        start them, and see what they offer or what is wrong
  mcp serve       the harness as tools of another program
  trace transcript  what went over the wire to the model, word by word
  help, version
`

const variables = `
Variables
  HARNESS_MODEL, HARNESS_PROVIDER  the model, when no flag says it; claude,openai is a chain
  HARNESS_HOME                     where sessions and your configuration are kept (~/.harness)
  HARNESS_CONFIG_CONTENT           a configuration, as its text
  OPENAI_API_KEY, …                the providers' own keys; harness doctor lists them
  OLLAMA_BASE_URL, …               another address for a provider: <PRESET>_BASE_URL
  NO_COLOR                         no colours

Exit codes
  0 done   1 failed or stuck   2 nothing was begun: the command must change
  3 limit reached   4 the last turn ended in a denial   130 interrupted
`

const sessions = `harness sessions: what was done, and what is being done.

  harness sessions list             the sessions of this folder, the last changed first
  harness sessions show ID          the steps of one, with their times
  harness sessions show ID --conversation  what the model sees of it
  harness sessions follow ID        the same, and every further step until Ctrl-C
  harness sessions post ID "text"   say something to it, whoever runs it
  harness sessions answer ID allow  allow what it asks; deny "reason" says to the model why not
  harness sessions answer ID allow --always session  and do not ask for just this again
  harness sessions answer ID say "…" answer a question of the model's
  harness sessions tasks ID         its commands and subagents, running and ended
  harness sessions background ID N  wait no longer for task N; its end will be told
  harness sessions cancel ID [N]    cancel what it is doing, or task N alone, whoever runs it
  harness sessions compact ID ["…"] make its conversation shorter; the words say what to keep

Go on with one: harness --resume ID ["task"]. From an earlier place: harness --fork ID@SEQ "task".
One process runs a session at a time. A second one is refused with exit code 2: it may follow, post, answer and cancel.

Flags
`

const trace = `harness trace transcript: the model calls of a session, the failed ones too.

  harness trace transcript      one line for each
  harness trace transcript N    request and answer of the Nth, as they went over the wire, without secrets

Flags
`

const skills = `harness skills: folders with a SKILL.md, which tells a model how something is done.

  harness skills                     those of this folder and your own; of two of one name the first counts
  harness skills validate [PATH…]    what the format says against all, or those named

They stand in .harness/skills, .agents/skills and .claude/skills of this folder and of its repository's
root, in skills of HARNESS_HOME, and in ~/.agents/skills. The format: https://agentskills.io/specification.
Exit code 1 when validate finds a fault.

Flags
`

const serve = `harness mcp serve: the harness as a server of the Model Context Protocol, for the sessions of one folder.

  harness mcp serve              over standard input and output, for a client that starts it
  harness mcp serve --http       on a free port of 127.0.0.1, until Ctrl-C; --http 8700 on that one

Tools: run does a task or goes on with a session, sessions lists them, session reads one, cancel ends its run.
Clients say what is done; what is allowed say the flags and configurations here. What is asked is asked through the
client, where it can show it to a person, and denied otherwise; "allow in this session" is the most it may answer.

Over HTTP each request says a token. It is the value of HARNESS_MCP_TOKEN, else one is made and printed once.
Exit code 0 when the client ends it.

Flags
`

const mcp = `harness mcp: servers of the Model Context Protocol, whose tools are those of agents here.

  harness mcp add NAME -- COMMAND ARGS   a program of this machine; its flags come before the --
  harness mcp add NAME https://…         an address
  harness mcp list                       those of a run here, where each stands, and what hides what
  harness mcp test [NAME…]               start them as a run would; exit code 1 when one fails
  harness mcp remove NAME                take it out of its file
  harness mcp login NAME                 log in there by a browser of this machine; logout NAME forgets it
  harness mcp serve                      the other way round: harness mcp serve --help

  harness mcp add files --trusted -- npx -y @modelcontextprotocol/server-filesystem .
  harness mcp add docs --header 'Authorization: Bearer \${DOCS_TOKEN}' https://docs.example/mcp

--to user is config.jsonc of HARNESS_HOME, read everywhere. --to project is .mcp.json of this folder, which other programs
read too, and which is committed: secrets in it are variables, as '\${NAME}'. --to local is .harness/config.local.jsonc.
Those of a folder are read once it is trusted: harness trust.
`

const config = `harness config: what all layers of configuration come to, with the place of each value and what it hides.

  user      config.jsonc of HARNESS_HOME (~/.harness)
  project   .harness/config.jsonc of the folder, or the nearest above it in its repository; read once it is trusted
  local     .harness/config.local.jsonc beside it: yours alone
  HARNESS_CONFIG_CONTENT, HARNESS_MODEL; then --config FILE; then the flags of a run

Later layers win. Maps merge, lists replace; the permissions' allow, ask and deny of all layers hold together.

Flags
`

const permissions = `harness permissions: the mode and the rules of a run in this folder, each with its place.

  harness permissions explain shell "git push"   why it is allowed, asked or denied, with every rule that speaks of it
  harness permissions explain edit src/a.ts      so for edit, write_file, read_file, web_fetch, …
  harness permissions explain "shell(npm test)"  the same as a rule is written

Nothing is done. With flags it is what a run with them would say.

Flags
`

const init = `harness init: writes .harness/config.jsonc with the usual keys in comments. A file that is there stays.

Flags
`

const trust = `harness trust [FOLDER]: reads the configuration of the folder from now on, until it changes; then say it again.

Flags
`

const demo = `harness demo: a scripted model mends a failing test in a copy of a sample repository, with the real loop, tools,
permissions and log. Needs no key and no network. Exit code 1 when the tests do not pass in the end.
`

const doctor = `harness doctor: looks at what a run needs, and says how to mend what is wrong.

The home, the folder, configuration and trust, variables, the model and its
server, keys, addresses, proxies, git, the sandbox, rules, hooks, MCP servers,
AGENTS.md, skills, agents, commands, sessions and what they left running. It
starts nothing of a folder, and asks only servers on this machine.

  ✓ fine   · good to know   ! will surprise
  ✗ keeps a run from beginning: exit code 1

Flags
`

const models = `harness models: the providers and their models, whose key is set, and what local servers answer.

  harness models           all of them
  harness models NAME      of one provider, or those with NAME in their names
  harness models --remote openai   what OpenAI says that it has

Windows are tokens, prices US dollars per million tokens of input and output; what is not known is "unknown". The model
with a * is the one a run talks to when nothing else is asked for. Servers on this machine are asked for their models.

--json prints one object: { chosen: { model, fallbacks, why } or { problem }, providers: [{ name, aliases, title,
isLocal, url, key: { state: "set" | "missing" | "not needed", variable }, source: "catalogue" | "server", problem,
models: [{ name, contextWindow, price: { input, output, cacheRead?, cacheWrite? }, isDefault }] }] }; null is unknown.

Flags
`

/** What `--help` prints for these arguments. */
export function help(args: readonly string[]): string {
  const topic = args.find((arg) => !arg.startsWith('-') && arg !== 'help')
  switch (topic) {
    case 'sessions':
      return sessions + flagLines({ ...listFlags, ...showFlags, ...postFlags, ...answerFlags })
    case 'skills':
      return skills + flagLines(jsonFlags)
    case 'trace':
      return trace + flagLines(transcriptFlags)
    case 'models':
      return models + flagLines(modelListFlags)
    case 'demo':
    case 'start':
      return demo
    case 'doctor':
      return doctor + flagLines(doctorFlags)
    case 'mcp':
      return args.includes('serve') ? serve + flagLines(serveFlags) : mcpWhole()
    case 'config':
      return config + flagLines(showConfigFlags)
    case 'permissions':
      return permissions + flagLines(permissionsFlags)
    case 'init':
      return init + flagLines(initFlags)
    case 'trust':
      return trust + flagLines(trustFlags)
    default:
      return whole()
  }
}

const whole = (): string =>
  [
    overview,
    section('Model', modelFlags),
    section('Permissions', permissionFlags),
    section('Configuration', configFlags),
    section('Limits', limitFlags),
    section('Session', sessionFlags),
    section('Input and output', inputFlags),
    variables,
  ].join('')

const mcpWhole = (): string =>
  [
    mcp,
    section('Flags of add', addServerFlags),
    section('Flags of remove', removeServerFlags),
    section('Flags of login', { 'no-browser': loginFlags['no-browser'] }),
    section('Flags of list, test, login and logout', serverListFlags),
  ].join('')

const section = (title: string, flags: Flags) => `\n${title}\n${flagLines(flags)}`

const width = 28
const below = `\n${' '.repeat(width + 2)}`

function flagLines(flags: Flags): string {
  const lines = Object.entries(flags).map(([name, { short, value, about, choices }]) => {
    const names = `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`
    const gap = names.length + 2 > width ? below : ' '.repeat(width - names.length)
    const only = choices ? `${below}${choices.join(' | ')}` : ''
    return `  ${names}${gap}${about}${only}`
  })
  return `${lines.join('\n')}\n`
}
