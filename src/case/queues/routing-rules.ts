import type { Reader } from "../../platform/database/reader";
import type { Tx } from "../../platform/database/tx";
import { route, type Routed } from "./route.pure";
import { RoutingRule } from "./routing-rule.entity";

const FRESH_FOR = 10_000;

const cache = new WeakMap<object, { rules: RoutingRules; readAt: number }>();

/** The routing rules in force. */
export class RoutingRules {
  private constructor(private readonly list: readonly RoutingRule[]) {}

  /** Read at most every ten seconds per database; the process that saves new ones knows them at once. */
  static async inForce(reader: Reader): Promise<RoutingRules> {
    let known = cache.get(reader.source);
    if (!known || performance.now() - known.readAt > FRESH_FOR) {
      const list = await reader.find(RoutingRule, {}, "ORDER BY position");
      known = { rules: new RoutingRules(list), readAt: performance.now() };
      cache.set(reader.source, known);
    }
    return known.rules;
  }

  /** Must be called after every change of them. */
  static forget(tx: Tx): void {
    tx.onCommit(() => cache.delete(tx.source));
  }

  queueOf(subject: Routed): string {
    return route(this.list, subject);
  }

  has(queue: string): boolean {
    return this.list.some((rule) => rule.queue === queue);
  }
}
