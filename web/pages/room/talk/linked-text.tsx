/** Text that somebody wrote; web addresses in it are links. */
import { Anchor } from '@mantine/core'

/** The last character is none that ends a sentence. */
const ADDRESS = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]'])/

export function LinkedText({ text }: { text: string }) {
  // With one group, every other piece is an address.
  return text.split(ADDRESS).map((piece, index) =>
    index % 2 === 0 ? (
      piece
    ) : (
      // The pieces of a text never change their places.
      // oxlint-disable-next-line react/no-array-index-key
      <Anchor key={index} href={piece} target="_blank" rel="noreferrer noopener" inherit underline="always">
        {piece}
      </Anchor>
    ),
  )
}
