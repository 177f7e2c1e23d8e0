// What this device keeps for itself (IndexedDB): marks that the server has not answered yet, and the last state it told.
const opening = new Promise((resolve, reject) => {
  const request = indexedDB.open("wego-attendance", 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore("marks", { keyPath: "number", autoIncrement: true }).createIndex("session", "session");
    request.result.createObjectStore("states");
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

function answered(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function written(store, act) {
  const transaction = (await opening).transaction(store, "readwrite", { durability: "strict" });
  act(transaction.objectStore(store));
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

async function read(store, act) {
  return answered(act((await opening).transaction(store).objectStore(store)));
}

// Marks of all sessions in the order in which they were made; each has the address it goes to.
export const waiting = () => read("marks", (store) => store.getAll());
export const add = (marks) => written("marks", (store) => marks.forEach((mark) => store.add(mark)));
export const remove = (numbers) => written("marks", (store) => numbers.forEach((number) => store.delete(number)));
export const change = (marks) => written("marks", (store) => marks.forEach((mark) => store.put(mark)));
export const lastState = (session) => read("states", (store) => store.get(session));
export const keepState = (session, state) => written("states", (store) => store.put(state, session));
