/** Numbers and times as the reader's locale writes them, in UTC or in the reader's own zone. */
const KEY = 'crossroads-zone';
const listeners = new Set();
let chosen = stored();

/** 'UTC' or 'local'. */
export function zone() {
  return chosen;
}

/** The name of the zone that times are shown in. */
export function zoneName() {
  return chosen === 'UTC' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The name of the zone for Intl and for charts. */
export function zoneId() {
  return chosen === 'UTC' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Changes the zone, for this visit and the next. */
export function setZone(wanted) {
  chosen = wanted;
  try {
    localStorage.setItem(KEY, wanted);
  } catch {
    // A browser that keeps nothing shows the choice all the same.
  }
  listeners.forEach((listener) => listener());
}

/** Calls back when the zone has changed. */
export function onZone(listener) {
  listeners.add(listener);
}

function stored() {
  try {
    return localStorage.getItem(KEY) === 'local' ? 'local' : 'UTC';
  } catch {
    return 'UTC';
  }
}

const formats = new Map();

function format(name, options) {
  const key = `${name} ${chosen}`;
  if (!formats.has(key)) {
    formats.set(
      key,
      new Intl.DateTimeFormat(undefined, { ...options, hourCycle: 'h23', timeZone: zoneId() }),
    );
  }
  return formats.get(key);
}

const DAY = { year: 'numeric', month: '2-digit', day: '2-digit' };
const MINUTE = { hour: '2-digit', minute: '2-digit' };

/** Day and time to the second; what is no time stays as it is. */
export function dateTime(instant) {
  if (!instant || Number.isNaN(new Date(instant).getTime())) {
    return text(instant);
  }
  return format('full', { ...DAY, ...MINUTE, second: '2-digit' }).format(new Date(instant));
}

/** The day of a time. */
export function day(instant) {
  return format('date', DAY).format(new Date(instant));
}

/** Time to the second, without the day. */
export function time(instant) {
  return format('time', { ...MINUTE, second: '2-digit' }).format(new Date(instant));
}

/** Time to the minute; with its day if the range is longer than one. */
export function tick(instant, withDay) {
  return withDay
    ? format('tick', { month: '2-digit', day: '2-digit', ...MINUTE }).format(new Date(instant))
    : format('minute', MINUTE).format(new Date(instant));
}

/** Weekday (Monday 1) and hour of a time, in the zone that is shown. */
export function weekdayAndHour(instant) {
  const parts = format('week', { weekday: 'short', hour: '2-digit' }).formatToParts(new Date(instant));
  const hour = Number(parts.find((part) => part.type === 'hour').value);
  return { weekday: isoWeekday(instant), hour };
}

function isoWeekday(instant) {
  const english = new Intl.DateTimeFormat('en', { weekday: 'short', timeZone: zoneId() });
  return ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(english.format(new Date(instant))) + 1;
}

/** Names of the days of a week, from Monday. */
export function weekdays() {
  const name = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' });
  return [...Array(7).keys()].map((day) => name.format(Date.UTC(2024, 0, 1 + day)));
}

const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
const small = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 3 });

/** A number with as many digits as a person reads. */
export function number(value) {
  if (value === null || value === undefined || value === '') {
    return '';
  }
  const size = Math.abs(Number(value));
  if (Number.isNaN(size)) {
    return String(value);
  }
  if (size >= 1_000 || size === 0) {
    return whole.format(value);
  }
  return size < 1 ? small.format(value) : fine.format(value);
}

/** How fast something comes, without digits that say nothing. */
export function rate(value) {
  return value >= 10 ? whole.format(value) : number(value);
}

/**
 * How the numbers of a column are written: all with as many digits after the point as the longest
 * has, two at most (four if all are under one), so that points stand below each other.
 */
export function aligned(values) {
  const known = values.filter((value) => value !== null && value !== undefined && value !== '');
  const most = known.every((value) => Math.abs(Number(value)) < 1) ? 4 : 2;
  const digits = Math.min(most, Math.max(0, ...known.map(fractionDigits)));
  const format = new Intl.NumberFormat(undefined, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return (value) => {
    if (value === null || value === undefined || value === '') {
      return '';
    }
    return Number.isNaN(Number(value)) ? text(value) : format.format(value);
  };
}

function fractionDigits(value) {
  return String(value).split('.')[1]?.length ?? 0;
}

/** Shares below this would be written as none. */
const LEAST_SHARE = 0.0001;

/** A share of one, in percent; a very small one is not none. */
export function percent(share) {
  if (share > 0 && share < LEAST_SHARE) {
    return `<${percent(LEAST_SHARE)}`;
  }
  return new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 2 }).format(share);
}

/** A length of time in its largest unit, and one more where that says something. */
export function age(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000));
  if (seconds < 60) {
    return `${seconds} s`;
  }
  if (seconds < 3_600) {
    return `${Math.floor(seconds / 60)} min`;
  }
  return seconds < 172_800
    ? `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`
    : `${Math.floor(seconds / 86_400)} d`;
}

/** A name out of a declaration, for people: without underscores. */
export function words(name) {
  return name.replaceAll('_', ' ');
}

/** Any value of an answer as text. */
export function text(value) {
  if (value === null || value === undefined) {
    return '';
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
