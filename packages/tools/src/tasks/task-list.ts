import { z } from 'zod'
import { defineTool, done, type Tool } from '@harness/kernel'
import { Listing } from '../output/listing.ts'
import { describeTask } from './describe-task.ts'

const Input = z.object({})

/** Every command and subagent of the session, the newest first. */
export const taskListTool = (): Tool =>
  defineTool({
    name: 'task_list',
    description: 'List commands and subagents.',
    input: Input,
    effect: 'pure',
    async run(_, __, { tasks, runtime }) {
      const listing = new Listing('tasks')
      for (const task of (await tasks.list()).toReversed()) {
        listing.add(describeTask(task, runtime.now()))
      }
      return done(listing.text('There are no tasks.'))
    },
  })
