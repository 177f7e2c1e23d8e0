// Reads {issuer, lists: {address: list}, contexts: {address: context}, credentials: {name: credential}} on stdin and
// checks each credential, its key and its status as a stranger's program would. Writes {name: ""}, or why it was refused.
import { readFileSync } from "node:fs";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";
import { checkStatus } from "@digitalbazaar/vc-bitstring-status-list";

const given = JSON.parse(readFileSync(0, "utf8"));
// The tests have a clock of their own, and the list's checker asks for the time itself.
const Real = Date;
globalThis.Date = class extends Real {
  constructor(...parts) {
    super(...(parts.length ? parts : [given.now]));
  }
};

const found = (documentUrl, document) => ({ contextUrl: null, documentUrl, document });

// What a program would fetch: the issuer's page, its keys, the list; and contexts. Nothing else is there.
async function documentLoader(url) {
  if (url in given.contexts) return found(url, given.contexts[url]);
  if (url in given.lists) return found(url, given.lists[url]);
  if (url === given.issuer.id) return found(url, given.issuer);
  const key = given.issuer.verificationMethod.find(({ id }) => id === url);
  if (key) return found(url, { "@context": "https://w3id.org/security/multikey/v1", ...key });
  return vc.defaultDocumentLoader(url);
}

let revoked = false;
async function status(options) {
  const checked = await checkStatus({ ...options, suite: new DataIntegrityProof({ cryptosuite }) });
  revoked = checked.verified && checked.results.some((each) => each.status);
  return revoked ? { verified: false } : checked;
}

const reason = ({ error, statusResult }) =>
  [error, ...(error?.errors ?? []), statusResult?.error].flatMap((each) => each?.message ?? []).join(": ") || "refused";

const answers = {};
for (const [name, credential] of Object.entries(given.credentials)) {
  try {
    const suite = new DataIntegrityProof({ cryptosuite });
    revoked = false;
    const checked = await vc.verifyCredential({ credential, suite, documentLoader, checkStatus: status });
    answers[name] = checked.verified ? "" : revoked ? "revoked" : reason(checked);
  } catch (error) {
    answers[name] = String(error) || "refused";
  }
}
process.stdout.write(JSON.stringify(answers));
