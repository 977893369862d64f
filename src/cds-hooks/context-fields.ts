import { z } from 'zod'

/** Half-filled Bundles are welcome: a type, ids and entries may be missing. Only another kind of value is refused. */
const bundle = z.looseObject({ resourceType: z.literal('Bundle').optional() })

/** Given with the scopes for it only, by Epic: without them nobody knows what is ordered, and that is no error. */
const draftOrders = bundle.nullish()

const inEncounter = z.looseObject({ encounterId: z.string({ error: 'is required by this hook' }) })

/** What a hook's own fields must look like; a hook that is not named here brings none. */
const CONTEXTS: Readonly<Record<string, z.ZodType>> = {
  'encounter-start': inEncounter,
  'encounter-discharge': inEncounter,
  'problem-list-item-create': z.looseObject({ conditions: bundle }),
  'order-sign': z.looseObject({ draftOrders }),
  'order-select': z
    .looseObject({ draftOrders, selections: z.array(z.string().max(2048)).nullish() })
    .refine(({ draftOrders: drafts, selections }) => !drafts || selections, {
      path: ['selections'],
      message: 'is required with draftOrders',
    }),
}

/** What is wrong with the fields that a hook itself brings, each by the name of the field in the context. */
export function contextProblems(
  hook: string,
  context: unknown,
): readonly { readonly field: string; readonly problem: string }[] {
  const parsed = Object.hasOwn(CONTEXTS, hook) ? CONTEXTS[hook]?.safeParse(context) : undefined
  if (!parsed || parsed.success) return []
  const problems = parsed.error.issues.map(({ path, message }) => [`context.${String(path[0])}`, message] as const)
  return [...new Map(problems)].map(([field, problem]) => ({ field, problem }))
}
