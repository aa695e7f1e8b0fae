/**
 * The look of the app: Mantine's, with the white label's accent colour and with contrasts that hold WCAG AA.
 *
 * A white label is one colour. `/branding.css`, made by the server, sets it as `--brand`; `global.css` derives ten
 * shades from it in CSS, so that a new colour shows without a rebuild and even while it is being chosen. Shade 6,
 * which carries white text, is never lighter than such text needs.
 */
import { createTheme, type CSSVariablesResolver, DEFAULT_THEME, type MantineColorsTuple } from '@mantine/core'

const shades = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((shade) => `var(--brand-${shade})`)

/** Mantine's own, with quieter backgrounds: shades 1 and 2. */
function softened(name: 'teal' | 'red' | 'yellow', first: string, second: string): MantineColorsTuple {
  const [lightest, , , ...rest] = DEFAULT_THEME.colors[name]
  return [lightest, first, second, ...rest] as unknown as MantineColorsTuple
}

export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: 6,
  colors: {
    brand: shades as unknown as MantineColorsTuple,
    teal: softened('teal', '#e4f6ee', '#d3efe3'),
    red: softened('red', '#fdebeb', '#fadcdc'),
    yellow: softened('yellow', '#fdf4dc', '#faeac3'),
  },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace',
  headings: {
    fontWeight: '650',
    sizes: { h1: { fontSize: '1.6rem' }, h2: { fontSize: '1.2rem' }, h3: { fontSize: '1.05rem' } },
  },
})

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': '#1b1f24',
    '--mantine-color-dimmed': '#57606a',
    '--mantine-color-placeholder': '#68707a',
    '--mantine-color-error': '#c4262e',
    '--mantine-color-default-border': '#d5dae0',
    '--mantine-color-disabled-color': '#6b737c',
    '--mantine-color-anchor': 'var(--brand-7)',
    '--app-background': '#f6f7f9',
    '--app-control-border': '#8a929b',
  },
  dark: {
    '--mantine-color-body': '#1e2125',
    '--mantine-color-text': '#e4e7ea',
    '--mantine-color-dimmed': '#a6aeb7',
    '--mantine-color-placeholder': '#9aa2ab',
    '--mantine-color-error': '#ff8f8f',
    '--mantine-color-default': '#26292e',
    '--mantine-color-default-hover': '#2e3238',
    '--mantine-color-default-border': '#3a3f46',
    '--mantine-color-disabled-color': '#9aa2ab',
    '--mantine-color-anchor': 'var(--brand-3)',
    '--app-background': '#17191c',
    '--app-control-border': '#7b838c',
  },
})
