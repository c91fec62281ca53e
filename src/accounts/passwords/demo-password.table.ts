/** Published in the demo's pages; only the demo's accounts have it. */
export const DEMO_PASSWORD = "redress-demo-2026";
