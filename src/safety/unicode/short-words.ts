/**
 * Short words of English that are too common to tell hidden text from chance. They count only beside
 * words that are in the attack vocabulary.
 */
export const shortWords: ReadonlySet<string> = new Set(
  'am an as at be by do go he if in is it me my no of on or so to up us we but had has her him his how its may out own per she too who why way yet also been both into like made make many more most much over some such very well when here there would could should about their which while gave'.split(
    ' ',
  ),
);
