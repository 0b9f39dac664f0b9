/**
 * The same text at the same length, with each number that ends in a point, as `1.` and `1.e5`, written with
 * an underscore there: the grammar wants a digit after the point. Python allows no such underscore,
 * so that numbers.ts can tell it.
 */
export function tolerateNumbers(text: string): string {
  return text.replace(pointAtEnd, '$1_');
}

const pointAtEnd = /(?<![\w.\u0080-\uffff])(\d[\d_]*)\.(?!\d)/g;
