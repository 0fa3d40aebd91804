// Models by name: the catalogue, and what makes a provider of a name.
export { resolveModel, type ResolvedModel, type ResolveOptions } from './resolve-model.ts'
export { presets } from './catalogue/presets.ts'
export { type KnownModel, type Preset } from './catalogue/preset.ts'
export { ProvidersError, type ProvidersErrorCode } from './providers-error.ts'

// The offline model: a provider without a network, and its scripts.
export { offlineProvider, type OfflineOptions } from './offline/offline-provider.ts'
export { Condition, Script, ScriptedReply } from './offline/script.ts'
export { parseScript } from './offline/parse-script.ts'
export { defaultScript } from './offline/default-script.ts'

// The demo: a repository with a fault, and the script that mends it.
export { demoPrompt, demoScript } from './demo/demo-script.ts'
export { sampleRepository, type SampleFiles } from './demo/sample-repository.ts'
