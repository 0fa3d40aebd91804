import type { Language } from './language.ts'

export const css: Language = {
  grammar: 'css',
  extensions: ['css'],
  comments: '//',
  query: `
(stylesheet (rule_set (selectors) @name) @rule)
(keyframes_statement (keyframes_name) @name) @rule
`,
}
