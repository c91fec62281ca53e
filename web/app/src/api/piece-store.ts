import { createStore, type UseStore } from "idb-keyval";

let store: UseStore | null = null;

/** Where the browser keeps chosen files until they have arrived. */
export const pieceStore = (): UseStore => (store ??= createStore("redress-evidence", "pieces"));
