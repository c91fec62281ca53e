import { UniqueViolation } from "./faults";

/** Two who make the same thing at once: one makes it, and the other, once more, finds it. */
export async function onceMore<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UniqueViolation) return work();
    throw error;
  }
}
