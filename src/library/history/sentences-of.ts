/**
 * A text cut after its lines and sentences, with the white space that follows each. Put together, the pieces
 * are the text.
 */
export function sentencesOf(text: string): readonly string[] {
  return text.match(/[^\n.!?。！？।]*(?:[\n.!?。！？।]+\s*|$)/gu)?.filter((piece) => piece !== '') ?? [];
}
