import type { Language } from './language.ts'

export const javascript: Language = {
  grammar: 'javascript',
  extensions: ['js', 'mjs', 'cjs', 'jsx'],
  comments: '//',
  hidden: { signature: /^(?!export\b)/, where: /^(import|export)\b/m },
  query: `
(export_specifier name: (_) @shared)
(export_statement value: (identifier) @shared)
(class_declaration name: (_) @name) @class
(function_declaration name: (_) @name) @function
(generator_function_declaration name: (_) @name) @function
(method_definition name: (property_identifier) @name) @method
(field_definition property: (property_identifier) @name value: (arrow_function)) @method
(program (lexical_declaration (variable_declarator name: (identifier) @name value: [(arrow_function) (function_expression)]) @function))
(export_statement (lexical_declaration (variable_declarator name: (identifier) @name value: [(arrow_function) (function_expression)]) @function))
(program (lexical_declaration (variable_declarator name: (identifier) @name) @constant))
(export_statement (lexical_declaration (variable_declarator name: (identifier) @name) @constant))
(program (variable_declaration (variable_declarator name: (identifier) @name) @constant))
(assignment_expression left: (member_expression property: (property_identifier) @name) right: [(function_expression) (arrow_function)]) @function
`,
}
