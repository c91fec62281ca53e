import { removeFolder } from "./temporary";

export default async function globalTeardown(): Promise<void> {
  await globalThis.sharedMariaDb?.stop();
  if (process.env.TEST_RUN_FOLDER) await removeFolder(process.env.TEST_RUN_FOLDER);
}
