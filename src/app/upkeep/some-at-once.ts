/** Each waits mostly for the other end. */
const AT_ONCE = 8;

/** Works on several at a time; after a failure begins none, and throws it when those under way have ended. */
export async function someAtOnce<T>(items: AsyncIterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const left = items[Symbol.asyncIterator]();
  let failed = false;
  const worker = async (): Promise<void> => {
    try {
      for (let next = await left.next(); !next.done && !failed; next = await left.next()) await work(next.value);
    } catch (error) {
      failed = true;
      throw error;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
  await left.return?.();
  for (const end of ended) if (end.status === "rejected") throw end.reason;
}
