// Speaks to the local Telegram's control API.

const token = document.querySelector('meta[name="control-token"]').content;

export class Refused extends Error {}

async function answered(request) {
  const response = await request;
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(body.error || response.statusText);
  return body;
}

export function read(name, query = {}) {
  return answered(fetch(`/control/${name}?${new URLSearchParams(query)}`, { headers: { "X-Control-Token": token } }));
}

export function send(name, body) {
  const headers = { "X-Control-Token": token, "Content-Type": "application/json" };
  return answered(fetch(`/control/${name}`, { method: "POST", headers, body: JSON.stringify(body) }));
}

export const fileUrl = (id) => `/control/file/${encodeURIComponent(id)}?${new URLSearchParams({ token })}`;

// Server-Sent Events for one person; `heard` gets each event, `opened` is called on every (re)connection.
export function listen(person, heard, opened, lost) {
  const source = new EventSource(`/control/events?${new URLSearchParams({ person, token })}`);
  source.onopen = opened;
  source.onerror = lost;
  source.onmessage = (event) => heard(JSON.parse(event.data));
  return () => source.close();
}
