/** The name of the white label. The server writes it into `index.html`; System Configuration changes it in place. */
import { create } from '../store.ts'

const meta = document.querySelector<HTMLMetaElement>('meta[name="application-name"]')

export const productName = create(meta?.content ?? '')
