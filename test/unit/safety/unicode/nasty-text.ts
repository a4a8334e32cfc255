import fc from 'fast-check';

const pieces = [
  ...'aeiZ09 .*_-<>&%\\|@$!\n\t\r',
  ...['\u0000', '\u001b', '\u0085', '\u00ad', '\u0301', '\u0323', '\u034f', '\u061c', '\u0627', '\u0653', '\u05d0'],
  ...['\u0915', '\u094d', '\u0e01', '\u1100', '\u1160', '\u1161', '\u11a8', '\u115f', '\u180b', '\u1820', '\u200b'],
  ...['\u200c', '\u200d', '\u200e', '\u200f', '\u2028', '\u202a', '\u202c', '\u202e', '\u2060', '\u2066', '\u2069'],
  ...['\u20e3', '\u2200', '\u3164', '\u845b', '\ud800', '\udc00', '\ufe00', '\ufe0f', '\ufeff', '\ufff9', '\ufffb'],
  ...['\u0430', '\u0456', '\u03bf', '\u00e9', '\u212b', '\uff49', '\ufdfa', '\u{1d422}', '\u{1f170}', '\u{1f1e6}'],
  ...['\u{1f3f4}', '\u{1f468}', '\u{1f3fd}', '\u2764', '\u{e0067}', '\u{e0031}', '\u{e007f}', '\u{e0100}', '\u{e0041}'],
  ...['ignore', 'previous ', '&#105;', '%69', '\\u0069', '&amp;', 'aWdub3Jl', '69676e6f7265', '<!-- -->', '/**/', '**'],
  ...['erongi suoiverp', 'vtaber cerivbhf', '1gn0r3 ', 'i g n o r e', '<b>', '0x69,'],
];

/** Texts that are made of what gives trouble, and some that are made of anything. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
