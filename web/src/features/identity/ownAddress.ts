/** Only addresses of this application are followed after sign-in: a foreign one in the query string leads nowhere. */
export function ownAddress(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : "/";
}
