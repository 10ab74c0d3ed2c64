import { type ComponentType, type LazyExoticComponent, lazy } from "react";

/** A component that comes with its own code when it is first shown; a boundary above it waits. */
export function lazily<Name extends string, Props>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: (await load())[name] }));
}
