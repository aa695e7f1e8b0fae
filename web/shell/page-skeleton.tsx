/** What a page looks like before it is there. */
import { Skeleton, Stack } from '@mantine/core'

export function PageSkeleton() {
  return (
    <Stack aria-hidden gap="lg">
      <Skeleton height={32} width="40%" />
      <Skeleton height={16} width="70%" />
      <Skeleton height={240} />
    </Stack>
  )
}
