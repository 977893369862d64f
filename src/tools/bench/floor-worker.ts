import { Hono } from 'hono'

/** The least a Worker can do with a hook call: parse its JSON and answer a constant card. What we are measured against. */
const app = new Hono()

app.post('/cds-services/:id', async (c) => {
  const body: unknown = await c.req.json()
  if (typeof body !== 'object') return c.json({ cards: [] }, 400)
  return c.json({ cards: [CARD] })
})

const CARD = {
  uuid: '5d1b9b1e-4c43-5b1c-9d4e-0d6a5b8f9c11',
  summary: 'A constant card.',
  indicator: 'info',
  source: { label: 'Floor' },
}

export default app
