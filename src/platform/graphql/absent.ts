import { Refusal } from "../refusal";

/** What a query by id returns for what does not exist, or not for the viewer: null, so that the operation's other fields keep their values. */
export async function absentAsNull<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof Refusal && error.code === "NOT_FOUND") return null;
    throw error;
  }
}
