/** A value of a form, as Stripe reads it: a text, or fields of its own. */
export type FormValue = string | { [name: string]: FormValue };
export type FormFields = Readonly<Record<string, FormValue>>;

/** Reads `items[0][price]=p&expand[]=x` as Stripe does. Lists become records with their places as names. */
export function formFields(encoded: string): FormFields {
  const fields: { [name: string]: FormValue } = {};
  for (const [key, value] of new URLSearchParams(encoded)) {
    const [first = '', ...rest] = key.split('[').map((part) => part.replace(/\]$/, ''));
    let place = fields;
    let name = first;
    for (const part of rest) {
      const inner = place[name];
      const next = typeof inner === 'object' ? inner : {};
      place[name] = next;
      place = next;
      name = part === '' ? String(Object.keys(next).length) : part;
    }
    place[name] = value;
  }
  return fields;
}

export function textOf(fields: FormFields, name: string): string | null {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

export function recordOf(fields: FormFields, name: string): FormFields {
  const value = fields[name];
  return typeof value === 'object' ? value : {};
}

/** A record of texts, as metadata is. */
export function textsOf(fields: FormFields, name: string): Record<string, string> {
  const texts = Object.entries(recordOf(fields, name)).map(([key, value]) => [key, String(value)]);
  return Object.fromEntries(texts);
}
