const MAX_CHARACTERS = 100_000

/** JSON as text. It scrolls inside itself, so it can be reached with the keyboard. */
export function JsonText({ value, label }: { readonly value: unknown; readonly label: string }) {
  return (
    <section class="json" tabindex={0} aria-label={label}>
      <pre>{toText(value)}</pre>
    </section>
  )
}

/** Long JSON is not indented: deep nesting would make it a hundred times longer. */
function toText(value: unknown): string {
  const compact = JSON.stringify(value) ?? ''
  return compact.length > MAX_CHARACTERS
    ? `${compact.slice(0, MAX_CHARACTERS)}…`
    : (JSON.stringify(value, null, 2) ?? '')
}
