import { serve } from '../../src/reader/serve.ts';
import { oddReadings } from './odd-readings.ts';

serve(oddReadings);
