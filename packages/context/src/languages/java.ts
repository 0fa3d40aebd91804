import type { Language } from './language.ts'

export const java: Language = {
  grammar: 'java',
  extensions: ['java'],
  comments: '//',
  query: `
(class_declaration name: (_) @name) @class
(record_declaration name: (_) @name) @class
(interface_declaration name: (_) @name) @type
(enum_declaration name: (_) @name) @type
(annotation_type_declaration name: (_) @name) @type
(method_declaration name: (_) @name) @method
`,
}
