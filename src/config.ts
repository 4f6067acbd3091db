import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { z } from 'zod';

const address = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, ''));
const zone = z.string().refine(isTimeZone, 'a time zone such as Asia/Jakarta');
const phone = z.string().regex(/^\d{8,15}$/, 'digits with country code, such as 6281234567890');
const proxies = z
  .string()
  .transform((list) => list.split(',').map((each) => each.trim()))
  .refine(
    (each) => each.every(isNetwork),
    'loopback, linklocal, uniquelocal or addresses such as 10.0.0.0/8',
  );

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: address.optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  TRUSTED_PROXIES: proxies.default(['loopback']),
  TRANSPORT: z.enum(['simulator', 'whatsapp']).default('simulator'),
  WHATSAPP_SOCKET_URL: z.url({ protocol: /^wss?$/ }).optional(),
  WHATSAPP_PAIRING_PHONE: phone.optional(),
  ADMIN_EMAIL: z.email().optional(),
  ADMIN_PASSWORD: z.string().min(12, 'at least 12 characters').max(200).optional(),
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
  transport: 'simulator' | 'whatsapp';
  whatsappSocketUrl: string | undefined;
  whatsappPairingPhone: string | undefined;
  firstAdministrator: { email: string; password: string | undefined } | undefined;
  timeZone: string;
  logLevel: string;
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
  if (env.ADMIN_PASSWORD && !env.ADMIN_EMAIL) {
    return { outcome: 'wrong', problems: ['ADMIN_PASSWORD: needs ADMIN_EMAIL beside it'] };
  }
  return {
    outcome: 'config',
    config: {
      port: env.PORT,
      host: env.HOST,
      publicUrl: env.PUBLIC_URL,
      trustedProxies: env.TRUSTED_PROXIES,
      dataDir: env.DATA_DIR,
      transport: env.TRANSPORT,
      whatsappSocketUrl: env.WHATSAPP_SOCKET_URL,
      whatsappPairingPhone: env.WHATSAPP_PAIRING_PHONE,
      firstAdministrator: env.ADMIN_EMAIL
        ? { email: env.ADMIN_EMAIL, password: env.ADMIN_PASSWORD }
        : undefined,
      timeZone: env.TIME_ZONE,
      logLevel: env.LOG_LEVEL,
    },
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
