const plainText = { allowedSpecial: new Set<string>(), disallowedSpecial: new Set<string>() };

/**
 * Tokens of a text in o200k_base. An estimate for admission and for streams that end without
 * their usage: what a provider reports is the truth. The encoder is loaded on first use (about
 * 0.2 s). Special tokens are counted as the plain text they are when a user writes them, and
 * U+FEFF is stripped, on which the encoder disagrees with OpenAI's.
 */
export async function countTokens(text: string): Promise<number> {
  const plain = text.replaceAll('\uFEFF', '');
  if (plain === '') return 0;
  const encoder = await import('gpt-tokenizer/encoding/o200k_base');
  return encoder.countTokens(plain, plainText);
}
