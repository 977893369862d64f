interface Due {
  readonly at: number
  /** In which order it was added: what is due at the same moment runs in that order. */
  readonly turn: number
  readonly run: () => Promise<void>
}

export interface Agenda {
  readonly add: (at: number, run: () => Promise<void>) => void
  /** Runs everything in order of time, also what is added meanwhile. */
  readonly run: () => Promise<void>
}

/** What is due when, as a binary heap: a year has tens of thousands of entries, and each may add more. */
export function createAgenda(): Agenda {
  const heap: Due[] = []
  let turn = 0
  return {
    add: (at, run) => {
      heap.push({ at, turn, run })
      turn += 1
      rise(heap)
    },
    run: async () => {
      for (let next = takeFirst(heap); next; next = takeFirst(heap)) await next.run()
    },
  }
}

function isBefore(heap: readonly Due[], index: number, other: number): boolean {
  const [one, two] = [heap[index], heap[other]]
  if (!one || !two) return false
  return one.at < two.at || (one.at === two.at && one.turn < two.turn)
}

function swap(heap: Due[], index: number, other: number): void {
  const [one, two] = [heap[index], heap[other]]
  if (!one || !two) return
  heap[index] = two
  heap[other] = one
}

function rise(heap: Due[]): void {
  let index = heap.length - 1
  while (index > 0) {
    const parent = (index - 1) >> 1
    if (!isBefore(heap, index, parent)) return
    swap(heap, index, parent)
    index = parent
  }
}

function takeFirst(heap: Due[]): Due | undefined {
  swap(heap, 0, heap.length - 1)
  const first = heap.pop()
  let index = 0
  for (;;) {
    const left = 2 * index + 1
    const smaller = isBefore(heap, left + 1, left) ? left + 1 : left
    if (!isBefore(heap, smaller, index)) return first
    swap(heap, index, smaller)
    index = smaller
  }
}
