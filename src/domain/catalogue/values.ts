/** A test as it is offered in the chat. */
export interface TestOffer {
  id: number;
  name: string;
  nameEn: string;
  priceRupiah: number;
  turnaroundDays: number;
  preparation: string;
  preparationEn: string;
  sample: string;
  method: string;
  inPerson: boolean;
}

/** A test as one line of a list: what a dialog keeps of it between two messages. */
export type TestLine = Pick<TestOffer, 'id' | 'name' | 'nameEn' | 'priceRupiah'>;
