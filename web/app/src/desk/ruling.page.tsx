export const Component = (): null => null;
