/** Names in the order in which they are looked for: browsers claim to be their elders too. */
const browsers: [RegExp, string][] = [
  [/\bEdgA?\/|\bEdgiOS\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/Chrome\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const systems: [RegExp, string][] = [
  [/\bAndroid\b/, "Android"],
  [/\b(iPhone|iPad|iPod)\b/, "iOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

/** „Firefox · Windows” for what a browser says of itself; as it stands where nothing of it is known. */
export function deviceName(device: string): string {
  const known = [browsers, systems].map((names) => names.find(([sign]) => sign.test(device))?.[1]);
  return known.filter((name) => name !== undefined).join(" · ") || device;
}
