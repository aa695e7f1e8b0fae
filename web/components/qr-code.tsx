/** A QR code, dark on white whatever the scheme: that is what cameras look for. */
import { encode } from 'uqr'

/** White space that scanners need around it, in modules (ISO/IEC 18004). */
const QUIET_ZONE_MODULES = 4

export function QrCode({ text, label, widthPx }: { text: string; label: string; widthPx: number }) {
  const { data, size } = encode(text, { border: QUIET_ZONE_MODULES })
  const modules = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      width={widthPx}
      height={widthPx}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={modules.join('')} fill="#000" />
    </svg>
  )
}
