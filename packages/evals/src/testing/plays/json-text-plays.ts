import { escapedAnswer, objectAnswer } from '../../labs/json-text/answers.ts'
import {
  callInCall,
  escapedFile,
  escapes,
  jsonInJson,
  pair,
  savedCall,
  settings,
  twoCalls,
} from '../../labs/json-text/files.ts'
import { done, read, write, type LabPlay } from '../play.ts'

const object = objectAnswer.expect?.answer?.equals ?? ''
const lines = escapedAnswer.expect?.answer?.equals ?? ''
const pairCalls = Object.entries(pair).map(([path, said]) => write(path, JSON.stringify(said)))

export const jsonTextPlays: Readonly<Record<string, LabPlay>> = {
  [objectAnswer.id]: {
    good: [[read('manifest.txt')], object],
    bad: [[read('manifest.txt')], `Here is the object:\n\n${object}`],
    failure: 'expectation_mismatch',
  },
  [escapedAnswer.id]: {
    good: [[read('lines.txt')], lines],
    // The tab stands in the string as it is.
    bad: [[read('lines.txt')], lines.replace('a\\tb', 'a\tb')],
    failure: 'expectation_mismatch',
  },
  [escapedFile.id]: {
    good: [[write('escapes.json', JSON.stringify(escapes))], done],
    // Escaped once too little: what is written is no JSON any more.
    bad: [[write('escapes.json', JSON.stringify(escapes).replaceAll('\\\\', '\\'))], done],
    failure: 'expectation_mismatch',
  },
  [callInCall.id]: {
    good: [[write('saved-call.json', JSON.stringify(savedCall))], done],
    // It does what was to be saved.
    bad: [
      [write('never.txt', savedCall.args.content)],
      [write('saved-call.json', JSON.stringify(savedCall))],
      done,
    ],
    failure: 'expectation_mismatch',
  },
  [jsonInJson.id]: {
    good: [
      [read('settings.json')],
      [
        write(
          'envelope.json',
          JSON.stringify({ kind: 'settings', payload: JSON.stringify(settings) }),
        ),
      ],
      done,
    ],
    // The object itself in place of its text.
    bad: [
      [read('settings.json')],
      [write('envelope.json', JSON.stringify({ kind: 'settings', payload: settings }))],
      done,
    ],
    failure: 'expectation_mismatch',
  },
  [twoCalls.id]: {
    good: [pairCalls, done],
    bad: [...pairCalls.map((call) => [call]), done],
    failure: 'max_steps',
  },
}
