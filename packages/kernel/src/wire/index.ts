// What every wire to models over HTTP shares: a package adds its protocol and its client.
export { httpProvider, type Connection, type Wire } from './http-provider.ts'
export { type Adaptation, type Ending, type Protocol, type ReplyReader } from './protocol.ts'
export { type WireOptions } from './wire-options.ts'
export { WireError, type WireErrorCode } from './wire-error.ts'
export { type HttpClient } from './transport/http-client.ts'
export { type ParseEvents } from './transport/event-decoder.ts'

// Reading what a server sent: `unknown` until one of these has looked at it.
export { isJson, listOf, numberOf, recordOf, textOf } from './read-json.ts'
export { classifyError } from './failure/classify-error.ts'
export { type ErrorFacts } from './failure/error-facts.ts'

// What replies and requests of every wire have in common.
export { callIds } from './reply/call-ids.ts'
export { ownOpaque } from './reply/own-opaque.ts'
