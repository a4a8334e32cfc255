import { isFieldName } from './is-field-name.js';

/** A text somewhere in structured data. */
export interface TextAt {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

export interface TextsIn {
  readonly texts: readonly TextAt[];
  /** Every name of a field, as it was given. */
  readonly keys: readonly string[];
  readonly withinLimits: boolean;
}

/** What structured data may hold: deeper, or more of it, is no form that anybody filled in. */
const inputLimits = Object.freeze({ depth: 8, values: 1_000, units: 40_000 });

/** Every text in JSON, its keys included, with where it is. */
export function textsIn(value: unknown, root: string): TextsIn {
  const texts: TextAt[] = [];
  const keys: string[] = [];
  let values = 0;
  let units = 0;
  const within = (path: readonly (string | number)[], current: unknown, depth: number): boolean => {
    values += 1;
    if (depth > inputLimits.depth || values > inputLimits.values || units > inputLimits.units) return false;
    if (typeof current === 'string') {
      units += current.length;
      texts.push({ path, text: current });
    } else if (Array.isArray(current)) {
      return current.every((item, index) => within([...path, index], item, depth + 1));
    } else if (typeof current === 'object' && current !== null) {
      return Object.entries(current).every(([key, item]) => {
        keys.push(key);
        const isName = isFieldName(key);
        const place = [...path, isName ? key : '*'];
        if (!isName) texts.push({ path: place, text: key });
        units += key.length;
        return within(place, item, depth + 1);
      });
    }
    return true;
  };
  const withinLimits = within([root], value, 0) && units <= inputLimits.units;
  return { texts, keys, withinLimits };
}
