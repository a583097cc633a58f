import { html } from '../../libraries/lit-html/lit-html.js';
import { url } from '../../shared/api.js';

/** More text of an answer would only make the page slow. */
const MOST_TEXT = 100_000;

/** A question of the API: what it is, a form of its parameters, and what came back. */
export function operation(path, described, tries, draw) {
  const tried = tries.get(path);
  const parameters = described.parameters ?? [];
  const streams = Boolean(described.responses['200'].content['text/event-stream']);
  const [name, ...rest] = described.summary.split(': ');
  async function send(event) {
    event.preventDefault();
    tries.set(path, await ask(path, parameters, new FormData(event.target)));
    draw();
  }
  return html`<details class="operation">
    <summary><strong>${name}</strong> <code>${path}</code> <span class="quiet">${rest.join(': ')}</span></summary>
    ${streams
      ? html`<p>A stream that does not end: <code>curl -N '${absolute(path)}'</code></p>`
      : html`<form @submit=${send}>
          <div class="controls">${parameters.map((parameter) => field(path, parameter))}</div>
          <button type="submit">Send</button>
        </form>`}
    ${tried ? answer(tried) : null}
  </details>`;
}

function field(path, { name, required, description, schema }) {
  const values = schema.enum ?? schema.items?.enum;
  const id = `${path} ${name}`;
  return html`<label title=${description}>${name}${required ? ' (required)' : ''}
    ${values
      ? html`<select name=${name} ?required=${required} aria-describedby=${id}>
          ${required ? null : html`<option value=""></option>`}
          ${values.map((value) => html`<option>${value}</option>`)}
        </select>`
      : html`<input name=${name} ?required=${required} autocomplete="off" aria-describedby=${id}>`}
    <span id=${id} class="hidden">${description}</span></label>`;
}

async function ask(path, parameters, form) {
  let filled = path;
  const query = {};
  for (const { name, in: place } of parameters) {
    const value = form.get(name);
    if (place === 'path') {
      filled = filled.replace(`{${name}}`, encodeURIComponent(value));
    } else if (value !== '') {
      query[name] = value;
    }
  }
  const address = url(filled.slice(1), query);
  try {
    const response = await fetch(address);
    return {
      address,
      status: `${response.status} ${response.statusText}`.trim(),
      type: response.headers.get('Content-Type'),
      tag: response.headers.get('ETag'),
      body: indented(await response.text()),
    };
  } catch (problem) {
    return { address, status: 'no answer', body: problem.message };
  }
}

function answer({ address, status, type, tag, body }) {
  return html`<p><code>curl '${absolute(address)}'</code></p>
    <p role="status">${status}${type ? `, ${type}` : ''}${tag ? `, ETag ${tag}` : ''}</p>
    <pre tabindex="0" role="region" aria-label="Answer">${body.slice(0, MOST_TEXT)}${body.length > MOST_TEXT ? '\n...' : ''}</pre>`;
}

function absolute(path) {
  return new URL(path.replace(/^\//, ''), document.baseURI).href.replaceAll("'", '%27');
}

/** JSON with line breaks; numbers keep all their digits, as nothing is parsed into doubles. */
function indented(text) {
  let depth = 0;
  return text.replace(/"(?:[^"\\]|\\.)*"|[[\]{},:]|[^"[\]{},:]+/g, (token, at) => {
    const line = () => `\n${'  '.repeat(depth)}`;
    if (token === '{' || token === '[') {
      if ('}]'.includes(text[at + 1])) {
        return token;
      }
      depth += 1;
      return token + line();
    }
    if (token === '}' || token === ']') {
      if ('{['.includes(text[at - 1])) {
        return token;
      }
      depth -= 1;
      return line() + token;
    }
    return token === ',' ? token + line() : token === ':' ? ': ' : token;
  });
}
