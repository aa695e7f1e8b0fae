/** A URL to read: where it does not fit it breaks between its parts. */
import { Fragment } from 'react'

export function UrlText({ url }: { url: string }) {
  const [start = '', ...parts] = url.split(/(?<=[^/:])(?=[/?&])/)
  return (
    <>
      {start}
      {parts.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- parts have no other name, and never move
        <Fragment key={index}>
          <wbr />
          {part}
        </Fragment>
      ))}
    </>
  )
}
