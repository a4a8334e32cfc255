import type { TokenAlphabet, TokenForm } from '../../../../src/safety/personal-data/token-forms.js';

const bodies: Readonly<Record<TokenAlphabet, string>> = {
  word: 'q8_vEjRWeJC-ze8SNFZ4kKvN7xI0VniQ',
  dotted: 'q8_vEjRWeJC-ze8SNFZ4kKvN7xI0VniQ',
  alphanumeric: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQ',
  upper: 'Q83VEJRWEJCRZE8S',
  hex: '9f86d081884c7d659a2feaa0c55ad015',
};

/** A token of a form that opens nothing: put together here, so that no scanner takes this file for a leak. */
export function likeSecret({ prefix, alphabet, least, dots = 0, middle }: TokenForm): string {
  const body = bodies[alphabet].repeat(4).slice(0, least);
  const even = Array.from({ length: dots + 1 }, (_, part) =>
    body.slice((part * least) / (dots + 1), ((part + 1) * least) / (dots + 1)),
  );
  const parts = middle === undefined ? even : [body.slice(0, 24), body.slice(24, 24 + middle), body.slice(24 + middle)];
  return `${prefix}${parts.join('.')}${alphabet === 'upper' ? '' : dots > 0 ? 'aB3' : ''}`;
}

export function pem(): string {
  const kind = ['RSA', 'PRIVATE', 'KEY'].join(' ');
  const line = bodies.alphanumeric.repeat(2);
  return [`-----BEGIN ${kind}-----`, line, line, line.slice(0, 20), `-----END ${kind}-----`].join('\n');
}
