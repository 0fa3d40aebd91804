import type { Language } from './language.ts'

export const rust: Language = {
  grammar: 'rust',
  extensions: ['rs'],
  comments: '//',
  hidden: { signature: /^(?!pub\b)/ },
  query: `
(struct_item name: (_) @name) @class
(enum_item name: (_) @name) @type
(union_item name: (_) @name) @type
(trait_item name: (_) @name) @type
(type_item name: (_) @name) @type
(impl_item type: (_) @name) @group
(mod_item name: (_) @name body: (_)) @module
(declaration_list (function_item name: (_) @name) @method)
(function_signature_item name: (_) @name) @method
(function_item name: (_) @name) @function
(macro_definition name: (_) @name) @function
(const_item name: (_) @name) @constant
(static_item name: (_) @name) @constant
`,
}
