/** A set of 32-bit integers that makes no objects of them. */
export interface NumberSet {
  /** Answers whether it is new. */
  readonly add: (value: number) => boolean;
  readonly clear: () => void;
}

/** Different in each process, so that nobody can write texts whose numbers all come to the same place. */
const multiplier = Math.floor(Math.random() * 2 ** 31) * 2 + 1;

/** @param most so many different numbers are in it at a time. */
export function numberSet(most: number): NumberSet {
  const bits = Math.max(4, Math.ceil(Math.log2(most + 1)) + 1);
  const mask = 2 ** bits - 1;
  const values = new Int32Array(mask + 1);
  /** In which round a place was taken. */
  const rounds = new Uint32Array(mask + 1);
  let round = 1;
  return {
    add: (value) => {
      let place = Math.imul(value, multiplier) >>> (32 - bits);
      for (; rounds[place] === round; place = (place + 1) & mask) if (values[place] === value) return false;
      rounds[place] = round;
      values[place] = value;
      return true;
    },
    clear: () => {
      round += 1;
    },
  };
}
