/** What the API refused, as its problem document says it. */
export class Problem extends Error {
  constructor(status, document) {
    super(document.detail ?? document.title ?? `status ${status}`);
    this.status = status;
    this.title = document.title;
    this.kind = (document.type ?? '').split(':').pop();
  }
}

/** The digits that a double keeps; longer numbers stay the texts they are. */
const SAFE_DIGITS = 15;

const TOO_MANY = 429;
const MOST_TRIES = 4;

let clockOffset = 0;

/** The server's time in ms, by the Date of its last answer. */
export function serverNow() {
  return Date.now() + clockOffset;
}

/** The address of a question, relative to the page. */
export function url(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of [value].flat()) {
      if (one !== undefined && one !== null) {
        query.append(name, one);
      }
    }
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/**
 * The answer to a question; the browser's cache revalidates it by its ETag. While the server has too
 * many questions, it is asked again a few times.
 */
export async function get(path, parameters, signal) {
  let response = await fetch(url(path, parameters), { signal });
  for (let again = 0; response.status === TOO_MANY && again < MOST_TRIES; again += 1) {
    const seconds = Number(response.headers.get('Retry-After') ?? 1);
    await new Promise((resume) => setTimeout(resume, seconds * 1_000 * (1 + Math.random())));
    response = await fetch(url(path, parameters), { signal });
  }
  const date = Date.parse(response.headers.get('Date'));
  if (!Number.isNaN(date) && Math.abs(date - Date.now()) > 2_000) {
    clockOffset = date - Date.now();
  }
  const text = await response.text();
  if (!response.ok) {
    throw new Problem(response.status, parsedOrEmpty(text));
  }
  return parse(text);
}

/** All rows of a question, page after page, at most so many; `more` says that there are others. */
export async function rows(path, parameters, most, signal) {
  const first = await get(path, parameters, signal);
  const all = [...first.rows];
  let next = first.next;
  while (next && all.length < most) {
    const page = await get(path, { ...parameters, cursor: next }, signal);
    all.push(...page.rows);
    next = page.next;
  }
  return { ...first, rows: all.slice(0, most), more: Boolean(next) || all.length > most };
}

function parse(text) {
  return JSON.parse(text, (name, value, context) =>
    typeof value === 'number' && context && digits(context.source) > SAFE_DIGITS
      ? context.source
      : value,
  );
}

function digits(source) {
  return source.replace(/[^0-9]/g, '').replace(/^0+/, '').length;
}

function parsedOrEmpty(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
