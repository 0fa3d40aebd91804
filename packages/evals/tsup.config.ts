import { library } from '../../tsup.library.ts'

export default library(['index', 'node/index'])
