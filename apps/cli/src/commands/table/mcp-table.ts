import {
  configFlags,
  limitFlags,
  modelFlags,
  permissionFlags,
  serveFlags,
  serverFlags,
} from '../../parse/flags.ts'
import {
  addServerFlags,
  loginFlags,
  removeServerFlags,
  serverListFlags,
} from '../../parse/mcp-flags.ts'
import type { CommandGroup, CommandSpec } from './command-spec.ts'

const add: CommandSpec = {
  about: 'a server whose tools agents get',
  usage: [
    ['mcp add NAME -- COMMAND ARGS', 'a program of this machine; flags of ours come before the --'],
    ['mcp add NAME https://…', 'an address'],
  ],
  flags: addServerFlags,
  notes: `--to user is config.jsonc of HARNESS_HOME, read everywhere. --to project is .mcp.json of this folder, which other
programs read too, and which is committed: secrets in it are variables, as '\${NAME}'. --to local is
.harness/config.local.jsonc. Those of a folder are read once it is trusted: harness trust.

  harness mcp add docs --header 'Authorization: Bearer \${DOCS_TOKEN}' https://docs.example/mcp`,
  example: 'mcp add files --trusted -- npx -y @modelcontextprotocol/server-filesystem .',
}

const list: CommandSpec = {
  about: 'those of a run here, where each stands, and what hides what',
  usage: [['mcp list', 'starts none']],
  flags: serverListFlags,
  example: 'mcp list --json',
}

const remove: CommandSpec = {
  about: 'take one out of its file',
  usage: [['mcp remove NAME', '']],
  flags: removeServerFlags,
  example: 'mcp remove files --from project',
}

const test: CommandSpec = {
  about: 'start them, and see what they offer or what is wrong',
  usage: [['mcp test [NAME…]', 'starts them as a run would, and calls no tool']],
  flags: serverListFlags,
  notes: 'Exit code 1 when one fails.',
  example: 'mcp test files',
}

const login: CommandSpec = {
  about: 'log in at one that wants it, by a browser of this machine',
  usage: [['mcp login NAME', '']],
  flags: loginFlags,
  example: 'mcp login docs --no-browser',
}

const logout: CommandSpec = {
  about: 'forget the login at one',
  usage: [['mcp logout NAME', '']],
  flags: configFlags,
  example: 'mcp logout docs',
}

const { http, cwd, 'append-system-prompt': append } = serveFlags

const serve: CommandSpec = {
  about: 'the other way round: the harness as tools of another program',
  usage: [
    ['mcp serve', 'over standard input and output, for a client that starts it'],
    ['mcp serve --http [PORT]', 'on 127.0.0.1, until Ctrl-C; a free port unless given'],
  ],
  flags: serveFlags,
  sections: [
    ['Flags', { http, cwd, 'append-system-prompt': append }],
    ['Model', modelFlags],
    ['Permissions', permissionFlags],
    ['Configuration', configFlags],
    ['Servers', serverFlags],
    ['Limits', limitFlags],
  ],
  notes: `Tools: run does a task or goes on with a session, sessions lists them, session reads one, cancel ends its run.
Clients say what is done; what is allowed say the flags and configurations here. What is asked is asked through
the client, where it can show it to a person, and denied otherwise; "allow in this session" is the most it may answer.

Over HTTP each request says a token. It is the value of HARNESS_MCP_TOKEN, else one is made and printed once.
Exit code 0 when the client ends it.`,
  example: 'mcp serve --http 8700',
}

export const mcp: CommandGroup = {
  about: 'servers of the Model Context Protocol, whose tools agents get',
  commands: { add, list, remove, test, login, logout, serve },
}
