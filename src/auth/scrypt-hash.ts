/** What it takes to verify a password, as the PHC string format has it. */
export interface ScryptHash {
  /** 2 to this power rounds. */
  readonly cost: number;
  readonly blockSize: number;
  readonly parallelism: number;
  readonly salt: Buffer;
  readonly hash: Buffer;
}

const form = /^\$scrypt\$ln=([1-9]\d?),r=([1-9]\d?),p=([1-9]\d?)\$([A-Za-z0-9+/]{22,86})\$([A-Za-z0-9+/]{43,86})$/;

/** @see https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md */
export function formatScryptHash({ cost, blockSize, parallelism, salt, hash }: ScryptHash): string {
  return `$scrypt$ln=${cost},r=${blockSize},p=${parallelism}$${base64(salt)}$${base64(hash)}`;
}

/** Null for a text that is none, or that asks for more than we would ever write. */
export function parseScryptHash(text: string): ScryptHash | null {
  const [, cost = '', blockSize = '', parallelism = '', salt = '', hash = ''] = form.exec(text) ?? [];
  const parsed = {
    cost: Number(cost),
    blockSize: Number(blockSize),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    hash: Buffer.from(hash, 'base64'),
  };
  // 2 ** 20 rounds of 8 blocks take 1 GB; whoever could write to the table must not make us take more.
  const isBounded = parsed.cost <= 20 && parsed.blockSize <= 8 && parsed.parallelism <= 4;
  return hash !== '' && isBounded ? parsed : null;
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
