import { startWorld } from "../support/world";
import { caseIn, WALKABLE } from "./world-case";
test("walks", async () => {
  await using world = await startWorld("sqlite");
  for (const s of WALKABLE) { const t = Date.now(); await caseIn(world, s, { breaches: 2 }); console.log(s, Date.now() - t); }
});
