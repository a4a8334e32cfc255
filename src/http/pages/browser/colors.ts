/** Colors of the style sheet, as they are just now: light or dark. */
export function currentColor(name: string): string {
  const probe = document.createElement('span');
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Says when light becomes dark, or dark light. */
export function onSchemeChange(task: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', task);
}
