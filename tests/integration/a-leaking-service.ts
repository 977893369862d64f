import { createServer } from 'node:http'

/** Answers every call with no cards. Started as a process of its own with how many bytes of each call it keeps for ever. */
const kept: Buffer[] = []
const bytesPerCall = Number(process.argv[2])

const server = createServer((request, response) => {
  if (bytesPerCall > 0) kept.push(Buffer.alloc(bytesPerCall, 1))
  request.resume().once('end', () => response.end('{"cards":[]}'))
})
server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
