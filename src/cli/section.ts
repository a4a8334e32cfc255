/** A part of a report, under its title. */
export function section(title: string, lines: readonly string[]): string {
  return `\n== ${title}\n${lines.join('\n')}`;
}
