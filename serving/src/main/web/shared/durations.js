const PATTERN = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/;

/** The ms of an ISO-8601 duration of days, hours, minutes and seconds. */
export function milliseconds(duration) {
  const found = PATTERN.exec(duration);
  if (!found) {
    throw new Error(`'${duration}' is no duration of days, hours, minutes and seconds`);
  }
  const [, days, hours, minutes, seconds] = found.map((part) => Number(part ?? 0));
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000;
}
