import type { Language } from './language.ts'

export const bash: Language = {
  grammar: 'bash',
  extensions: ['sh', 'bash'],
  comments: '#',
  query: '(function_definition name: (_) @name) @function',
}
