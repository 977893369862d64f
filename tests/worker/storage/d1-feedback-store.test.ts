import { createD1FeedbackStore } from '../../../src/storage/d1-feedback-store.ts'
import { describeFeedbackStore } from '../../storage/feedback-store-contract.ts'
import { emptyState } from './state.ts'

describeFeedbackStore('in D1', async () => createD1FeedbackStore((await emptyState()).DB))
