// Layers, and what they are together.
export { type Layer, type TextLayer, type ValueLayer } from './layer.ts'
export { readConfigFile } from './read-config-file.ts'
export { loadConfig, type Loaded, type Written } from './load-config.ts'
export { type KeyPath } from './key-path.ts'
export { type Origin, type SettingOrigin } from './origins-of.ts'
export { type Whereabouts } from './parse-layer.ts'

export { ConfigError, type ConfigErrorCode, type Fault } from './config-error.ts'

// What a program changes of a file of a person's.
export { addToList } from './edit/add-to-list.ts'
export { findKey } from './edit/find-key.ts'
export { removeKey } from './edit/remove-key.ts'
export { setKey } from './edit/set-key.ts'

// What editors check a file by.
export { jsonSchemaOf, type JsonSchemaOptions } from './schema/json-schema-of.ts'

// Secrets stand elsewhere, and are not printed.
export { SecretReference, isReference } from './secrets/secret-reference.ts'
export { resolveSecret, type ResolveOptions } from './secrets/resolve-secret.ts'
export { isSecretKey } from './secrets/is-secret-key.ts'
export { printable } from './secrets/printable.ts'
