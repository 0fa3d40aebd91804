import type { Language } from './language.ts'

export const go: Language = {
  grammar: 'go',
  extensions: ['go'],
  comments: '//',
  query: `
(type_spec name: (_) @name) @type
(type_alias name: (_) @name) @type
(function_declaration name: (_) @name) @function
(method_declaration name: (_) @name) @method
(source_file (const_declaration (const_spec name: (_) @name) @constant))
(source_file (var_declaration (var_spec name: (_) @name) @constant))
(source_file (var_declaration (var_spec_list (var_spec name: (_) @name) @constant)))
`,
}
