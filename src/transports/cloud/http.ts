import express, { type ErrorRequestHandler, type Response, type Router } from 'express';
import type { Log } from '../../log.ts';
import { isSameSecret, isSignature, isSignedBy } from './signature.ts';

/** Serves `/webhooks/whatsapp`. */
export type WebhookRouter = Router;

/** What the webhook needs. */
export interface WebhookParts {
  appSecret: string;
  verifyToken: string;
  log: Log;
  /** Takes in a signed body; `later` when it could not be written down and has to come again. */
  take(body: Buffer): Promise<'taken' | 'later'>;
}

const PATH = '/webhooks/whatsapp';
const SIGNATURE_HEADER = 'x-hub-signature-256';
/** Meta sends up to 3 MB. It is also what bounds the loops over what stands in it. */
const MAX_BODY_BYTES = 3 * 1024 * 1024;
const MAX_CHALLENGE = 200;

/**
 * The two addresses Meta calls: to see that the webhook is ours, and to bring what happened. 200 means
 * that everything is written down; after anything else Meta brings it again, for days.
 */
export function webhookRouter({ appSecret, verifyToken, log, take }: WebhookParts): WebhookRouter {
  const router = express.Router();

  router.get(PATH, (request, response) => {
    const { 'hub.mode': mode, 'hub.verify_token': word, 'hub.challenge': challenge } = request.query;
    const isOurs = typeof word === 'string' && isSameSecret(word, verifyToken);
    if (mode !== 'subscribe' || !isOurs) return void response.status(403).end();
    if (typeof challenge !== 'string' || challenge.length > MAX_CHALLENGE)
      return void response.status(400).end();
    log.info({}, 'Cloud API: Meta has verified the webhook');
    // As text and never guessed at: it is a stranger's word on our address.
    response.set('X-Content-Type-Options', 'nosniff').type('text/plain').send(challenge);
  });

  const turnAway = (response: Response): void => {
    log.warn({}, 'Cloud API: a call of the webhook without Meta’s signature was turned away');
    response.status(401).end();
  };
  router.post(PATH, (request, response, next) => {
    // Anybody can call; nothing of theirs is kept in memory that does not even claim to be signed.
    if (isSignature(request.get(SIGNATURE_HEADER))) next();
    else turnAway(response);
  });
  // Unpacked by nobody: the signature is over the bytes as they came.
  const raw = express.raw({ type: () => true, limit: MAX_BODY_BYTES, inflate: false });
  router.post(PATH, raw, async (request, response) => {
    const body: unknown = request.body;
    if (!Buffer.isBuffer(body) || !isSignedBy(appSecret, body, request.get(SIGNATURE_HEADER)))
      return turnAway(response);
    response.status((await take(body)) === 'taken' ? 200 : 503).end();
  });

  const reportError: ErrorRequestHandler = (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const status = Number(error?.status ?? 500);
    if (status >= 500) log.error({ status }, 'Cloud API: a call of the webhook failed');
    response.status(status === 500 ? 503 : status).end();
  };
  router.use(PATH, reportError);

  return router;
}
