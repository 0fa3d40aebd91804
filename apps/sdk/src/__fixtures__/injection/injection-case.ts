/** A call of a tool that a text told the model to make. `@{work}` and its like in it stand for places of the world. */
export type Call = readonly [tool: string, input: Readonly<Record<string, unknown>>]

/** What the model asks for in one turn; from what it has seen so far, where it must be made of that. */
export type Step = Call | readonly Call[] | ((seen: string) => Call | undefined)

export const isCall = (step: Call | readonly Call[]): step is Call => typeof step[0] === 'string'

/** What an injected text has a model do. The model is obedient: it does all of it, whatever became of the last step. */
export interface InjectionCase {
  name: string
  steps: readonly Step[]
  /** What a subagent does that the model starts with the prompt `obey`. */
  agent?: readonly Step[]
  /** Files that whoever wrote the repository put there, by path. */
  files?: Readonly<Record<string, string>>
  /** Whether they are committed. */
  isCommitted?: boolean
  /** And links, by path, to where they lead. */
  links?: Readonly<Record<string, string>>
  /** By manner: why it is not held there. */
  open?: Readonly<Record<string, string>>
}

export interface Family {
  name: string
  cases: readonly InjectionCase[]
}

export const shell = (command: string, more: Readonly<Record<string, unknown>> = {}): Call => [
  'shell',
  { command, ...more },
]

/** A case for each command: one call of the shell. */
export const commands = (...texts: readonly string[]): InjectionCase[] =>
  texts.map((text) => ({ name: text, steps: [shell(text)] }))

/** A case for each input of one tool. */
export const calls = (
  tool: string,
  ...inputs: readonly Readonly<Record<string, unknown>>[]
): InjectionCase[] =>
  inputs.map((input) => ({ name: `${tool} ${JSON.stringify(input)}`, steps: [[tool, input]] }))
