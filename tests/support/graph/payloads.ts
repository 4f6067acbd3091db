import { createHmac } from 'node:crypto';

/** The lab's access to the fake, all of it invented. */
export const ACCESS = {
  phoneNumberId: '106540352242922',
  accessToken: 'EAAJtokenmadeupfortests',
  appSecret: 'rahasia-aplikasi-buatan',
  verifyToken: 'kata-verifikasi',
};

/** The same as the service in a process of its own is told it. */
export const environmentAt = (apiUrl: string): Record<string, string> => ({
  TRANSPORT: 'cloud',
  CLOUD_API_URL: apiUrl,
  CLOUD_PHONE_NUMBER_ID: ACCESS.phoneNumberId,
  CLOUD_ACCESS_TOKEN: ACCESS.accessToken,
  CLOUD_APP_SECRET: ACCESS.appSecret,
  CLOUD_VERIFY_TOKEN: ACCESS.verifyToken,
});

/** The whole payload around one value. */
export function payloadOf(...values: object[]): object {
  return {
    object: 'whatsapp_business_account',
    entry: values.map((value) => ({
      id: '102290129340398',
      changes: [
        {
          field: 'messages',
          value: {
            messaging_product: 'whatsapp',
            metadata: { display_phone_number: '62211234567', phone_number_id: ACCESS.phoneNumberId },
            ...value,
          },
        },
      ],
    })),
  };
}

export const signatureOf = (body: string | Buffer, secret = ACCESS.appSecret): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
