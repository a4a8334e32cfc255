/** Whether every storage keeps a text as it is: no database takes NUL, or half a character (a lone surrogate). */
export function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
