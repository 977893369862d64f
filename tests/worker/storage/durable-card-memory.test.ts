import { createDurableCardMemory } from '../../../src/storage/durable-card-memory.ts'
import { describeCardMemory } from '../../storage/card-memory-contract.ts'
import { emptyState } from './state.ts'

describeCardMemory('in durable objects', async () => createDurableCardMemory((await emptyState()).CARD_MEMORY))
