import type { ElicitRequestFormParams } from '@modelcontextprotocol/server'
import type { Ask } from '../../drive/ask.ts'
import { shownLine, shownText } from './shown-text.ts'

/** What a person may choose. Each stands alone on a button or in a list. */
export const choices = {
  allow: 'allow once',
  deny: 'deny',
  always: 'allow in this session',
} as const

const mostShown = 16_000
const mostLine = 500

/**
 * The form a client shows for an ask. What it allows holds at most as long as the session: a client writes no
 * configuration. What is not shown in whole is not allowed for longer than once.
 */
export function formOf(ask: Ask): ElicitRequestFormParams {
  return ask.question ? questionForm(ask, ask.question) : permissionForm(ask)
}

/** Whether the ask may be answered with `choices.always`. */
export const offersAlways = ({ suggestions, places, preview }: Ask): boolean =>
  suggestions.length > 0 &&
  places.some(({ layer }) => layer === 'session') &&
  (preview?.length ?? 0) + suggestions.join('\n').length <= mostShown

function permissionForm(ask: Ask): ElicitRequestFormParams {
  const always = offersAlways(ask)
  const rules = always
    ? [
        `"${choices.always}" means: ${ask.suggestions.map((rule) => shownText(rule, mostShown)).join(', ')}`,
      ]
    : []
  const lines = [
    `${who(ask)} wants to use ${shownLine(ask.tool, mostLine)}.`,
    shownText(ask.preview ?? JSON.stringify(ask.input, null, 2), mostShown),
    ...(ask.reason === null ? [] : [shownText(ask.reason, mostLine)]),
    ...rules,
  ]
  return {
    message: lines.join('\n\n'),
    requestedSchema: {
      type: 'object',
      properties: {
        decision: {
          type: 'string',
          title: 'May it?',
          enum: [choices.allow, choices.deny, ...(always ? [choices.always] : [])],
        },
        reason: {
          type: 'string',
          title: 'Why not, or what to do instead',
          description: 'Told to the agent when it is denied.',
          maxLength: 2000,
        },
      },
      required: ['decision'],
    },
  }
}

function questionForm(
  ask: Ask,
  { text, choices: offered = [] }: NonNullable<Ask['question']>,
): ElicitRequestFormParams {
  // What the choices say is the model's: it stands in the list as it is shown, and is read back by its place.
  const listed = offeredLines(offered)
  // By its tool a question of the model's is told from one of a server, whatever it says of itself.
  const by = shownLine(ask.tool, mostLine)
  const message = `${who(ask)} asks, by ${by}:\n\n${shownText(text, mostShown)}`
  const answer = {
    type: 'string',
    title: listed.length > 0 ? 'Or in your own words' : 'Your answer',
    maxLength: 10_000,
  } as const
  if (listed.length === 0) {
    return {
      message,
      requestedSchema: { type: 'object', properties: { answer }, required: ['answer'] },
    }
  }
  const choice = { type: 'string', title: 'One of these', enum: listed } as const
  return { message, requestedSchema: { type: 'object', properties: { choice, answer } } }
}

/** One line for each choice, told apart by its number. */
export const offeredLines = (offered: readonly string[]): string[] =>
  offered.slice(0, 50).map((choice, at) => `${at + 1}. ${shownLine(choice, mostLine)}`)

const who = ({ agent, sessionId }: Ask): string =>
  agent === null
    ? `The agent of session ${sessionId}`
    : `The subagent ${shownLine(agent, mostLine)} of session ${sessionId}`
