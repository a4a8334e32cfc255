const longestWord = 24;

/**
 * The words of a text in lower case, in their order, each as a 32-bit number that equal words share. Where words are written without spaces, as in Chinese, Japanese and Thai, each letter with the
 * next one counts as a word. What is longer than any word is taken in pieces, so that one letter over
 * and over is many equal words.
 */
export function wordsOf(lower: string): readonly number[] {
  const words: number[] = [];
  let hash = 0;
  let length = 0;
  const end = () => {
    if (length > 0) words.push(hash);
    hash = 0;
    length = 0;
  };
  for (let at = 0; at < lower.length; at += 1) {
    const unit = lower.charCodeAt(at);
    if (isUnspaced(unit)) {
      end();
      const next = lower.charCodeAt(at + 1);
      words.push(mixed(mixed(0, unit), isUnspaced(next) ? next : 0));
    } else if (isOfWord(unit)) {
      if (length === longestWord) end();
      hash = mixed(hash, unit);
      length += 1;
    } else end();
  }
  end();
  return words;
}

/** FNV-1a, one unit at a time. */
function mixed(hash: number, unit: number): number {
  return Math.imul(hash ^ unit ^ 0x811c9dc5, 0x01000193);
}

/** Letters, digits, marks and the rest of what is no ASCII, but not the punctuation of the common scripts. */
function isOfWord(unit: number): boolean {
  if (unit < 128) return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || unit === 39 || unit === 95;
  return (
    unit >= 0xc0 &&
    !(unit >= 0x2000 && unit <= 0x206f) &&
    !(unit >= 0x3000 && unit <= 0x303f) &&
    !(unit >= 0xff00 && unit <= 0xff0f)
  );
}

/** Thai, Lao, Burmese, Khmer, kana and Han, of the basic plane. */
function isUnspaced(unit: number): boolean {
  return (
    (unit >= 0x0e00 && unit <= 0x0eff) ||
    (unit >= 0x1000 && unit <= 0x109f) ||
    (unit >= 0x1780 && unit <= 0x17ff) ||
    (unit >= 0x3040 && unit <= 0x30ff) ||
    (unit >= 0x3400 && unit <= 0x9fff)
  );
}
