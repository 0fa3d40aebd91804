// Models by name: the catalogue, and what makes a provider of a name.
export { resolveModel, type ResolvedModel, type ResolveOptions } from './resolve-model.ts'
export { presets } from './catalogue/presets.ts'
export { findPreset } from './catalogue/find-preset.ts'
export { closestNames } from './catalogue/closest-names.ts'
export { baseUrlVariables } from './catalogue/base-url-variables.ts'
export { type HttpWire, type KnownModel, type Preset, type Quirks } from './catalogue/preset.ts'
export { endpointOf, type Endpoint, type EndpointOptions } from './endpoint-of.ts'
export { type CreateProvider } from './wires/load-package.ts'
export { ProvidersError, type ProvidersErrorCode } from './providers-error.ts'

// What servers say of their models.
export {
  discoverModels,
  type Discovery,
  type DiscoveryProblem,
  type DiscoverOptions,
} from './discover/discover-models.ts'
export { discoverServers } from './discover/discover-servers.ts'
export { onlyModel } from './discover/only-model.ts'
export { type ServedModel } from './discover/served-model.ts'

// The offline model: a provider without a network, and its scripts.
export { offlineProvider, type OfflineOptions } from './offline/offline-provider.ts'
export { Condition, Script, ScriptedReply } from './offline/script.ts'
export { parseScript, parseScriptText } from './offline/parse-script.ts'
export { defaultScript } from './offline/default-script.ts'

// The demo: a repository with a fault, and the script that mends it.
export { demoPrompt, demoScript } from './demo/demo-script.ts'
export { sampleRepository, type SampleFiles } from './demo/sample-repository.ts'

// Models without tools of their own, and recordings in place of a network.
export { withToolCalls } from './text-protocol/with-tool-calls.ts'
export { Tape, type TapeMiss } from './tape/tape.ts'
export { recordTape, type Recording } from './tape/record-tape.ts'

// What a configuration says of a provider.
export { providerSettings, type ProviderSettings } from './provider-settings.ts'
