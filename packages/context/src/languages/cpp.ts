import type { Language } from './language.ts'

const named = '[(identifier) (field_identifier) (qualified_identifier)] @name'

/** C as well: what it has that this grammar has not is rare. */
export const cpp: Language = {
  grammar: 'cpp',
  extensions: ['c', 'h', 'cc', 'cpp', 'cxx', 'hh', 'hpp', 'hxx'],
  comments: '//',
  hidden: { signature: /^static\b/ },
  query: `
(class_specifier name: (_) @name body: (_)) @class
(struct_specifier name: (_) @name body: (_)) @class
(union_specifier name: (_) @name body: (_)) @type
(enum_specifier name: (_) @name body: (_)) @type
(type_definition declarator: (type_identifier) @name) @type
(alias_declaration name: (_) @name) @type
(namespace_definition name: (_) @name) @module
(function_definition declarator: (function_declarator declarator: ${named})) @function
(function_definition declarator: (pointer_declarator declarator: (function_declarator declarator: ${named}))) @function
(function_definition declarator: (reference_declarator (function_declarator declarator: ${named}))) @function
(declaration declarator: (function_declarator declarator: (identifier) @name)) @function
(declaration declarator: (pointer_declarator declarator: (function_declarator declarator: (identifier) @name))) @function
(field_declaration declarator: (function_declarator declarator: (field_identifier) @name)) @method
(preproc_function_def name: (_) @name) @function
`,
}
