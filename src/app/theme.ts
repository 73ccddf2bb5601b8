import { useSettings } from '../stores/settings'

const darkQuery = () => window.matchMedia('(prefers-color-scheme: dark)')

export const isDark = (theme: 'light' | 'dark' | 'system') =>
  theme === 'dark' || (theme === 'system' && darkQuery().matches)

/** Keeps the page's theme in step with the setting and the system; returns the way to stop. */
export function startTheme(): () => void {
  const apply = () => {
    document.documentElement.dataset.theme = isDark(useSettings.getState().theme) ? 'dark' : 'light'
  }
  apply()
  const query = darkQuery()
  query.addEventListener('change', apply)
  const stop = useSettings.subscribe(apply)
  return () => {
    query.removeEventListener('change', apply)
    stop()
  }
}
