import { Hono } from 'hono'

const app = new Hono()
app.get('/', (c) => c.text('x'))
export default app
