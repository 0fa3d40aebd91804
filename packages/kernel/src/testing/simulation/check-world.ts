import { evolveConversation, messagesOf, noConversation } from '../../index.ts'
import { postOf } from '../../state/posts.ts'
import { checkLog } from '../check-log.ts'
import type { SimLog, SimWorld } from './sim-world.ts'

/** Everything that is wrong with a world that has come to rest. */
export function checkWorld(world: SimWorld, posted: readonly string[]): string[] {
  const logs = [...world.logs.values()]
  return [
    ...world.violations,
    ...logs.flatMap((log) => checkLog(log.events, { finished: log.id.split('.').length === 1 })),
    ...checkAcknowledged(world),
    ...logs.flatMap((log) => checkRequests(world, log)),
    ...checkPosts(world, posted),
  ]
}

const checkAcknowledged = ({ acknowledged, logs }: SimWorld): string[] =>
  acknowledged
    .filter(({ session, event }) => logs.get(session)?.events[event.seq - 1] !== event)
    .map(
      ({ session, event }) => `${session} lost ${event.type} ${event.seq}, which was acknowledged`,
    )

/** What the model was sent is what the log says it was sent. */
function checkRequests({ requests }: SimWorld, { id, events }: SimLog): string[] {
  const found: string[] = []
  let conversation = noConversation()
  for (const event of events) {
    conversation = evolveConversation(conversation, event)
    const sent = requests.get(event)
    if (sent !== undefined && sent !== JSON.stringify(messagesOf(conversation))) {
      found.push(`${id} sent something else than its log says at ${event.seq}`)
    }
  }
  return found
}

function checkPosts(world: SimWorld, posted: readonly string[]): string[] {
  const times = new Map<string, number>()
  for (const { id, events, inherited } of world.logs.values()) {
    if (id === 'fork') continue
    for (const event of events.slice(inherited)) {
      const post = postOf(event)
      if (post !== undefined) times.set(post, (times.get(post) ?? 0) + 1)
    }
  }
  return posted
    .filter(
      (post) =>
        times.get(post) !== 1 && !world.logs.get('fork')?.events.some((e) => postOf(e) === post),
    )
    .map((post) => `${post} stands in the log ${times.get(post) ?? 0} times`)
}
