import { constants } from "node:fs";
import { open } from "node:fs/promises";
import type { ReadStream } from "node:fs";
import { CannotDo } from "./cannot-do";

/** A file that somebody has named, open to be read from its beginning. */
export async function givenFile(path: string): Promise<{ size: number; chunks: ReadStream }> {
  // A pipe to which nobody writes would be waited for.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((error: Error) => {
    throw new CannotDo(`${path} cannot be read: ${error.message}`);
  });
  const found = await file.stat();
  if (found.isFile()) return { size: found.size, chunks: file.createReadStream() };
  await file.close();
  throw new CannotDo(`${path} is no file.`);
}
