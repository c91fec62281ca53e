export * from "./operations.generated";
export * from "./session.generated";
