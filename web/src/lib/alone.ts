/** Does something in one tab of the browser at a time. Without locks (an old browser, a test) the tabs do not wait. */
export async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (navigator.locks === undefined) return await work();
  let result: { value: T } | undefined;
  await navigator.locks.request(name, async () => {
    result = { value: await work() };
  });
  if (result === undefined) throw new Error(`the lock ${name} ran nothing`);
  return result.value;
}
