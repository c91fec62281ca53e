import type { Tx } from "../../platform/database/tx";
import { newId } from "../../platform/ids";
import { beforeACase } from "./default-guides/before-a-case";
import { duringACase } from "./default-guides/during-a-case";
import { GuideVersion } from "./guide-version.entity";
import { Guide } from "./guide.entity";

/** Adds the default guides that are not there yet; safe to run twice. */
export async function seedGuides(tx: Tx): Promise<void> {
  const known = new Set((await tx.find(Guide, {})).map(({ code }) => code));
  for (const { code, audience, ...content } of [...beforeACase, ...duringACase]) {
    if (known.has(code)) continue;
    const guideId = newId(Guide);
    tx.insert(Guide, { id: guideId, code, audience, createdAt: tx.now, withdrawnAt: null });
    tx.insert(GuideVersion, {
      ...content,
      id: newId(GuideVersion),
      guideId,
      version: 1,
      status: "PUBLISHED",
      savedById: null,
      savedAt: tx.now,
      publishedAt: tx.now,
    });
  }
}
