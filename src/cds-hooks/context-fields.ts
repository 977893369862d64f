import * as z from '../zod.ts'

/** Half-filled Bundles are welcome: a type, ids and entries may be missing. Only another kind of value is refused. */
const bundle = z.looseObject({ resourceType: z.optional(z.literal('Bundle')) })

/** Given with the scopes for it only, by Epic: without them nobody knows what is ordered, and that is no error. */
const draftOrders = z.nullish(bundle)

const inEncounter = z.looseObject({ encounterId: z.string({ error: 'is required by this hook' }) })

/** What a hook's own fields must look like; a hook that is not named here brings none. */
const CONTEXTS: Readonly<Record<string, z.ZodMiniType>> = {
  'encounter-start': inEncounter,
  'encounter-discharge': inEncounter,
  'problem-list-item-create': z.looseObject({ conditions: bundle }),
  'order-sign': z.looseObject({ draftOrders }),
  'order-select': z
    .looseObject({ draftOrders, selections: z.nullish(z.array(z.string().check(z.maxLength(2048)))) })
    .check(
      z.refine(({ draftOrders: drafts, selections }) => !drafts || selections, {
        path: ['selections'],
        message: 'is required with draftOrders',
      }),
    ),
}

/**
 * What is wrong with the fields that a hook itself brings, each by the name of the field in the context. `isHookCall`: what
 * the hook requires must be there; whoever asks for an assessment alone may leave it out.
 */
export function contextProblems(
  hook: string,
  context: Readonly<Record<string, unknown>>,
  isHookCall: boolean,
): readonly { readonly field: string; readonly problem: string }[] {
  const parsed = Object.hasOwn(CONTEXTS, hook) ? CONTEXTS[hook]?.safeParse(context) : undefined
  if (!parsed || parsed.success) return []
  const problems = new Map(parsed.error.issues.map(({ path, message }) => [String(path[0]), message]))
  return [...problems]
    .filter(([field]) => isHookCall || (context[field] ?? null) !== null)
    .map(([field, problem]) => ({ field: `context.${field}`, problem }))
}
