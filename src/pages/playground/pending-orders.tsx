import { elementsOf, fieldOf, textOf } from '../../fhir/element.ts'
import { isObject } from '../../fhir/resource.ts'
import * as z from '../../zod.ts'
import { nameOf } from './fhir-words.ts'

const MAX_ORDERS = 50

const flags = z.catch(z.object({ wasAsked: z.catch(z.boolean(), false) }), { wasAsked: false })

/** The orders that are written and not signed: `{ "orders": [resource], "wasAsked": boolean }`, of any shape at all. */
export function PendingOrdersFragment({ pending }: { readonly pending: unknown }) {
  const orders = elementsOf(pending, 'orders').filter(isObject).slice(0, MAX_ORDERS)
  const { wasAsked } = flags.parse(pending)
  return (
    <div data-into="orders">
      <p class="label" id="orders-title">
        Pending orders
      </p>
      {orders.length === 0 ? (
        <p class="quiet">None.</p>
      ) : (
        <>
          <ul class="pending" aria-labelledby="orders-title">
            {orders.map((order) => (
              <li>
                <span>{orderName(order)}</span>
                <button type="button" data-remove={textOf(order, 'id')} aria-label={`Remove ${orderName(order)}`}>
                  Remove
                </button>
              </li>
            ))}
          </ul>
          <button type="button" data-action="order-sign" title="Calls order-sign">
            {wasAsked ? 'Sign all the same' : 'Sign orders'}
          </button>
        </>
      )}
    </div>
  )
}

function orderName(order: unknown): string {
  const concepts = ['code', 'medicationCodeableConcept', 'codeCodeableConcept'].map((name) => fieldOf(order, name))
  return concepts.flatMap((concept) => nameOf(concept) ?? [])[0] ?? 'Order without a name'
}
