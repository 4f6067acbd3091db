/** The thread that a reader starts: it answers what stands in `readings.ts`. */
import { readings } from './readings.ts';
import { serveReadings } from './serve.ts';

serveReadings(readings);
