import { library } from '../../tsup.library.ts'

export default library(['index', 'labs/index', 'node/index', 'testing/index'])
