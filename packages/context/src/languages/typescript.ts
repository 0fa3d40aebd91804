import type { Language } from './language.ts'

const query = `
(export_specifier name: (_) @shared)
(export_statement value: (identifier) @shared)
(class_declaration name: (_) @name) @class
(abstract_class_declaration name: (_) @name) @class
(interface_declaration name: (_) @name) @type
(type_alias_declaration name: (_) @name) @type
(enum_declaration name: (_) @name) @type
(internal_module name: (_) @name) @module
(function_declaration name: (_) @name) @function
(generator_function_declaration name: (_) @name) @function
(function_signature name: (_) @name) @function
(method_definition name: (property_identifier) @name) @method
(abstract_method_signature name: (property_identifier) @name) @method
(public_field_definition name: (property_identifier) @name value: (arrow_function)) @method
(program (lexical_declaration (variable_declarator name: (identifier) @name value: [(arrow_function) (function_expression)]) @function))
(export_statement (lexical_declaration (variable_declarator name: (identifier) @name value: [(arrow_function) (function_expression)]) @function))
(export_statement (lexical_declaration (variable_declarator name: (identifier) @name) @constant))
(program (lexical_declaration (variable_declarator name: (identifier) @name) @constant))
(ambient_declaration (lexical_declaration (variable_declarator name: (identifier) @name) @constant))
`

export const typescript: Language = {
  grammar: 'typescript',
  extensions: ['ts', 'mts', 'cts'],
  comments: '//',
  hidden: { signature: /^(?!export\b|declare\b)/, where: /^(import|export)\b/m },
  query,
}

/** The same definitions by another grammar: in these files `<` may begin an element. */
export const tsx: Language = { ...typescript, grammar: 'tsx', extensions: ['tsx'] }
