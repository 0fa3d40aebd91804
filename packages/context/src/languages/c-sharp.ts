import type { Language } from './language.ts'

export const cSharp: Language = {
  grammar: 'c-sharp',
  extensions: ['cs'],
  comments: '//',
  query: `
(class_declaration name: (_) @name) @class
(struct_declaration name: (_) @name) @class
(record_declaration name: (_) @name) @class
(interface_declaration name: (_) @name) @type
(enum_declaration name: (_) @name) @type
(delegate_declaration name: (_) @name) @type
(method_declaration name: (_) @name) @method
(property_declaration name: (_) @name) @method
`,
}
