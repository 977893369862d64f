/** The only Markdown our cards use: paragraphs, bullets and bold. Everything else is shown as it is written. */
export function CardDetail({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/\n{2,}/).map((block) => (
        <Block lines={block.split('\n')} />
      ))}
    </>
  )
}

function Block({ lines }: { readonly lines: readonly string[] }) {
  const words = lines.filter((line) => !line.startsWith('- '))
  const bullets = lines.filter((line) => line.startsWith('- '))
  return (
    <>
      {words.length === 0 ? undefined : (
        <p>
          <Bold text={words.join(' ')} />
        </p>
      )}
      {bullets.length === 0 ? undefined : (
        <ul>
          {bullets.map((line) => (
            <li>
              <Bold text={line.slice(2)} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

/** Every second part between `**` is bold; a lone `**` at the end stays what it is. */
function Bold({ text }: { readonly text: string }) {
  const parts = text.split('**')
  if (parts.length % 2 === 0) return <>{text}</>
  return <>{parts.map((part, index) => (index % 2 === 1 ? <strong>{part}</strong> : part))}</>
}
