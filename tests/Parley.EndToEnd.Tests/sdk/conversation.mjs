// Two people talk through the published client. Fails with what differs; ends with "done".
//
//   node conversation.mjs HOST:PORT API_KEY LOGIN:PASSWORD LOGIN:PASSWORD

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

import WebSocket from 'ws';

import { until } from './until.mjs';

const { Tinode } = createRequire(import.meta.url)('tinode-sdk');

const [host, apiKey, ...logins] = process.argv.slice(2);
assert.equal(logins.length, 2, 'Usage: conversation.mjs HOST:PORT API_KEY LOGIN:PASSWORD LOGIN:PASSWORD');

Tinode.setNetworkProviders(WebSocket);
// Only the browser's cache needs a database: without persist the client asks once to delete what is in it.
Tinode.setDatabaseProvider({
  deleteDatabase() {
    const request = {};
    queueMicrotask(() => request.onsuccess());
    return request;
  },
});

// By default Node.js shows the whole line of the client, which is all of it.
process.on('uncaughtException', error => {
  console.error(error.stack);
  process.exit(1);
});

const did = step => console.log(`ok - ${step}`);

const client = () => new Tinode({ appName: 'Parley test', host, apiKey, transport: 'ws', secure: false, persist: false });

async function logIn(credentials) {
  const tinode = client();
  await tinode.connect();
  const [login, password] = credentials.split(/:(.*)/);
  const reply = await tinode.loginBasic(login, password);
  assert.equal(reply.code, 200);
  assert.equal(tinode.getCurrentUserID(), reply.params.user);
  return tinode;
}

async function openContacts(tinode) {
  const me = tinode.getMeTopic();
  await me.subscribe(me.startMetaQuery().withLaterSub().withDesc().withTags().build());
  // What was asked for comes after the reply.
  await until('One knows oneself', () => me.public?.fn);
  return me;
}

async function open(topic) {
  await topic.subscribe(topic.startMetaQuery().withLaterDesc().withLaterSub().withLaterData(24).withLaterDel().build());
  return topic;
}

const textsOf = topic => {
  const texts = [];
  topic.messages(message => { if (message.content) texts.push(message.content); });
  return texts;
};

// ---- Logging in ----

const stranger = client();
await stranger.connect();
await assert.rejects(stranger.loginBasic('nobody-at-all', 'wrong-password'), { code: 401 });
stranger.disconnect();
did('a wrong login is refused');

const anna = await logIn(logins[0]);
const ben = await logIn(logins[1]);
const [annaId, benId] = [anna.getCurrentUserID(), ben.getCurrentUserID()];
assert.notEqual(annaId, benId);
did('both log in');

// ---- Contact lists ----

const annaMe = await openContacts(anna);
const benMe = await openContacts(ben);
assert.equal(annaMe.getContact(benId), undefined, 'The two must not know each other yet');

const annaToBen = await open(anna.getTopic(benId));
await until('Anna learns whom she writes to', () => annaToBen.public?.fn === benMe.public.fn);
assert.ok(annaToBen.getAccessMode().isWriter());
await until('Ben finds Anna in his contact list', () => benMe.getContact(annaId)?.public?.fn === annaMe.public.fn);
assert.equal(annaMe.getContact(benId).public.fn, benMe.public.fn);
did('each is in the contact list of the other');

await until('each sees the other online', () => anna.isTopicOnline(benId) && ben.isTopicOnline(annaId));
did('each sees the other online');

// ---- Publishing and receiving ----

const first = await annaToBen.publish('Good morning, Ben', false);
assert.equal(first.code, 202);
assert.equal(first.params.seq, 1);
await until('Ben is told of a message he has not seen', () => benMe.getContact(annaId).unread === 1);
did('a message is announced to somebody who is elsewhere');

const benToAnna = await open(ben.getTopic(annaId));
await until('Ben sees the message', () => textsOf(benToAnna).length === 1);
assert.deepEqual(textsOf(benToAnna), ['Good morning, Ben']);
assert.equal(benToAnna.latestMessage().from, annaId);

const typing = new Promise(resolve => { annaToBen.onInfo = info => { if (info.what === 'kp') resolve(info.from); }; });
benToAnna.noteKeyPress();
assert.equal(await typing, benId);
annaToBen.onInfo = undefined;
did('Anna sees that Ben types');

await benToAnna.publish('Good morning, Anna', false);
await until('Anna sees the answer', () => textsOf(annaToBen).length === 2);
assert.equal(annaToBen.latestMessage().from, benId);
assert.deepEqual(textsOf(annaToBen), ['Good morning, Ben', 'Good morning, Anna']);
did('messages arrive, in order');

// ---- Receipts ----

const third = await annaToBen.publish('Coffee?', false);
const seq = third.params.seq;
await until('Anna sees that her message has been received', () => annaToBen.msgRecvCount(seq) === 1);
assert.equal(annaToBen.msgReadCount(seq), 0);
did('Anna sees that her message was received');

benToAnna.noteRead(seq);
await until('Anna sees that her message has been read', () => annaToBen.msgReadCount(seq) === 1);
assert.equal(benMe.getContact(annaId).unread, 0);
did('Anna sees that her message was read');

// ---- A group ----

const group = anna.getTopic(anna.newGroupTopicName());
await group.subscribe(
  group.startMetaQuery().withLaterDesc().withLaterSub().build(),
  { desc: { public: { fn: 'Breakfast' } }, tags: [] });
assert.match(group.name, /^grp/);
await group.invite(benId, 'JRWPS');
await until('Ben finds the group in his contact list', () => benMe.getContact(group.name)?.public?.fn === 'Breakfast');
const benGroup = await open(ben.getTopic(group.name));
await group.publish('Who brings the rolls?', false);
await until('Ben sees the message of the group', () => textsOf(benGroup).includes('Who brings the rolls?'));
// The client tells a little later that it has received something, and fails if it is disconnected by then.
await until('Anna sees that the message of the group has been received', () => group.msgRecvCount(group.maxMsgSeq()) === 1);
did('the two talk in a group');

// ---- What is there afterwards ----

ben.disconnect();
await until('Anna sees that Ben has left', () => !anna.isTopicOnline(benId));
did('Anna sees that Ben has left');

await annaToBen.publish('Are you still there?', false);
const again = await logIn(logins[1]);
const againMe = await openContacts(again);
await until('Ben has his contact list again', () => againMe.getContact(annaId) && againMe.getContact(group.name));
assert.equal(againMe.getContact(annaId).unread, 1);
const history = await open(again.getTopic(annaId));
await until('Ben has the history again', () => textsOf(history).length === 4);
assert.deepEqual(textsOf(history), ['Good morning, Ben', 'Good morning, Anna', 'Coffee?', 'Are you still there?']);
did('contacts, history and what is unread outlast a session');

const groupHistory = await open(again.getTopic(group.name));
await until('Ben has the history of the group again', () => textsOf(groupHistory).length === 1);
await group.delMessagesList([group.maxMsgSeq()], true);
await until('The message is gone for both', () => textsOf(group).length + textsOf(groupHistory).length === 0);
did('a message deleted for all is gone for both');

console.log('done');
// Without waiting for what the clients would still have told the server.
process.exit();
