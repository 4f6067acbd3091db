import { serveReadings } from '../../src/reader/serve.ts';
import { oddReadings } from './odd-readings.ts';

serveReadings(oddReadings);
