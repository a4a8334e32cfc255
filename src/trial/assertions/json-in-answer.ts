const fence = '```';

/** The JSON an answer consists of, as it is or in a fence of Markdown; undefined when there is none. */
export function jsonInAnswer(answer: string): unknown {
  const text = answer.trim();
  try {
    return JSON.parse(text.startsWith(fence) ? withinFence(text) : text);
  } catch {
    return undefined;
  }
}

/** What is between the first and the last line, when those are a fence marked as JSON or not at all. */
function withinFence(text: string): string {
  const begin = text.indexOf('\n');
  const info = text.slice(fence.length, begin).trim().toLowerCase();
  const isFence = begin > 0 && (info === '' || info === 'json') && text.endsWith(`\n${fence}`);
  return isFence ? text.slice(begin + 1, -fence.length) : text;
}
