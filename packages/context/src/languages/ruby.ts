import type { Language } from './language.ts'

export const ruby: Language = {
  grammar: 'ruby',
  extensions: ['rb', 'rake'],
  comments: '#',
  query: `
(module name: (_) @name) @module
(class name: (_) @name) @class
(method name: (_) @name) @method
(singleton_method name: (_) @name) @method
(assignment left: (constant) @name) @constant
`,
}
