import { useRef } from "react";

/**
 * A key for a creation, so that a repeated attempt has one effect. It stays the same through failures and is changed
 * by `renew` after a success.
 */
export function useIdempotencyKey(): { current: () => string; renew: () => void } {
  const key = useRef<string | null>(null);
  return {
    current: () => {
      key.current ??= crypto.randomUUID();
      return key.current;
    },
    renew: () => {
      key.current = null;
    },
  };
}
