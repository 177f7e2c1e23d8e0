// What holds for each person on this device: what the server told, and over it the marks that still wait here.
// The rule is the server's (domain/attendance.py): marks that no other replaces are the heads.
export const NOTHING = { state: "unmarked", late_minutes: 0, left_minutes: 0 };

const key = (mark) => `${mark.state} ${mark.late_minutes} ${mark.left_minutes}`;

export function standing(heads) {
  const said = new Set(heads.map(key));
  const conflict = said.size > 1;
  const { state, late_minutes, left_minutes } = conflict || !heads.length ? NOTHING : heads[0];
  return { state, late_minutes, left_minutes, conflict, heads };
}

export function fold(people, waiting) {
  const heads = new Map(people.map((person) => [person.id, person.heads]));
  for (const mark of waiting) {
    if (mark.refused) continue;
    const before = (heads.get(mark.participant) ?? []).filter(
      (head) => head.client_id !== mark.client_id && !mark.replaces.includes(head.client_id),
    );
    heads.set(mark.participant, [...before, { ...mark, own: true }]);
  }
  return new Map([...heads].map(([person, own]) => [person, standing(own)]));
}

// Marks that take back what this device did: each says again what held before, and replaces the device's own marks only.
// Null where somebody else has marked since: then theirs holds, and only a person can decide.
export function takenBack({ own, before }, stands) {
  const heads = new Set((stands?.heads ?? []).map((head) => head.client_id));
  if (!own.every((id) => heads.has(id))) return null;
  return before.map((says) => ({ ...says, replaces: own }));
}

// What each head says, once; what undoing has to bring back.
export function claims(stands) {
  const said = new Map((stands?.heads ?? []).map((head) => [key(head), head]));
  return said.size ? [...said.values()] : [NOTHING];
}

// An id of a mark; randomUUID exists only in secure contexts.
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return [...bytes].map((byte, at) => ([4, 6, 8, 10].includes(at) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
}
