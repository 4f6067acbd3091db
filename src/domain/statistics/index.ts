export { figureOf, type Question } from './figures.ts';
export { type Published, published } from './published.ts';
