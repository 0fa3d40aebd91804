import { stat } from 'node:fs/promises'
import type { LoadedSuite } from '@harness/sdk'
import { UsageError } from '../outcome/usage-error.ts'

/** What is run over the models. */
export interface FoundLab {
  name: string
  suite: string | LoadedSuite
  /** How its models are to call tools, where it is for one way. */
  toolCalls: 'text' | null
}

/** A lab by its name, else a suite by its path. */
export async function findLab(word: string): Promise<FoundLab> {
  const { labs, labSuite } = await import('@harness/evals/labs')
  const lab = labs.find(({ name }) => name === word)
  if (lab) {
    const { suiteOf } = await import('@harness/evals')
    const file = await labSuite(lab.name)
    const suite = { suite: suiteOf(file), file, folder: process.cwd(), source: null }
    return { name: lab.name, suite, toolCalls: lab.toolCalls }
  }
  if (await isFile(word)) return { name: nameOf(word), suite: word, toolCalls: null }
  const { closestName } = await import('@harness/kernel')
  const names = labs.map(({ name }) => name)
  const closest = closestName(word, names)
  const hint = closest === undefined ? `Labs are ${names.join(', ')}.` : `Did you mean ${closest}?`
  throw new UsageError(`There is no lab and no file ${JSON.stringify(word)}. ${hint}`)
}

async function isFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.isFile() ?? false
}

const nameOf = (path: string): string => path.replace(/^.*[/\\]/u, '').replace(/\.\w+$/u, '')
