import type { Language } from './language.ts'

export const php: Language = {
  grammar: 'php',
  extensions: ['php'],
  comments: '//',
  query: `
(class_declaration name: (_) @name) @class
(interface_declaration name: (_) @name) @type
(trait_declaration name: (_) @name) @type
(enum_declaration name: (_) @name) @type
(method_declaration name: (_) @name) @method
(function_definition name: (_) @name) @function
`,
}
