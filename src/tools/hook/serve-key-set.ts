import { once } from 'node:events'
import { createServer } from 'node:http'
import type { JWK } from 'jose'

/** Serves the public key on this machine; undefined where the port is busy, which another call may be that serves the same. */
export async function serveKeySet(port: number, key: JWK): Promise<{ readonly close: () => void } | undefined> {
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'application/json')
    response.end(JSON.stringify({ keys: [key] }))
  })
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return undefined
  }
  return {
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
