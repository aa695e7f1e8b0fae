/*
 * Light or dark, decided before anything is painted. A file of its own and not inline, because the content security
 * policy allows no inline script. The key is the one under which Mantine keeps the choice.
 */
;(function () {
  var chosen = null
  try {
    chosen = localStorage.getItem('mantine-color-scheme-value')
  } catch {
    // Storage is blocked: as the system wants it.
  }
  var dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
