/**
 * The thread that draws PDFs, one after the other. Drawing is work for the processor: on the thread that answers
 * requests everybody would wait for it. `pdf-drawer` starts this thread, and ends it where it takes too long.
 */
import { parentPort } from 'node:worker_threads'
import { renderSummaryPdf, type SummaryDocument } from './summary-pdf.ts'

export type PdfAnswer = { pdf: Uint8Array } | { error: string }

parentPort!.on('message', (document: SummaryDocument) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
  void draw(document).then((answer) => parentPort!.postMessage(answer))
})

async function draw(document: SummaryDocument): Promise<PdfAnswer> {
  try {
    // What crosses to another thread is no Buffer any more.
    const logo = document.logo ? Buffer.from(document.logo) : null
    return { pdf: await renderSummaryPdf({ ...document, logo }) }
  } catch (error) {
    return { error: String((error as Error).stack ?? error) }
  }
}
