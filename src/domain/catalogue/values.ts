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
