import { z } from 'zod';

/** What Meta refuses, as strictly as it does: a message that passes here is one it would take. */
const sign = z.string().min(1);
const body = (longest: number) => z.object({ text: sign.max(longest) });
const template = z.object({
  name: z.string().regex(/^[a-z0-9_]{1,512}$/),
  language: z.object({ code: z.string().regex(/^[a-z]{2,3}(_[A-Z]{2})?$/) }),
  components: z
    .array(
      z.strictObject({
        type: z.literal('body'),
        parameters: z
          .array(
            z.strictObject({
              type: z.literal('text'),
              text: sign
                .max(1_024)
                .refine((text) => !/[\n\t]| {5}/.test(text), 'no line breaks, tabs, spaces'),
            }),
          )
          .length(1),
      }),
    )
    .optional(),
});
const buttons = z
  .array(
    z.strictObject({
      type: z.literal('reply'),
      reply: z.strictObject({ id: sign.max(256), title: sign.max(20) }),
    }),
  )
  .min(1)
  .max(3)
  .refine((all) => new Set(all.map(({ reply }) => reply.title)).size === all.length, 'titles differ')
  .refine((all) => new Set(all.map(({ reply }) => reply.id)).size === all.length, 'ids differ');
const rows = z
  .array(z.strictObject({ id: sign.max(200), title: sign.max(24), description: sign.max(72).optional() }))
  .min(1)
  .max(10)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'ids differ');
const interactive = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('button'),
    body: body(1_024),
    action: z.strictObject({ buttons }),
  }),
  z.strictObject({
    type: z.literal('list'),
    body: body(1_024),
    action: z.strictObject({
      button: sign.max(20),
      sections: z.array(z.strictObject({ title: sign.max(24).optional(), rows })).length(1),
    }),
  }),
]);
const media = { id: sign, caption: sign.max(1_024).optional() };
const content = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('text'),
    text: z.strictObject({ body: sign.max(4_096), preview_url: z.boolean().optional() }),
  }),
  z.object({ type: z.literal('image'), image: z.strictObject(media) }),
  z.object({
    type: z.literal('document'),
    document: z.strictObject({ ...media, filename: sign.max(240).optional() }),
  }),
  z.object({ type: z.literal('interactive'), interactive }),
  z.object({ type: z.literal('template'), template }),
]);

/** A message as Meta takes it. */
export const messageSchema = z.intersection(
  z.object({
    messaging_product: z.literal('whatsapp'),
    recipient_type: z.literal('individual').optional(),
    to: z
      .string()
      .regex(/^[1-9]\d{4,14}$/)
      .optional(),
    recipient: z
      .string()
      .regex(/^[A-Z]{2}(\.ENT)?\.[A-Za-z0-9]{1,128}$/)
      .optional(),
    biz_opaque_callback_data: z.string().max(512).optional(),
  }),
  content,
);
export type GraphMessage = z.infer<typeof messageSchema>;

/** "We have read this", perhaps with the sign that we are writing. */
export const readSchema = z.strictObject({
  messaging_product: z.literal('whatsapp'),
  status: z.literal('read'),
  message_id: sign,
  typing_indicator: z.strictObject({ type: z.literal('text') }).optional(),
});

/** What a person reads in a message, in whichever form it came. */
export function wordsOf(message: GraphMessage): string {
  switch (message.type) {
    case 'text':
      return message.text.body;
    case 'interactive':
      return message.interactive.body.text;
    case 'template':
      return message.template.components?.[0]?.parameters[0]?.text ?? '';
    case 'image':
      return message.image.caption ?? '';
    case 'document':
      return message.document.caption ?? '';
  }
}

/** What can be tapped under a message. */
export function tapsOf(
  message: GraphMessage,
): { id: string; title: string; description?: string | undefined }[] {
  if (message.type !== 'interactive') return [];
  return message.interactive.type === 'button'
    ? message.interactive.action.buttons.map(({ reply }) => reply)
    : message.interactive.action.sections.flatMap((section) => section.rows);
}
