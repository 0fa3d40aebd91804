import { chosenModel, findSession, SdkError, type Options } from '@harness/sdk'
import { plainLine } from '../print/plain-text.ts'
import { shownPath } from '../print/shown-path.ts'
import type { Room } from './room.ts'

interface Header {
  lines: readonly string[]
  /** What is wrong with the model. */
  problem: string | undefined
}

/** What a person sees first: model, mode, folder, and the session that goes on. */
export async function chatHeader(options: Options, { id, mode }: Room): Promise<Header> {
  const known = id === undefined ? await newSession(options) : await oldSession(id)
  const { model, problem, folder = options.cwd ?? process.cwd() } = known
  const where = shownPath(folder)
  const first = ['harness', ...(model ? [model] : []), mode, where].map(plainLine).join(' · ')
  const session = id === undefined ? [] : [['session', id, known.title ?? ''].join(' ').trim()]
  return { lines: [first, ...session.map(plainLine), '/help says what can be typed.'], problem }
}

interface Known {
  model?: string | undefined
  problem?: string | undefined
  folder?: string | undefined
  title?: string | undefined
}

async function oldSession(id: string): Promise<Known> {
  const { model, workspace, title } = await findSession(id)
  return { model, folder: workspace ?? undefined, title }
}

async function newSession(options: Options): Promise<Known> {
  try {
    return await chosenModel(options)
  } catch (error) {
    if (!(error instanceof SdkError)) throw error
    return { problem: error.message }
  }
}
