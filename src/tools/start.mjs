// Plain JavaScript on purpose: an old Node must be able to read this file in order to be told that it is too old.
import './check-node.mjs'

const { start } = await import('./start.ts')
await start()
