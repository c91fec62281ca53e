import DataLoader from "dataloader";
import type { Context } from "../../platform/graphql/context";
import type { Loaders } from "../../platform/database/loaders";

type Load<V> = (context: Context, keys: readonly string[]) => Promise<Map<string, V>>;

/** Batches a custom query by key, for the fields of a list. Starts afresh when the context's loaders are renewed. */
export function batchLoader<V>(load: Load<V>): (context: Context, key: string) => Promise<V | null> {
  const known = new WeakMap<Loaders, DataLoader<string, V | null>>();
  return (context, key) => {
    let loader = known.get(context.loaders);
    if (!loader) {
      loader = new DataLoader(
        async (keys) => {
          const found = await load(context, keys);
          return keys.map((each) => found.get(each) ?? null);
        },
        { maxBatchSize: 500 },
      );
      known.set(context.loaders, loader);
    }
    return loader.load(key);
  };
}
