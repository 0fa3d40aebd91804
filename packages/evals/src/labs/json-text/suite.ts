import type { SuiteFile } from '../../suite/suite-file.ts'
import { escapedAnswer, objectAnswer } from './answers.ts'
import { callInCall, escapedFile, jsonInJson, twoCalls } from './files.ts'

export const jsonText: SuiteFile = {
  name: 'json-text',
  description:
    'Whether a model that writes its calls as JSON text stays with JSON: answers without prose, escapes, calls inside of calls.',
  defaults: { tags: ['json-text'] },
  cases: [objectAnswer, escapedAnswer, escapedFile, callInCall, jsonInJson, twoCalls],
}
