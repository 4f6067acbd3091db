export { unitHandling, unitPath } from './reach.ts';
