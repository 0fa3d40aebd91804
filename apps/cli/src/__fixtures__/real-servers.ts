// Servers of the Model Context Protocol that others wrote, each with what its tools are called with.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Use {
  tool: string
  input?: object
  /** What its answer holds. */
  holds: string
}

const manifests = {
  everything: import.meta.resolve('@modelcontextprotocol/server-everything/package.json'),
  filesystem: import.meta.resolve('@modelcontextprotocol/server-filesystem/package.json'),
  memory: import.meta.resolve('@modelcontextprotocol/server-memory/package.json'),
}
const programOf = (name: keyof typeof manifests): string =>
  join(fileURLToPath(manifests[name]), '..', 'dist', 'index.js')
const node = (name: keyof typeof manifests, ...args: string[]) => ({
  command: process.execPath,
  args: [programOf(name), ...args],
})

/** The protocol's reference server: one of everything. */
export const everything = {
  overStdio: node('everything', 'stdio'),
  /** What it asks of a person or a model is not among them: nobody is there. */
  uses: [
    { tool: 'echo', input: { message: 'hello' }, holds: 'Echo: hello' },
    {
      tool: 'get-annotated-message',
      input: { messageType: 'success', includeImage: true },
      holds: '[image]',
    },
    { tool: 'get-env', holds: 'PATH' },
    { tool: 'get-resource-links', input: { count: 2 }, holds: '[link to the resource demo://' },
    {
      tool: 'get-resource-reference',
      input: { resourceType: 'Text', resourceId: 1 },
      holds: '[resource demo://resource/dynamic/text/1]',
    },
    { tool: 'get-structured-content', input: { location: 'New York' }, holds: 'humidity' },
    { tool: 'get-sum', input: { a: 2, b: 40 }, holds: '42' },
    { tool: 'get-tiny-image', holds: '[image]' },
    {
      tool: 'gzip-file-as-resource',
      input: { name: 'a.gz', data: 'data:text/plain,hello', outputType: 'resource' },
      holds: 'artifact sha256:',
    },
    { tool: 'get-roots-list', holds: 'file://' },
    { tool: 'toggle-simulated-logging', holds: 'logging' },
    { tool: 'toggle-subscriber-updates', holds: 'updates' },
    {
      tool: 'trigger-long-running-operation',
      input: { duration: 1, steps: 4 },
      holds: 'completed',
    },
  ] satisfies Use[],
  promptArguments: {
    'args-prompt': { city: 'Bern', state: 'BE' },
    'completable-prompt': { department: 'Engineering', name: 'Alice' },
    'resource-prompt': { resourceType: 'Text', resourceId: '1' },
  } as Record<string, object>,
}

/** Files of a folder. */
export const filesystem = (folder: string) => ({
  settings: node('filesystem', folder),
  uses: [
    { tool: 'list_allowed_directories', holds: folder },
    { tool: 'create_directory', input: { path: `${folder}/sub` }, holds: 'Successfully' },
    {
      tool: 'write_file',
      input: { path: `${folder}/sub/a.txt`, content: 'one\ntwo\n' },
      holds: 'Successfully',
    },
    {
      tool: 'edit_file',
      input: { path: `${folder}/sub/a.txt`, edits: [{ oldText: 'two', newText: 'three' }] },
      holds: '+three',
    },
    { tool: 'read_file', input: { path: `${folder}/sub/a.txt` }, holds: 'three' },
    { tool: 'read_text_file', input: { path: `${folder}/sub/a.txt`, head: 1 }, holds: 'one' },
    { tool: 'read_media_file', input: { path: `${folder}/dot.png` }, holds: '[image]' },
    { tool: 'read_multiple_files', input: { paths: [`${folder}/sub/a.txt`] }, holds: 'three' },
    { tool: 'list_directory', input: { path: folder }, holds: '[DIR] sub' },
    { tool: 'list_directory_with_sizes', input: { path: folder }, holds: 'sub' },
    { tool: 'directory_tree', input: { path: folder }, holds: 'a.txt' },
    { tool: 'get_file_info', input: { path: `${folder}/sub/a.txt` }, holds: 'size' },
    { tool: 'search_files', input: { path: folder, pattern: '**/*.txt' }, holds: 'a.txt' },
    {
      tool: 'move_file',
      input: { source: `${folder}/sub/a.txt`, destination: `${folder}/b.txt` },
      holds: 'Successfully',
    },
  ] satisfies Use[],
})

/** A graph of what is known, in a file. */
export const memory = (file: string) => ({
  settings: { ...node('memory'), env: { MEMORY_FILE_PATH: file } },
  uses: [
    {
      tool: 'create_entities',
      input: {
        entities: [
          { name: 'tulip', entityType: 'flower', observations: ['red'] },
          { name: 'bed', entityType: 'place', observations: [] },
        ],
      },
      holds: 'tulip',
    },
    {
      tool: 'create_relations',
      input: { relations: [{ from: 'tulip', to: 'bed', relationType: 'grows in' }] },
      holds: 'grows in',
    },
    {
      tool: 'add_observations',
      input: { observations: [{ entityName: 'tulip', contents: ['tall'] }] },
      holds: 'tall',
    },
    { tool: 'read_graph', holds: 'grows in' },
    { tool: 'search_nodes', input: { query: 'red' }, holds: 'tulip' },
    { tool: 'open_nodes', input: { names: ['bed'] }, holds: 'place' },
    {
      tool: 'delete_observations',
      input: { deletions: [{ entityName: 'tulip', observations: ['tall'] }] },
      holds: 'success',
    },
    {
      tool: 'delete_relations',
      input: { relations: [{ from: 'tulip', to: 'bed', relationType: 'grows in' }] },
      holds: 'success',
    },
    { tool: 'delete_entities', input: { entityNames: ['tulip'] }, holds: 'success' },
  ] satisfies Use[],
})

/** The reference server at an address. */
export async function everythingAt(
  kind: 'streamableHttp' | 'sse',
): Promise<AsyncDisposable & { url: string }> {
  const port = await freePort()
  const child = spawn(process.execPath, [programOf('everything'), kind], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  for await (const line of createInterface({ input: child.stderr })) {
    if (line.includes(String(port))) break
  }
  child.stderr.resume()
  return {
    url: `http://127.0.0.1:${port}/${kind === 'sse' ? 'sse' : 'mcp'}`,
    async [Symbol.asyncDispose]() {
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
