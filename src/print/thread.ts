/** The thread that a printer starts: it prints what stands in `prints.ts`. */
import { prints } from './prints.ts';
import { servePrints } from './serve.ts';

servePrints(prints);
