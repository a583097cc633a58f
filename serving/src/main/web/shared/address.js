/**
 * The address of a view: `#/now/traffic?rollup=traffic_by_minute`. All of it is behind the `#`, so
 * that the page works under any prefix, and an address that is sent opens the same view.
 */
export function address() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const [view, pipeline] = path.split('/').map(decodeURIComponent);
  return { view: view || 'home', pipeline, parameters: new URLSearchParams(query ?? '') };
}

/** The address of a view with parameters; those without a value are left out. */
export function addressOf(view, pipeline, parameters = {}) {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== '');
  const query = new URLSearchParams(given).toString();
  const path = [view, pipeline].filter(Boolean).map(encodeURIComponent).join('/');
  return `#/${path}${query ? `?${query}` : ''}`;
}

/** Goes to another address without an entry of its own in the browser's history. */
export function replaceAddress(view, pipeline, parameters) {
  location.replace(addressOf(view, pipeline, parameters));
}

/** Calls back at every change of the view; links inside a view, such as to its content, are none. */
export function onAddress(listener) {
  addEventListener('hashchange', () => {
    if (location.hash === '' || location.hash.startsWith('#/')) {
      listener();
    }
  });
}
