/** A device's name out of its user agent: enough to tell one's own devices apart, no more. Pure. */

const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'Mac'],
  [/CrOS/, 'Chromebook'],
  [/Linux/, 'Linux'],
];

/** The order matters: most browsers also name the ones they descend from. */
const browsers: [RegExp, string][] = [
  [/MicroMessenger/, 'WeChat'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/HuaweiBrowser/, 'Huawei Browser'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];

const first = (agent: string, table: [RegExp, string][]) =>
  table.find(([pattern]) => pattern.test(agent))?.[1];

/** "Android · Chrome"; undefined when nothing is recognised. */
export function deviceName(userAgent: string): string | undefined {
  const names = [first(userAgent, systems), first(userAgent, browsers)].filter(Boolean);
  return names.length > 0 ? names.join(' · ') : undefined;
}
