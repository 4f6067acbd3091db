/** The thread that a printer starts: it prints what stands in `prints.ts`. */
import { prints } from './prints.ts';
import { serve } from './serve.ts';

serve(prints);
