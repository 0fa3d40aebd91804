import { library } from '../../tsup.library.ts'

// Optional, with a program of its own for each platform: not part of the bundle.
export default library(['index'], { external: ['@napi-rs/keyring'] })
