import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';

const address = z
  .url({ protocol: /^https?$/, error: 'an address such as https://sapa.labkesmas.example' })
  .transform((url) => url.replace(/\/+$/, ''));
// The access token goes there: to nobody but Meta, or to this machine in tests.
const graphAddress = address.refine(
  (url) => /^https:\/\/graph\.facebook\.com(\/|$)|^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?(\/|$)/.test(url),
  'https://graph.facebook.com/ with a version, or for tests http:// on 127.0.0.1',
);
// Spaces and line ends come along when something is copied from a page.
const copied = z.string().trim();
const email = z.email('an e-mail address alone, such as lab@labkesmas.example');
const zone = z.string().refine(isTimeZone, 'a time zone such as Asia/Jakarta');
const phone = z.string().regex(/^\d{8,15}$/, 'digits with country code, such as 6281234567890');
const proxies = z
  .string()
  .transform((list) => list.split(',').map((each) => each.trim()))
  .refine(
    (each) => each.every(isNetwork),
    'loopback, linklocal, uniquelocal or addresses such as 10.0.0.0/8',
  );

const clientVersion = z
  .string()
  .regex(/^\d+\.\d+\.\d+$/, 'three numbers such as 2.3000.1043857760')
  .transform((text) => text.split('.').map(Number));

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: address.optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  TRUSTED_PROXIES: proxies.default(['loopback']),
  TRANSPORT: z.enum(['simulator', 'whatsapp', 'cloud']).default('simulator'),
  WHATSAPP_SOCKET_URL: z.url({ protocol: /^wss?$/, error: 'for tests: ws:// on 127.0.0.1' }).optional(),
  WHATSAPP_PAIRING_PHONE: phone.optional(),
  WHATSAPP_VERSION: clientVersion.optional(),
  WHATSAPP_SILENCE_SECONDS: z.coerce.number().int().min(4).max(600).default(120),
  WHATSAPP_CONFIRM_SECONDS: z.coerce.number().int().min(1).max(600).default(30),
  WHATSAPP_UNREAD_SECONDS: z.coerce.number().int().min(1).max(600).default(60),
  WHATSAPP_PER_SECOND: z.coerce.number().min(0).max(20).default(5),
  WHATSAPP_CHAT_PAUSE_MS: z.coerce.number().int().min(0).max(60_000).default(2_000),
  CLOUD_API_URL: graphAddress.default('https://graph.facebook.com/v23.0'),
  CLOUD_PHONE_NUMBER_ID: copied.regex(/^\d+$/, 'the digits of the phone number ID').optional(),
  CLOUD_ACCESS_TOKEN: copied.regex(/^[\x21-\x7e]+$/, 'one word, as Meta shows it').optional(),
  CLOUD_APP_SECRET: copied.min(16, 'at least 16 characters').optional(),
  CLOUD_VERIFY_TOKEN: copied.min(8, 'at least 8 characters').optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'such as smtps://user:password@mail.labkesmas.example' })
    .optional(),
  MAIL_FROM: email.optional(),
  ADMIN_EMAIL: email.optional(),
  ADMIN_PASSWORD: z.string().min(12, 'at least 12 characters').max(200).optional(),
  BACKUP_DIR: z.string().min(1).optional(),
  BACKUP_PASSPHRASE: z.string().min(12, 'at least 12 characters').max(1000).optional(),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,200}$/, 'one word of at least 16 characters')
    .optional(),
  TIME_ZONE: zone.default('Asia/Jakarta'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** How this process runs. Everything about the lab itself is a setting in its database. */
export interface Config {
  port: number;
  host: string;
  /** Where citizens reach our pages, without a slash at the end; unset means this machine. */
  publicUrl: string | undefined;
  /** Whose word about the visitor's address counts: Express's `trust proxy`, such as `loopback` or a network. */
  trustedProxies: string[];
  dataDir: string;
  transport: 'simulator' | 'whatsapp' | 'cloud';
  whatsapp: {
    /** A loopback server for tests; unset means WhatsApp's own. */
    socketUrl: string | undefined;
    pairingPhone: string | undefined;
    /** What the client says it is; to be raised when WhatsApp refuses the built-in one. */
    version: [number, number, number] | undefined;
    /** After how many seconds a silent line counts as dead. */
    silenceSeconds: number;
    /** After how many seconds without WhatsApp's answer nobody knows what became of a message. */
    confirmSeconds: number;
    /** How long what could not be read may take to come again, before and after we ask for it. */
    unreadSeconds: number;
    /** How fast we may send: over all chats, 0 for not at all; and how long one chat rests. */
    perSecond: number;
    chatPauseMs: number;
  };
  /** Set with `transport: 'cloud'`. */
  cloud: CloudConfig | undefined;
  /** How the administrators are told when WhatsApp is silent; unset means on the pages only. */
  mail: { smtpUrl: string; from: string } | undefined;
  firstAdministrator: { email: string; password: string | undefined } | undefined;
  backup: {
    /** Where the nightly backups lie; unset means inside the data folder. */
    dir: string | undefined;
    /** What backups are encrypted with; unset means they are not. */
    passphrase: string | undefined;
  };
  /** What lets a machine elsewhere read the figures; unset means this machine alone may. */
  metricsToken: string | undefined;
  timeZone: string;
  logLevel: string;
}

/** The lab's access to the official WhatsApp Cloud API. */
export interface CloudConfig {
  /** With the version, without a slash at the end. */
  apiUrl: string;
  phoneNumberId: string;
  accessToken: string;
  /** Signs what the webhook gets. */
  appSecret: string;
  /** Our own word, repeated by Meta when the webhook is set up. */
  verifyToken: string;
}

/** What came of reading the environment. */
export type ConfigRead = { outcome: 'config'; config: Config } | { outcome: 'wrong'; problems: string[] };

/**
 * Reads the environment: the only place that does. An empty variable counts as unset.
 *
 * @returns the configuration, or one sentence per variable that is wrong, with its name
 */
export function readConfig(environment: NodeJS.ProcessEnv = withEnvFile()): ConfigRead {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const read = schema.safeParse(given);
  if (!read.success) {
    return {
      outcome: 'wrong',
      problems: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`),
    };
  }
  const env = read.data;
  const missing = [
    ...(env.ADMIN_PASSWORD && !env.ADMIN_EMAIL ? ['ADMIN_PASSWORD: needs ADMIN_EMAIL beside it'] : []),
    ...(env.SMTP_URL && !env.MAIL_FROM
      ? ['SMTP_URL: needs MAIL_FROM beside it, the address it sends from']
      : []),
    ...(env.MAIL_FROM && !env.SMTP_URL ? ['MAIL_FROM: sends nothing without SMTP_URL beside it'] : []),
    ...(env.TRANSPORT === 'cloud'
      ? CLOUD_NEEDS.filter((name) => env[name] === undefined).map(
          (name) => `${name}: needed with TRANSPORT=cloud; docs/whatsapp.md says where it is found`,
        )
      : []),
  ];
  if (missing.length > 0) return { outcome: 'wrong', problems: missing };
  return {
    outcome: 'config',
    config: {
      port: env.PORT,
      host: env.HOST,
      publicUrl: env.PUBLIC_URL,
      trustedProxies: env.TRUSTED_PROXIES,
      dataDir: env.DATA_DIR,
      transport: env.TRANSPORT,
      whatsapp: {
        socketUrl: env.WHATSAPP_SOCKET_URL,
        pairingPhone: env.WHATSAPP_PAIRING_PHONE,
        // Three numbers: the pattern has let nothing else through.
        version: env.WHATSAPP_VERSION as [number, number, number] | undefined,
        silenceSeconds: env.WHATSAPP_SILENCE_SECONDS,
        confirmSeconds: env.WHATSAPP_CONFIRM_SECONDS,
        unreadSeconds: env.WHATSAPP_UNREAD_SECONDS,
        perSecond: env.WHATSAPP_PER_SECOND,
        chatPauseMs: env.WHATSAPP_CHAT_PAUSE_MS,
      },
      cloud: env.TRANSPORT === 'cloud' ? cloudOf(env) : undefined,
      mail: env.SMTP_URL && env.MAIL_FROM ? { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM } : undefined,
      firstAdministrator: env.ADMIN_EMAIL
        ? { email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD }
        : undefined,
      backup: { dir: env.BACKUP_DIR, passphrase: env.BACKUP_PASSPHRASE },
      metricsToken: env.METRICS_TOKEN,
      timeZone: env.TIME_ZONE,
      logLevel: env.LOG_LEVEL,
    },
  };
}

const CLOUD_NEEDS = [
  'CLOUD_PHONE_NUMBER_ID',
  'CLOUD_ACCESS_TOKEN',
  'CLOUD_APP_SECRET',
  'CLOUD_VERIFY_TOKEN',
] as const;

function cloudOf(env: z.infer<typeof schema>): CloudConfig {
  return {
    apiUrl: env.CLOUD_API_URL,
    phoneNumberId: env.CLOUD_PHONE_NUMBER_ID ?? '',
    accessToken: env.CLOUD_ACCESS_TOKEN ?? '',
    appSecret: env.CLOUD_APP_SECRET ?? '',
    verifyToken: env.CLOUD_VERIFY_TOKEN ?? '',
  };
}

// What stands in the environment wins over the `.env` file beside the program.
function withEnvFile(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

function isNetwork(name: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(name)) return true;
  const [address = '', bits] = name.split('/');
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return longest > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest));
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
