import { mayStackMarks, stackedMarks } from './stacked-marks.js';

/**
 * A text in NFC. The platform puts marks in their order by moving each one past those before it, which takes
 * time in the square of how many stand together: where they are more than anybody writes, they are sorted
 * before it sees them, and the answer is the same.
 */
export function composed(text: string): string {
  return (mayStackMarks(text) ? text.replace(stackedMarks, inOrder) : text).normalize('NFC');
}

/** Marks in the canonical order of Unicode (section 3.11): by their class, between those that have none. */
function inOrder(marks: string): string {
  const parts = [...marks].flatMap((one) => [...one.normalize('NFD')]);
  const rankOf = ranks(parts);
  const ordered: string[] = [];
  let movable: string[] = [];
  const close = (): void => {
    movable.sort((a, b) => (rankOf.get(a) ?? 0) - (rankOf.get(b) ?? 0));
    for (const one of movable) ordered.push(one);
    movable = [];
  };
  for (const part of parts) {
    if (rankOf.has(part)) movable.push(part);
    else {
      close();
      ordered.push(part);
    }
  }
  close();
  return ordered.join('');
}

/** Marks of the lowest and of the highest class that there is. */
const lowest = '\u0334';
const highest = '\u0345';

/** The order of the classes of those marks that have one. */
function ranks(marks: readonly string[]): ReadonlyMap<string, number> {
  const movable = [...new Set(marks)].filter((one) => goesBefore(lowest, one) || goesBefore(one, highest));
  movable.sort((a, b) => Number(goesBefore(b, a)) - Number(goesBefore(a, b)));
  let rank = 0;
  return new Map(
    movable.map((one, index) => {
      if (goesBefore(movable[index - 1] ?? one, one)) rank += 1;
      return [one, rank];
    }),
  );
}

/** Whether the class of a mark is lower than that of another: then the two change places where they stand the other way. */
function goesBefore(one: string, other: string): boolean {
  const turned = other + one;
  return turned.normalize('NFD') !== turned;
}
