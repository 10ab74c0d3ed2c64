// A mail server that does as it is told, for the tests of the outbox. It prints its port, then hears one word a line
// on its input and answers each with one line of JSON:
//   accept    take mails
//   refuse    refuse every recipient for good (550)
//   later     refuse every recipient for now (451)
//   stall     say nothing any more once a mail begins
//   drop      close the connection after the whole mail came in, without a word
//   closing   say 421 and close
//   mails     what was taken so far: [{ to, text }]
//   dropped   what came in before a connection was closed without a word
import { createInterface } from "node:readline";
import { SMTPServer } from "smtp-server";

let mood = "accept";
const taken = [];
const dropped = [];

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS"],
  closeTimeout: 100,
  onMailFrom(_address, _session, done) {
    if (mood === "stall") return;
    if (mood === "closing") return done(Object.assign(new Error("closing"), { responseCode: 421 }));
    done();
  },
  onRcptTo(_address, _session, done) {
    if (mood === "refuse") return done(Object.assign(new Error("no such mailbox"), { responseCode: 550 }));
    if (mood === "later") return done(Object.assign(new Error("try again later"), { responseCode: 451 }));
    done();
  },
  onData(stream, session, done) {
    const chunks = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", () => {
      const mail = {
        to: session.envelope.rcptTo.map(({ address }) => address).join(),
        text: Buffer.concat(chunks).toString("utf8"),
      };
      if (mood === "drop") {
        dropped.push(mail);
        for (const connection of server.connections) connection._socket.destroy();
        return;
      }
      taken.push(mail);
      done();
    });
  },
});
server.on("error", () => {});
server.listen(0, "127.0.0.1", () => console.log(server.server.address().port));

createInterface({ input: process.stdin }).on("line", (word) => {
  if (word === "mails") return console.log(JSON.stringify(taken));
  if (word === "dropped") return console.log(JSON.stringify(dropped));
  mood = word;
  console.log(JSON.stringify(word));
}).on("close", () => process.exit(0));
