import { html, render } from '../../libraries/lit-html/lit-html.js';
import { get } from '../../shared/api.js';
import { failure } from '../../shared/failure.js';
import { operation } from './operation.js';

/** The description of the API, each question to be tried. */
export function open(root) {
  const tries = new Map();
  let description = null;
  let problem = null;
  const draw = () => render(page(), root);

  function page() {
    return html`
      <h1>API</h1>
      <p class="quiet">Everything is read only. The description for programs:
        <a href="openapi.json">openapi.json</a> (OpenAPI ${description?.openapi ?? ''}).</p>
      ${problem ? failure(problem) : null}
      ${Object.entries(description?.paths ?? {}).map(([path, { get: described }]) =>
        operation(path, described, tries, draw),
      )}
    `;
  }

  get('openapi.json').then(
    (answer) => {
      description = answer;
      draw();
    },
    (failed) => {
      problem = failed;
      draw();
    },
  );
  draw();
  return { close() {} };
}
