import { createSocket } from 'node:dgram'
import { createServer, type Server, type Socket } from 'node:net'

/** Somebody who takes whatever is sent: over TCP, as an HTTP server too, over UDP, and at a socket of the file system. */
export interface Attacker {
  port: number
  udpPort: number
  heard(): string
  close(): Promise<void>
}

export async function attacker(socket: string): Promise<Attacker> {
  const heard: Buffer[] = []
  const open = new Set<Socket>()
  const take = (connection: Socket) => {
    open.add(connection)
    connection.on('error', () => undefined).on('close', () => open.delete(connection))
    connection.on('data', (bytes) => {
      heard.push(Buffer.from(bytes))
      connection.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok')
    })
  }
  const servers = [createServer(take), createServer(take)] as const
  await Promise.all([
    new Promise<void>((resolve) => servers[0].listen(0, '127.0.0.1', resolve)),
    new Promise<void>((resolve) => servers[1].listen(socket, resolve)),
  ])
  const datagrams = createSocket('udp4', (bytes) => heard.push(bytes))
  await new Promise<void>((resolve) => datagrams.bind(0, '127.0.0.1', resolve))
  const address = servers[0].address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    udpPort: datagrams.address().port,
    heard: () => Buffer.concat(heard).toString('latin1'),
    async close() {
      for (const connection of open) connection.destroy()
      datagrams.close()
      await Promise.all(servers.map(closed))
    },
  }
}

const closed = (server: Server) => new Promise<void>((resolve) => server.close(() => resolve()))
