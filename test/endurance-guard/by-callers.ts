/** Does a piece of work over and over, some at a time, until there is none left. */
export async function byCallers(callers: number, work: () => Promise<boolean>): Promise<void> {
  async function call(): Promise<void> {
    while (await work());
  }
  await Promise.all(Array.from({ length: callers }, call));
}
