/** One flag, as it is parsed and as `--help` tells it. */
export interface Flag {
  type: 'string' | 'boolean'
  short?: string
  multiple?: boolean
  /** What its value is called. */
  value?: string
  /** The only values it takes. */
  choices?: readonly string[]
  /** What its value names, where a shell can complete that. */
  of?: 'file' | 'folder' | 'session' | 'model' | 'preset'
  about: string
}

export const inputFormats = ['text', 'stream-json'] as const

export const outputFormats = ['text', 'json', 'stream-json'] as const
export type OutputFormat = (typeof outputFormats)[number]

export const toolCallModes = ['native', 'text'] as const

export const alwaysLayers = ['session', 'local', 'project', 'user'] as const

type Flags = Readonly<Record<string, Flag>>

/** Which model, and how it is asked. */
export const modelFlags = {
  model: {
    type: 'string',
    short: 'm',
    value: 'PROVIDER/NAME',
    of: 'model',
    about: 'the model, such as openai/gpt-5.4 or ollama/qwen3',
  },
  fallback: {
    type: 'string',
    multiple: true,
    value: 'PROVIDER/NAME',
    of: 'model',
    about: 'a model to go on with when the one before cannot answer',
  },
  provider: {
    type: 'string',
    value: 'NAME',
    of: 'preset',
    about: 'the provider, when --model is the model alone',
  },
  preset: {
    type: 'string',
    value: 'NAME',
    of: 'preset',
    about: 'the same as --provider; mock is the offline model',
  },
  'base-url': {
    type: 'string',
    value: 'URL',
    about: 'any OpenAI-compatible endpoint, as http://127.0.0.1:8000/v1',
  },
  'api-key-env': { type: 'string', value: 'NAME', about: 'the variable that holds its key' },
  temperature: { type: 'string', value: 'N', about: 'how freely the model samples' },
  'max-output-tokens': { type: 'string', value: 'N', about: 'most tokens of one reply' },
  'reasoning-effort': {
    type: 'string',
    value: 'LEVEL',
    about: 'low, medium, high, or what the provider calls it',
  },
  'tool-calls': {
    type: 'string',
    value: 'HOW',
    choices: toolCallModes,
    about: 'how the model calls tools; found out unless given',
  },
  script: {
    type: 'string',
    value: 'FILE',
    of: 'file',
    about: 'the offline model says what stands in this file of JSON',
  },
} as const satisfies Flags

/** What the agent may do. */
export const permissionFlags = {
  'permission-mode': {
    type: 'string',
    value: 'MODE',
    choices: ['ask', 'acceptEdits', 'plan', 'auto', 'trust', 'deny', 'bypassPermissions'],
    about: 'ask (the default): reads run, the rest is asked',
  },
  'approval-mode': {
    type: 'string',
    value: 'MODE',
    choices: ['ask', 'never'],
    about: 'never: nobody is asked, what would be asked is denied',
  },
  sandbox: {
    type: 'string',
    value: 'HOW',
    choices: ['on', 'off', 'required'],
    about: 'whether commands run in a sandbox; required: not at all without one',
  },
  'sandbox-commits': {
    type: 'boolean',
    about: 'commands in the sandbox may commit',
  },
  'sandbox-network': { type: 'boolean', about: 'the sandbox reaches the network' },
  'allow-write': {
    type: 'boolean',
    about: 'files of the folder are changed without asking',
  },
  'allowed-tools': {
    type: 'string',
    multiple: true,
    value: 'RULES',
    about: 'allowed without asking: "edit(src/**)", "shell(npm test)"',
  },
  'disallowed-tools': {
    type: 'string',
    multiple: true,
    value: 'RULES',
    about: 'denied whatever else allows it',
  },
} as const satisfies Flags

export const limitFlags = {
  'max-turns': { type: 'string', value: 'N', about: 'model calls of the run (20)' },
  'max-steps': { type: 'string', value: 'N', about: 'the same as --max-turns' },
  'max-tokens': { type: 'string', value: 'N', about: 'input and output tokens of the run' },
  'max-cost': { type: 'string', value: 'USD', about: 'US dollars of the run' },
  timeout: { type: 'string', value: 'TIME', about: 'of the run: 90 (seconds), 90s, 15m, 2h' },
} as const satisfies Flags

export const sessionFlags = {
  continue: { type: 'boolean', short: 'c', about: 'go on with the newest session of this folder' },
  resume: {
    type: 'string',
    short: 'r',
    value: 'ID',
    of: 'session',
    about: 'go on with a session; without a task, with its unfinished run',
  },
  fork: {
    type: 'string',
    value: 'ID[@SEQ]',
    of: 'session',
    about: 'a new session that shares all up to there',
  },
  title: { type: 'string', value: 'TEXT', about: 'a name for the session' },
} as const satisfies Flags

export const inputFlags = {
  file: {
    type: 'string',
    short: 'f',
    multiple: true,
    value: 'PATH',
    of: 'file',
    about: 'attach a text file to the task',
  },
  cwd: {
    type: 'string',
    short: 'C',
    value: 'FOLDER',
    of: 'folder',
    about: 'the folder to work in',
  },
  agent: {
    type: 'string',
    value: 'NAME',
    about: 'the run is this agent: its prompt, tools, model',
  },
  'system-prompt': {
    type: 'string',
    value: 'TEXT',
    about: "in place of the coding agent's prompt",
  },
  'output-schema': {
    type: 'string',
    value: 'FILE',
    of: 'file',
    about: 'the last reply is JSON that follows the JSON Schema in this file',
  },
  'append-system-prompt': { type: 'string', value: 'TEXT', about: 'follows the system prompt' },
  'context-chars': {
    type: 'string',
    value: 'N',
    about: 'characters of the repository shown with a task (6000)',
  },
  'output-format': {
    type: 'string',
    short: 'o',
    value: 'FORMAT',
    choices: outputFormats,
    about: 'text (the default), json: one object, stream-json: one event per line',
  },
  'input-format': {
    type: 'string',
    value: 'FORMAT',
    choices: inputFormats,
    about: 'text (the default), stream-json: prompts and answers, one per line',
  },
  quiet: {
    type: 'boolean',
    short: 'q',
    about: 'nothing on standard error but what went wrong',
  },
  verbose: { type: 'boolean', about: 'what the tools do is told in a pipe too' },
  schema: {
    type: 'boolean',
    about: 'with -o stream-json, and nothing is run: the JSON Schema of its lines',
  },
} as const satisfies Flags

const { cwd, 'output-format': outputFormat, quiet, verbose } = inputFlags

/** What a chat is told of its input and output. */
export const chatInputFlags = {
  cwd,
  'system-prompt': inputFlags['system-prompt'],
  'append-system-prompt': inputFlags['append-system-prompt'],
  'context-chars': inputFlags['context-chars'],
  'output-format': outputFormat,
  quiet,
  verbose,
} as const satisfies Flags

/** Which configuration counts. */
export const configFlags = {
  config: {
    type: 'string',
    value: 'FILE',
    of: 'file',
    about: 'one more file of configuration, stronger than the others',
  },
  'setting-sources': {
    type: 'string',
    value: 'LAYERS',
    about: 'which files count: user,project,local (all), or none',
  },
  'no-user-config': {
    type: 'boolean',
    about: "of the user's configuration only providers and keys count",
  },
} as const satisfies Flags

/** Servers of the Model Context Protocol for one run. */
export const serverFlags = {
  'mcp-config': {
    type: 'string',
    multiple: true,
    value: 'FILE',
    of: 'file',
    about: 'more servers, as .mcp.json has them: a file, or such JSON itself',
  },
  'strict-mcp-config': {
    type: 'boolean',
    about: 'only the servers of --mcp-config: not those of configurations',
  },
} as const satisfies Flags

const json = { type: 'boolean', about: 'for programs' } as const satisfies Flag

export const showConfigFlags = {
  ...configFlags,
  schema: { type: 'boolean', about: 'the JSON Schema of a file of configuration' },
  json,
} as const satisfies Flags

/** What a command in the sandbox may is no matter of a decision. */
const { 'sandbox-commits': _, 'sandbox-network': __, ...decidingFlags } = permissionFlags

export const permissionsFlags = {
  ...decidingFlags,
  ...configFlags,
  cwd: inputFlags.cwd,
  json,
} as const satisfies Flags

export const initFlags = {
  user: { type: 'boolean', about: "the user's own, in HARNESS_HOME, not this folder's" },
} as const satisfies Flags

export const trustFlags = {
  remove: { type: 'boolean', about: 'the folder is trusted no longer' },
} as const satisfies Flags

export const runFlags = {
  ...configFlags,
  ...modelFlags,
  ...permissionFlags,
  ...limitFlags,
  ...sessionFlags,
  ...inputFlags,
  ...serverFlags,
} as const satisfies Flags

export const chatFlags = {
  ...configFlags,
  ...modelFlags,
  ...permissionFlags,
  ...limitFlags,
  ...sessionFlags,
  ...chatInputFlags,
  ...serverFlags,
} as const satisfies Flags

export const serveFlags = {
  http: {
    type: 'boolean',
    value: '[PORT]',
    about: 'over HTTP on 127.0.0.1, not standard input; a free port unless given',
  },
  cwd: {
    type: 'string',
    short: 'C',
    value: 'FOLDER',
    of: 'folder',
    about: 'the folder that is served',
  },
  ...modelFlags,
  ...permissionFlags,
  ...configFlags,
  ...limitFlags,
  ...serverFlags,
  'append-system-prompt': { type: 'string', value: 'TEXT', about: 'follows the system prompt' },
} as const satisfies Flags

export const listFlags = {
  all: { type: 'boolean', short: 'a', about: 'of every folder' },
  json,
} as const satisfies Flags

export const transcriptFlags = {
  session: {
    type: 'string',
    value: 'ID',
    of: 'session',
    about: 'of this session, not the newest of the folder',
  },
  json,
} as const satisfies Flags

export const modelListFlags = {
  remote: {
    type: 'boolean',
    about: 'ask hosted providers too: the one named, else those with a key',
  },
  json,
} as const satisfies Flags

export const doctorFlags = {
  ...configFlags,
  cwd: { type: 'string', short: 'C', value: 'FOLDER', about: 'the folder to look at' },
  online: {
    type: 'boolean',
    about: 'ask providers, too, whether they take their keys',
  },
  json,
} as const satisfies Flags

export const jsonFlags = { json } as const satisfies Flags

export const postFlags = {
  'follow-up': {
    type: 'boolean',
    about: 'taken up when the model has nothing left to do',
  },
} as const satisfies Flags

export const answerFlags = {
  always: {
    type: 'string',
    value: 'WHERE',
    choices: alwaysLayers,
    about: 'allowed from now on, by the rules that the ask shows',
  },
} as const satisfies Flags

export const noFlags = {} as const satisfies Flags
