/** The same object, one of whose methods is preceded by something that may throw, or wait. */
export function withMethod<T extends object, Name extends keyof T & string>(
  target: T,
  name: Name,
  before: () => void | Promise<void>,
): T {
  return new Proxy(target, {
    get(object, property) {
      const member: unknown = Reflect.get(object, property, object);
      if (property !== name || typeof member !== 'function') return member;
      return async (...values: unknown[]) => {
        await before();
        return member.apply(object, values);
      };
    },
  });
}
