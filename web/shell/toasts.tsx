/** Where short messages appear. A chunk of its own, fetched with the first message. */
import { Notifications } from '@mantine/notifications'
import '@mantine/notifications/styles.css'

export { notifications } from '@mantine/notifications'

export function Toasts() {
  return <Notifications position="bottom-right" limit={4} />
}
