// Reads {name: calendar text} on stdin with ical.js, strictly, and writes {name: part} or {name: {error}}.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

const moment = (value) => (value ? value.toICALString() : "");
const text = (event, name) => event.getFirstPropertyValue(name) ?? "";

function entry(event) {
  const organizer = event.getFirstProperty("organizer");
  return {
    uid: text(event, "uid"),
    sequence: Number(event.getFirstPropertyValue("sequence") ?? 0),
    status: text(event, "status"),
    stamp: moment(event.getFirstPropertyValue("dtstamp")),
    start: moment(event.getFirstPropertyValue("dtstart")),
    end: moment(event.getFirstPropertyValue("dtend")),
    summary: text(event, "summary"),
    location: text(event, "location"),
    description: text(event, "description"),
    organizer: organizer?.getFirstValue() ?? "",
    organizer_name: organizer?.getFirstParameter("cn") ?? "",
    attendees: event.getAllProperties("attendee").map((person) => [
      person.getFirstValue(), person.getFirstParameter("cn") ?? "", person.getFirstParameter("role") ?? "",
    ]),
  };
}

function part(calendar) {
  const root = new ICAL.Component(ICAL.parse(calendar));
  return { method: root.getFirstPropertyValue("method"), entries: root.getAllSubcomponents("vevent").map(entry) };
}

const found = {};
for (const [name, calendar] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) {
  try {
    found[name] = part(calendar);
  } catch (error) {
    found[name] = { error: String(error) };
  }
}
process.stdout.write(JSON.stringify(found));
