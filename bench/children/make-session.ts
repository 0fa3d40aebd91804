// Makes a session of about so many events: `<home> <id> <events>`.
import { fileSessions } from '../built/kernel-node.ts'
import { makeLongSession } from '../loops/long-session.ts'

const [home = '', id = '', events] = process.argv.slice(2)
const sessions = fileSessions({ home })
await makeLongSession(sessions, { id, events: Number(events) })
const store = await sessions.open(id)
console.log(JSON.stringify(store.events.head))
await store.close()
