import {
  type BinaryNode,
  encodeBigEndian,
  getBinaryNodeChild,
  getBinaryNodeChildren,
} from '@whiskeysockets/baileys';
import { bytesIn } from './device.ts';
import type { Account, Exchange, Phone } from './exchange.ts';
import { userOf } from './mailbox.ts';
import type { Bundle } from './signal.ts';

type Answer = (iq: BinaryNode, exchange: Exchange) => BinaryNode[];

/** The answers to what a logged-in client asks the server; to all else the answer is empty. */
export function answerTo(iq: BinaryNode, exchange: Exchange): BinaryNode {
  const { id = '', xmlns = '' } = iq.attrs;
  const content = ANSWERS[xmlns]?.(iq, exchange) ?? [];
  return { tag: 'iq', attrs: { id, type: 'result', from: 's.whatsapp.net' }, content };
}

const ANSWERS: Readonly<Record<string, Answer>> = {
  encrypt: aboutKeys,
  usync: aboutUsers,
  privacy: aboutPrivacy,
  blocklist: () => [{ tag: 'list', attrs: {} }],
  abt: () => [{ tag: 'props', attrs: { protocol: '1' } }],
  'w:m': (_iq, { media }) => [
    {
      tag: 'media_conn',
      attrs: { auth: 'loopback', ttl: '3600' },
      content: [{ tag: 'host', attrs: { hostname: media.host, maxContentLengthBytes: '104857600' } }],
    },
  ],
  'w:mex': () => [{ tag: 'result', attrs: {}, content: Buffer.from(JSON.stringify(NOT_RESTRICTED)) }],
  'w:sync:app:state': (iq) => [
    {
      tag: 'sync',
      attrs: {},
      content: getBinaryNodeChildren(getBinaryNodeChild(iq, 'sync'), 'collection').map(({ attrs }) => ({
        tag: 'collection',
        attrs: { name: attrs.name ?? '', version: attrs.version ?? '0' },
      })),
    },
  ],
};

const NOT_RESTRICTED = { data: { xwa2_fetch_account_reachout_timelock: { is_active: false } } };

function aboutKeys(iq: BinaryNode, { device, phones }: Exchange): BinaryNode[] {
  if (getBinaryNodeChild(iq, 'count'))
    return [{ tag: 'count', attrs: { value: String(device?.keysLeft ?? 0) } }];
  const list = getBinaryNodeChild(iq, 'list');
  if (list) device?.upload(list, getBinaryNodeChild(iq, 'skey'));
  if (getBinaryNodeChild(iq, 'digest')) return [{ tag: 'digest', attrs: {} }];
  const wanted = getBinaryNodeChild(iq, 'key');
  if (!wanted) return [];
  const users = getBinaryNodeChildren(wanted, 'user').flatMap(({ attrs: { jid = '' } }) => {
    const phone = phones.get(userOf(jid));
    return phone ? [bundleStanza(jid, phone.bundle())] : [];
  });
  return [{ tag: 'list', attrs: {}, content: users }];
}

function bundleStanza(jid: string, bundle: Bundle): BinaryNode {
  const { registrationId, identityKey, signedPreKey, preKey } = bundle;
  const key = (tag: string, parts: { keyId: number; publicKey: Uint8Array; signature?: Uint8Array }) => ({
    tag,
    attrs: {},
    content: [
      { tag: 'id', attrs: {}, content: encodeBigEndian(parts.keyId, 3) },
      { tag: 'value', attrs: {}, content: parts.publicKey.subarray(1) },
      ...(parts.signature ? [{ tag: 'signature', attrs: {}, content: parts.signature }] : []),
    ],
  });
  return {
    tag: 'user',
    attrs: { jid },
    content: [
      { tag: 'registration', attrs: {}, content: encodeBigEndian(registrationId) },
      { tag: 'type', attrs: {}, content: Buffer.from([5]) },
      { tag: 'identity', attrs: {}, content: identityKey.subarray(1) },
      key('skey', signedPreKey),
      ...(preKey ? [key('key', preKey)] : []),
    ],
  };
}

/** Who is on WhatsApp, with which devices and under which LID. */
function aboutUsers(iq: BinaryNode, { account, device, phones }: Exchange): BinaryNode[] {
  const usync = getBinaryNodeChild(iq, 'usync');
  const asked = new Set(contentOf(getBinaryNodeChild(usync, 'query')).map(({ tag }) => tag));
  const unknown = () => (asked.has('contact') ? [{ tag: 'contact', attrs: { type: 'out' } }] : []);
  const known = (jid: string, phone: Phone): BinaryNode[] => [
    ...(asked.has('contact') ? [{ tag: 'contact', attrs: { type: 'in' } }] : []),
    ...(asked.has('devices') ? [devices(phone, account, device?.number)] : []),
    ...(asked.has('lid') && !jid.endsWith('@lid') ? [{ tag: 'lid', attrs: { val: phone.lidAddress } }] : []),
  ];
  const users = contentOf(getBinaryNodeChild(usync, 'list')).map((user) => {
    const typed = getBinaryNodeChild(user, 'contact') ? String(bytesIn(user, 'contact')) : undefined;
    const jid = user.attrs.jid ?? `${typed?.replace(/\D/g, '')}@s.whatsapp.net`;
    const phone = phones.get(userOf(jid));
    return { tag: 'user', attrs: { jid }, content: phone ? known(jid, phone) : unknown() };
  });
  return [{ tag: 'usync', attrs: {}, content: [{ tag: 'list', attrs: {}, content: users }] }];
}

function devices(phone: Phone, account: Account, bot: number | undefined): BinaryNode {
  const isLab = phone.phoneAddress === account.phoneAddress;
  const list: BinaryNode[] = [{ tag: 'device', attrs: { id: '0' } }];
  if (isLab && bot !== undefined) list.push({ tag: 'device', attrs: { id: String(bot), 'key-index': '1' } });
  return { tag: 'devices', attrs: {}, content: [{ tag: 'device-list', attrs: {}, content: list }] };
}

function aboutPrivacy(iq: BinaryNode): BinaryNode[] {
  if (!getBinaryNodeChild(iq, 'privacy')) return [];
  const categories = ['readreceipts', 'last', 'online', 'profile', 'status', 'groupadd', 'calladd'];
  return [
    {
      tag: 'privacy',
      attrs: {},
      content: categories.map((name) => ({ tag: 'category', attrs: { name, value: 'all' } })),
    },
  ];
}

function contentOf(stanza: BinaryNode | undefined): BinaryNode[] {
  return Array.isArray(stanza?.content) ? stanza.content : [];
}
