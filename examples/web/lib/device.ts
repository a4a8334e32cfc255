/** What somebody recognizes this device by, in the list of sessions: "Firefox on Linux". */
export function deviceName(): string {
  const agent = navigator.userAgent;
  const browser = /Edg\/|Firefox\/|Chrome\/|Safari\//.exec(agent)?.[0] ?? '';
  const system = /Windows|Android|iPhone|iPad|Mac OS X|Linux/.exec(agent)?.[0] ?? 'an unknown system';
  const names: Readonly<Record<string, string>> = {
    'Edg/': 'Edge',
    'Firefox/': 'Firefox',
    'Chrome/': 'Chrome',
    'Safari/': 'Safari',
  };
  return `${names[browser] ?? 'A browser'} on ${system === 'Mac OS X' ? 'macOS' : system}`;
}
